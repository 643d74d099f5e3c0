/** Papers that tell a name as it is: `в паспорте`, `куәлікте`, `my ID card`. */
const OF_STATE =
  '(?:загран)?паспорт\\p{L}*|удостоверени\\p{L}*|документ\\p{L}*|свидетельств\\p{L}*|метрик\\p{L}*|диплом\\p{L}*|(?:төл)?құжат\\p{L}*|(?:жеке )?куәлі[кг]\\p{L}*|passport|id(?: card)?|identity card|driving licen[cs]e|(?:birth|marriage) certificate|documents'
/** Papers and records in which we wrote it: `в договоре`, `по квитанции`, `on your invoice`. */
const OF_OURS =
  'договор\\p{L}*|квитанц\\p{L}*|чек[еуи]?|сч[её]т[еу]?|брон\\p{L}*|пропуск\\p{L}*|абонемент\\p{L}*|подтверждени\\p{L}*|письм\\p{L}*|рассылк\\p{L}*|карточк\\p{L}*|анкет\\p{L}*|баз[еуы]|профил\\p{L}*|кабинет\\p{L}*|келісімшарт\\p{L}*|шартт?\\p{L}*|түбіртек\\p{L}*|хат(?:та|ыңызда)|карточкада|анкетада|базада|receipt|invoice|contract|agreement|booking|bill|card|confirmation|records|account|profile|database|letters?|e-?mails?|form|site|website|system|portal|file|statement'

const LED =
  '(?:(?<!\\p{L})(?:по|в|во|на|согласно|из|on|in|per|according to|as per|your|my|the)\\s(?:\\p{L}{2,12}\\s){0,2}|(?<!\\p{L}))'
const FILLER =
  "(?:[\\s,:—–-]{1,3}(?:личности|о браке|о рождении|с вами|у вас|я|меня|мен|у меня|мо[яёе]|фамилия|имя|тегім|атым|есімім|стоит|значится|значусь|числюсь|указан[аоы]?|записан[аоы]?|написан[аоы]?|это|она|оно|i am|i['’]m|it['’]?s|it is|says|reads|shows|states|has|my|surname|last name|first name|name|is|as|me)){0,5}[\\s:,—–-]{0,3}[«\"“„'‘]?$"

const BY_STATE = new RegExp(`${LED}(?:${OF_STATE})${FILLER}`, 'u')
const BY_OURS = new RegExp(`${LED}(?:${OF_OURS})${FILLER}`, 'u')
const KEPT_RIGHT = /правильн|верн(?:о|ая|ый)|должн|нужно|надо|дұрыс|should|correct(?:ly)?/u

/** `в договоре X, а в удостоверении Y`: whose paper a name stands in tells which one is right. */
export function roleByPaper(before: string): 'right' | 'wrong' | null {
  if (KEPT_RIGHT.test(before.slice(-50))) return null
  if (BY_STATE.test(before)) return 'right'
  return BY_OURS.test(before) ? 'wrong' : null
}
