import type { Language } from '../letter.ts'
import type { Named } from './named.ts'
import type { Stands } from './nominative.ts'
import { roleByPaper } from './papers.ts'
import { CORRECTS } from './passage.ts'

/** `claimed`: `фамилия: X`, which may only say who writes. */
export type Role = 'right' | 'wrong' | 'claimed' | null

/** Behind these stands the right form. `\s?` at the end lets marks stand between. */
const RIGHT =
  /(?:(?<!\p{L})правильно|(?<!\p{L})правильн(?:ая|ое|ый)|(?<!\p{L})верно|(?<!\p{L})верн(?:ая|ое|ый)|надо|нужно|должн[оа]? (?:быть|стоять|значиться|числиться|читаться)|должен быть|следует читать|читать|пишется|писать|теперь|стала?|стало|сейчас я|по (?:документам|паспорту|удостоверению)|на самом деле|(?<!до |перед )(?:замуж\p{L}*|брака)|записать|запишите|поставьте|поставить|пишите|напишите|сделайте|указать|укажите|новая|новое|новый|зовут(?: меня)?|дұрысы|болуы? керек|енді|жаңа|should be|should read|should say|correct(?:ly spelled)? (?:spelling|form|one|name|surname|version)|correct(?= is)|spel(?:led|t)|now|right|actually|instead|it is|it['’]?s)(?:[\s:,—–-]{1,3}(?:я|мы|мо(?:й|я|е|ё|ей|его)|фамили\p{L}*|имя|имени|меня|зовут|на|как|это|форма|написание|вариант|через|её|его|тегім|атым|есімім|is|spelling|form|one|name|surname|as|to|it)){0,3}[\s:,«"“„—–-]{0,5}$/u
/** `исправьте … на X`. */
const TURN =
  /(?:исправ\p{L}*|измен\p{L}*|помен\p{L}*|смен\p{L}*|замен\p{L}*|перепра\p{L}*|перепи\p{L}*|поправ\p{L}*|обнов\p{L}*|переименова\p{L}*|chang\p{L}*|correct\p{L}*|updat\p{L}*|replac\p{L}*|amend\p{L}*|fix\p{L}*)[^.!?\n]{0,70}\s(?:на|to|with)[\s«"“„:]{1,3}$|переименова\p{L}*\s(?:меня\s)?в\s[«"“„]?$/u
/** Behind these stands the form that is to go. */
const WRONG =
  /(?:у вас|в (?:базе|системе|анкете|карточке|профиле|кабинете)|на сайте|стоит|указан[аоы]?|записан[аоы]?|записал[аи]?|написан[аоы]?|написали|напечатан[аоы]?|значится|значусь|числится|числюсь|была|был|было|раньше|прежн\p{L}*|девичья|стар(?:ая|ое|ую)|вместо|опечатк\p{L}*|ошибк\p{L}*|ошибочно|неправильно|неверно|недостоверн\p{L}*|неточн\p{L}*|получилось|вышло|тұр|жазылған|сіздерде|сізде|сайтта|базада|бұрынғы|бұрын|ескі|miss?pel(?:t|led)|written|listed|recorded|shown|says|you have|have me down|have my (?:sur|last |first )?name|previously|formerly|née|nee|was|old|former|instead of|(?<!\p{L})(?:не|со?|from|not))(?:[\s:,—–-]{1,3}(?:я|меня|сейчас|стоит|на сайте|в базе|в системе|в анкете|в карточке|в фамилии|в имени|фамили\p{L}*|имя|имени|указан[аоы]?|записан[аоы]?|написан[аоы]?|писали|пишут|как|через|тегім|атым|as|my|surname|name|me|down)){0,4}[\s:,«"“„—–-]{0,5}$/u
/** `указано X вместо Y`: here the first is the wrong one. */
const MISTAKEN =
  /(?:опечатк|ошибк|указан|написан|записан|стоит|значит|числ|typo|mistake|misspel|written|spelled|listed)/u
/** `взяла фамилию мужа: X`, `вернула девичью фамилию X`. */
const TAKEN =
  /(?:вернул|взял|оставил|ношу|получил|приняла?)[аи]?\s(?:\p{L}{1,14}\s){0,3}фамили\p{L}{1,3}(?:\s(?:мужа|супруга|отца|матери))?\s?[:—–-]?\s?[«"“„]?$/u
/** `Фамилия: X`, `моя фамилия X`, `my name is X`. */
const CLAIM =
  /(?<!\p{L})(?:фамилия|имя|тегі[мн]?|атым|есімім?|surname|(?:first |last |family |given )?name)(?:\s(?:теперь|верная|верное|is)|[^.!?:\n]{0,40}[:—–])?\s?[:=—–-]?\s?[«"“„]?$/u
/** `исправьте фамилию: X`. */
const ORDERED =
  /(?:исправ|измен|помен|смен|замен|поправ|обнов|укажите|запишите|впишите|correct|change|update)\p{L}{0,6}[^.!?:\n]{0,40}(?:фамили|имя|name)\p{L}{0,3}\s?[:—–-]\s?[«"“„]?$/u
/** `Фамилия пишется с одной «с»: …`. */
const SPELT =
  /(?:фамили|имя|имени|тегім|атым|name)[^.!?\n]{0,60}(?:пиш|через|букв|одн|дв|spelt|spelled|жазыл|әріп)[^.!?\n]{0,40}:\s?[«"“„]?$/u

const MISSPELT =
  /пропу(?:щен|стил)|лишн|не хватает|не хватило|(?:на|за|у)писал[аи]?(?!\p{L})|(?:на|за)писан[аоы]?(?!\p{L})|указан[аоы]?(?!\p{L})|ошибк|опечатк|неверн|қате|missing|extra|typo|mistake|(?:is|was) written/u
/** `записано с одной ошибкой: X`, `қатемен жазылған: X`. */
const WITH_ERROR =
  /(?<!\p{L})(?:с\s(?:\p{L}{1,12}\s){0,2}(?:ошибк|опечатк)\p{L}*|с\s(?:одной\s)?(?:неверн|неправильн|лишн|не той|чуж|пропущенн)\p{L}{0,4}\sбукв\p{L}*|қате(?:мен|\p{L}*)(?:\sжаз\p{L}*)?|with (?:an? )?(?:typo|mistake|error))\s?[:—–-]\s?[«"“„]?$/u
/** `Пишется через «ы»: X`. */
const HOW_SPELT = /^(?:она |оно )?пишется (?:через|с|со|без)\s[^.!?:]{1,30}[:—–]\s?[«"“„]?$/u
/** `хочу снова быть X`, `прошу числить меня X`. */
const WISHED =
  /(?:снова|опять|хочу|хотела? бы|прошу)\s(?:\p{L}{1,10}\s)?(?:быть|стать|называться|именоваться|зваться|числиться|значиться)\s[«"“„]?$/u
/** `вы переименовали меня в X`, `вы исправили фамилию на X`: what they did is to be undone. */
const MADE_BY_THEM =
  /(?:переименовали|переделали|(?<!\p{L})(?:вы|you)\s(?:\p{L}{1,12}(?:-то)?\s){0,2}(?:исправили|изменили|поменяли|сменили|changed|renamed|corrected))\s(?:\p{L}{1,12}\s){0,3}(?:на|в|to|into)\s[«"“„]?$/u
/** `Surname to be entered: X`. */
const TO_BE_ENTERED =
  /(?<!\p{L})to be (?:entered|recorded|registered|shown|used|put)\s?[:—–-]\s?["“]?$/u
/** `запишите меня по мужу: X`. */
const BY_HUSBAND = /(?<!\p{L})по (?:мужу|супругу)(?: я)?\s?[:—–-]?\s[«"“„]?$/u
/** `переделайте меня из X в Y`. */
const OUT_OF =
  /(?:превра|перепи|передел|переимен|исправ|измен|смен|перевед)[^.!?]{0,40}\sиз\s(?:фамилии\s)?[«"“„]?/u
const OUT_OF_END = new RegExp(`${OUT_OF.source}$`, 'u')
const INTO = new RegExp(`${OUT_OF.source}\\p{L}{2,40}[»"”]?\\s(?:в|на)\\s[«"“„]?$`, 'u')

/** What stands before a name in its sentence, behind it, and behind it without its marks. */
interface Around {
  readonly before: string
  readonly after: string
  readonly behind: string
}

type Tell = readonly [role: Role, says: (around: Around) => boolean]

/** Each for one manner of putting two names beside each other; the first that fits decides. */
const TELLS: readonly Tell[] = [
  // `X → Y`
  ['wrong', ({ behind }) => /^(?:->|→|=>)/u.test(behind)],
  ['right', ({ before }) => /(?:->|→|=>)\s?[«"“„]?$/u.test(before)],
  // `не X, а Y`
  [
    'right',
    ({ before }) =>
      /(?:(?<!\p{L})не|not)\s[^,]{2,40}[»"”]?,?\s(?:а|но|but)\s(?:я\s|на\s)?[«"“„]?$/u.test(before),
  ],
  // `указано X вместо Y`
  ['wrong', ({ before, behind }) => INSTEAD.test(behind) && MISTAKEN.test(before)],
  ['right', isInsteadOfMistake],
  // `Y, не X`, `Y, а не X`, `Y вместо X`
  ['right', ({ after }) => /^[»"”)]?,\s(?:а\s)?не\s/u.test(after)],
  [
    'right',
    ({ before, behind }) =>
      /^(?:а не|вместо|instead of|not|rather than)\s/u.test(behind) ||
      (/^и не\s/u.test(behind) && !/(?<!\p{L})не\s[«"“„]?$/u.test(before)),
  ],
  // `X емес, Y`, `взяла фамилию Y`
  ['right', ({ before }) => /емес[»"”]?,?\s[«"“„]?$/u.test(before) || TAKEN.test(before)],
  // `переделайте меня из X в Y`
  ['right', ({ before }) => INTO.test(before)],
  ['wrong', ({ before, behind }) => /^(?:в|на)\s/u.test(behind) && OUT_OF_END.test(before)],
  ['wrong', ({ before }) => isWithError(before) || MADE_BY_THEM.test(before)],
  [
    'right',
    ({ before }) =>
      [HOW_SPELT, WISHED, TO_BE_ENTERED, BY_HUSBAND].some((says) => says.test(before)),
  ],
  // `замените X на Y`
  ['wrong', ({ before, behind }) => /^на\s/u.test(behind) && CORRECTS.test(before)],
  // `записали X, а я Y`
  ['right', ({ before }) => BUT_I.test(before)],
  ['right', ({ before }) => /вместо\s[^,]{2,40}[»"”]?[,\s—–-]{1,4}[«"“„]?$/u.test(before)],
  ['wrong', ({ before }) => /(?:а не|instead of|rather than)\s[«"“„]?$/u.test(before)],
  [
    'right',
    ({ before }) =>
      TURN.test(before) || ORDERED.test(before) || (SPELT.test(before) && !MISSPELT.test(before)),
  ],
  // `в договоре X, а в паспорте Y`
  ['right', ({ before }) => roleByPaper(before) === 'right'],
  ['wrong', ({ before }) => roleByPaper(before) === 'wrong'],
  // `в паспорте написано Y`, `Y, через дефис`
  ['right', ({ before }) => DOCUMENT.test(before)],
  [
    'right',
    ({ behind }) =>
      /^(?:через|слитно|раздельно|с буквой|с одной|с двумя|с мягким)(?!\p{L})/u.test(behind),
  ],
  // `исправьте «X»`
  ['wrong', ({ before }) => /(?:исправ(?:ьте|ить)|поправьте|correct|fix)\s[«"“„]?$/u.test(before)],
  ['right', ({ before }) => RIGHT.test(before) && !isNearerToWrong(before)],
  ['wrong', ({ before }) => WRONG.test(before)],
  ['claimed', ({ before }) => CLAIM.test(before)],
]

const DOCUMENT =
  /(?:паспорт|удостоверени|документ|свидетельств|куәлік|passport|id card)[^.!?]{0,50}(?:написан|указан|записан|стоит|значит|written|says)\p{L}{0,3}\s?[:—–-]?\s?[«"“„]?$/u
const INSTEAD = /^(?:вместо|instead of)\s/u
const BUT_I =
  /(?:^|\s)(?:а|но|ал|хотя)\s(?:я|она|он|оно|мен|меня зовут|на самом деле|по паспорту)\s[«"“„]?$/u

function isWithError(before: string): boolean {
  return WITH_ERROR.test(before) && !/(?:исправ|поправ|correct|fix|түзе)/u.test(before)
}

function isInsteadOfMistake({ before, behind }: Around): boolean {
  const stands = /\p{L}[»"”]?\s(?:вместо|instead of)\s[«"“„]?$/u.test(before)
  return stands && MISTAKEN.test(before) && !/^(?:должн|надо|нужно|правильн|should)/u.test(behind)
}

/** `теперь указано`, `правильно, а не`: the word next to the name decides. */
function isNearerToWrong(before: string): boolean {
  if (!WRONG.test(before)) return false
  if (/(?<!\p{L})(?:не|not)\s?[«"“„]?$/u.test(before)) return true
  const tail = before.slice(-30)
  const isRight =
    /(?:правильн|верн|надо|нужно|должн|теперь|стал|дұрыс|should|now)[^.]{0,20}$/u.test(tail)
  return !isRight || /(?:был|стоит|указан|записан|написан)[^.]{0,12}$/u.test(tail)
}

/** What the words around a name make of it. */
export function roleOf(named: Named, language: Language): Role {
  const { before, after } = named
  const behind = after.replace(/^[»"”’')\s,]{1,4}/u, '')
  if (isAnyObject(named, behind)) return null
  const inKazakh = language === 'kk' ? (spoiltKazakh(before, behind) ?? saysKazakh(behind)) : null
  if (inKazakh !== null) return inKazakh
  return TELLS.find(([, says]) => says({ before, after, behind }))?.[0] ?? null
}

const KAZAKH_TURN = /^(?:өзгер|озгер|ауыс|түзе|тузе|жаңарт|алмас)/u
/** `тегім Сынақоваға қайттым`. */
const KAZAKH_RETURN = /^(?:қайт|кайт|көш|орал)/u
/** `X деген атымды Y деп жазыпсыздар`: what was done to the right one. */
const KAZAKH_DONE =
  /^(?:деп|қылып|қып|кылып|болып)\s\p{L}*(?:п(?:сыз|сіз|сың|сің|ты|ті)|(?:ған|ген|қан|кен)|(?:д|тт)[ыі]ң[ыі]з)/u
const KAZAKH_OWN = 'деген\\s\\p{L}{2,12}(?:мды|мді|мди)\\s[«"“„]?'
const OF_OWN = new RegExp(`^${KAZAKH_OWN}\\p{L}{2,40}[»"”]?\\s(.*)$`, 'u')
const BEHIND_OWN = new RegExp(`${KAZAKH_OWN}$`, 'u')

/** Of `X деген атымды Y деп жазыпсыздар` the first is right; `… деп жазыңыз` asks for the second. */
function spoiltKazakh(before: string, behind: string): Role {
  if (KAZAKH_DONE.test(OF_OWN.exec(behind)?.[1] ?? '')) return 'right'
  return BEHIND_OWN.test(before) && KAZAKH_DONE.test(behind) ? 'wrong' : null
}

/** `Документтерді ауыстырып қойдым`: a word at the head that is no name is what was changed. */
function isAnyObject({ isPlainName, words }: Named, behind: string): boolean {
  return !isPlainName && KAZAKH_TURN.test(behind) && /(?:[дтн][ыіи]|[ыі]н)$/u.test(words[0] ?? '')
}

/** Kazakh says it behind the name: `«X» деп тұр`, `X емес`, `X болуы керек`, `X деп түзетіңіз`. */
function saysKazakh(behind: string): Role {
  if (/^(?:емес|орнына|бол(?:ып (?:тұр|шық|кет|жазыл)|атын|ғанмын|дым|ып едім))/u.test(behind))
    return 'wrong'
  if (/^(?:деп|болып)\s\p{L}+п(?:сыз|сіз|сың|сің)/u.test(behind)) return 'wrong'
  if (/^бол(?:уы|у|ып)(?! керек\s?[:—–-])/u.test(behind) || KAZAKH_TURN.test(behind)) return 'right'
  const said = /^(?:деп|дегенді|деген)\s?([\p{L}]{0,14})/u.exec(behind)
  if (said === null) return null
  return /^(?:түзе|тузе|өзгер|озгер|дұрыста|дурыста|жаз(?:ы[ңн]|ыла(?!\p{L}*т[ыұ])|ыл[уcс]|у|с)|бол|ауыс|енгіз|енгиз|көрсет)/u.test(
    said[1] ?? '',
  )
    ? 'right'
    : 'wrong'
}

const OBLIQUE =
  /(?:(?:запиш|запис|назыв|назва|числ|имен)\p{L}*(?:\s(?:меня|теперь|уже|как)){0,3}|стала?|быть|стать|зваться|записан[аоы]?|указан[аоы]?|записали|была?|называюсь|вместо|со?|числюсь|значусь)(?:\s(?:как\s|меня\s)?(?:фамили\p{L}*|имени)?)?\s{0,2}[«"“„]?$/u

/** `вместо X числится Y`: the first is right. */
const INSTEAD_END = /(?<!\p{L})(?:вместо|instead of)\s[«"“„]?$/u
const STANDS =
  /^[»"”]?,?\s(?:у вас\s)?(?:стоит|числится|значится|указан|записан|написан|напечатан|you have|it says)/u

/** What whose paper, a told mistake or a told change says of a name; null where nothing does. */
export function plainlyTold(before: string, behind: string): 'right' | 'wrong' | null {
  if (isWithError(before)) return 'wrong'
  if (INSTEAD_END.test(before) && STANDS.test(behind)) return 'right'
  if (BEHIND_OWN.test(before) && KAZAKH_DONE.test(behind.trimStart())) return 'wrong'
  return roleByPaper(before)
}

/** `Сынақоваға ауыстырыңыз`, `Сынақоваға қайттым`. */
export function isKazakhDative(word: string, after: string): boolean {
  const behind = after.trimStart()
  return /[ғгқк][ае]$/u.test(word) && (KAZAKH_TURN.test(behind) || KAZAKH_RETURN.test(behind))
}

/** A name so spoken of is meant as one, whatever else its sentence says. */
export function isSpokenAsName(before: string): boolean {
  return [HOW_SPELT, WISHED, INTO].some((says) => says.test(before))
}

/** `записали меня Романом`. */
export function isBehindNaming(before: string): boolean {
  return OBLIQUE.test(before)
}

/** In which case a name stands, as far as its role and the words before it tell. */
export function standsOf({ before, after, words }: Named, role: Role): Stands {
  if (isKazakhDative(words.at(-1) ?? '', after)) return 'oblique'
  if (/(?<!\p{L})(?:на|меня в)\s?[«"“„]?$/u.test(before)) return 'accusative'
  if (isOblique(before, role)) return 'oblique'
  if (INTO.test(before)) return 'accusative'
  return role === 'wrong' && /^[»"”]?\s(?:на|в)\s/u.test(after) ? 'accusative' : 'itself'
}

function isOblique(before: string, role: Role): boolean {
  const isGone = /(?<!\p{L})(?:со?|вместо|от)\s(?:фамили\p{L}*\s)?[«"“„]?$/u.test(before)
  return (
    (role === 'wrong' && isGone) ||
    [OUT_OF_END, BY_HUSBAND, OBLIQUE].some((says) => says.test(before))
  )
}
