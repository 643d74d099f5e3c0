import { unwrap } from '../sentence/sentence.ts'
import { fold } from '../sentence/words/fold.ts'

/** Words of a letter are folded (see words/fold.ts): `жеке куәлік` is `жеке куалик` here. */
const DOCUMENT = [
  'паспорт(?:а|у|ом|ым|ымды|ымнын|тын|ты)?',
  'загранпаспорт\\p{L}{0,2}',
  'удостоверени\\p{L}{1,2}(?! о(?:б)? )',
  '(?:уд|удост) личности',
  'водительск\\p{L}{2,3} (?:прав(?:а|ами)?|удостоверени\\p{L}{1,2})',
  'свидетельств\\p{L}{1,2} о рожд\\p{L}{1,6}',
  'вида? на жительство',
  'карт\\p{L}{1,4} иин',
  'иин карт\\p{L}{1,4}',
  '(?:id|айди) карт\\p{L}{1,3}',
  'документ\\p{L}{0,3},? удостоверяющ\\p{L}{2,3} личность',
  'жеке куали[кг]\\p{L}{0,6}(?<!гидей|тегидей|гинде|кте|гимде)',
  'толкужат\\p{L}{0,6}(?<!тагыдай|тагы|та|ында)',
  'туу туралы куали[кг]\\p{L}{0,5}',
  'журги?зуши куали[кг]\\p{L}{0,5}',
  'passports?',
  'id ?cards?',
  'identi(?:ty|fication) (?:card|document)s?',
  'national id',
  'photo id',
  '(?:driving|drivers?) licen[cs]e',
  'birth certificate',
  'residence permit',
  'pasport(?:a|om)?',
  'udostovereni[ey]a?(?: lichnosti)?',
  'svidetelstv[oa] o rozhdenii',
  'voditelskie prava',
  '[zj]h?eke k[uw][aeä]li[kg]\\p{L}{0,4}',
  'tol[kq]u(?:j|zh)at\\p{L}{0,4}',
].join('|')

/** What else is called a passport, and what of one is no copy of it. */
const OF_ELSE =
  '(?!:? (?:издели|качеств|безопасност|объект|сделк|проект|товар|собак|кошк|питомц|здоров|привив|стол|номер|сери|данн|number|name|details|data|spelling|office|policy|control|holder|application|form))'

const START = '(?<![\\p{L}\\d])'
const END = '(?!\\p{L})'
/** One document, named as a thing: not `по паспорту`, `as in my passport`. */
const NAMED = `${START}(?<!(?:техническ|ветеринарн|санитарн|энергетическ|кадастров|pet|health)\\p{L}{0,3} )(?:${DOCUMENT})${END}${OF_ELSE}`

const FILE_NAMED = new RegExp(NAMED, 'u')
/** Short names that are said of files alone: `ИИН.jpg`, `УД лицо.jpg`, `id front`. */
const FILE_SHORT =
  /^(?:(?:мо[йяие]|мое|my|скан|копия|фото|scan|copy|photo) ){0,2}(?:иин|права|уд|удв|удл|удостоверение|id|iin|udv|kualik|куалик\p{L}{0,3})(?: (?:\d+|front|back|лицо|лицевая|оборот|обратная|сторона|side|скан|копия|фото|scan))*$/u

const ELSE =
  /(?<!\p{L})(?:заяв|обращени|договор|соглаш|доверен|согласи|анкет|чек(?!\p{L})|квитанц|счет|справк|лого|подпис|баннер|политик|бланк|форм[аыу]|письм|резюме|отзыв|ответ|претензи|жалоб|выписк|брак|отиниш|келисим|шарт|сенимхат|на паспорт|logo|signature|banner|policy|contract|agreement|application|statement|invoice|receipt|form(?!\p{L})|letter|template|blank|resume|cv(?!\p{L})|request|claim|icon|avatar|password|dogovor|zayav|soglasi|marriage)/u

/** A folded file name, its ending and its marks gone, names an identity document. */
export function namesDocument(name: string): boolean {
  return (FILE_NAMED.test(name) || FILE_SHORT.test(name)) && !ELSE.test(name)
}

/** It names something else: an application, a contract, a logo. */
export function namesElse(name: string): boolean {
  return ELSE.test(name)
}

/** Said of what is attached to this very letter; no `приложу`, no `могу приложить`, no `присылала`. */
const ATTACHED = [
  'прила(?:гаю|гаем|гается|гаются)',
  'приложил[аи]?',
  'приложен[аоы]?',
  'приклад(?:ываю|ываем)',
  'прикреп(?:ляю|ляем|ил|ила|или|лен|лена|лено|лены)',
  '(?:высыла|отправля|посыла|направля|присыла|пересыла)(?:ю|ем)',
  'шлю',
  'скидываю',
  'вкладываю',
  'вложил[аи]?',
  'вложен[аоы]?',
  'добавляю',
  'вот',
  'во вложени[ияе]',
  'в приложении(?= (?:скан|копи|фото))',
  '(?:см|смотрите) (?:во )?вложени[ея]',
  'тирке(?:п отырмын|п жибердим|дим|ймин)',
  '(?:жибер|кос|жолда|сал)\\p{L}{1,2} отырмын',
  'жибердим',
  'косымшада',
  'косымша ретинде',
  'attached',
  'attaching',
  'i (?:have )?attach(?:ed)?',
  'enclosed',
  'enclosing',
  'i enclose',
  'please find',
  '(?:i am|im) sending',
  'here is',
  'heres',
  'prilaga[iy]?[uy]u?',
  'prikladyva[iy]?u',
  'prikrep(?:lyayu|lyau|il|ila)',
  'vysyla[iy]?u',
  'vo vlozhenii',
].join('|')

const GAP = '(?<gap>(?:[ ,:;()«»"–—-]+[\\p{L}\\d]+){0,7}?)[ ,:;()«»"–—-]+'
const ATTACHED_THEN = new RegExp(`${START}(?:${ATTACHED})${END}${GAP}${NAMED}`, 'u')
const THEN_ATTACHED = new RegExp(`${NAMED}${GAP}(?:${ATTACHED})${END}`, 'u')

/** Between the two it is said that something else is attached. */
const NOT_IT =
  /(?<!\p{L})(?:скриншот|снимок экрана|переписк|чек|квитанц|договор|ответ|отказ|фамили|им[яе]|данны|номер|сери[яию]|ошибк|где|котор|вместо|чтобы|screenshot|which|where|that|shows?|names?|number|details|instead|what)(?!\p{L}{4})/u
/** `по паспорту`, `as in my passport`: it is spoken of and not sent. */
const SPOKEN_OF =
  /(?:^|[ ,])(?:по|в|из|на|согласно|как|для|под|про|о|об|in|per|from|for|on|about|as|matches) (?:(?:мо|сво|нов)\p{L}{1,3} |my |new ){0,2}$/u
/** Something else is attached as well. */
const AS_WELL =
  /(?<!\p{L})(?:заявлени|доверенн|справк|свидетельств\p{L}{1,3} о (?:брак|заключ|смен|перемен|растор)|отиниш|application|request|statement|marriage|power of attorney|письм)/u
const WITHHELD =
  /(?<!\p{L})(?:не|без|нет|ни|если|могу|готов\p{L}{0,2}|нужно|надо|обязательно|должн\p{L}{0,3}|not|no|without|dont|wont|if|can|could|should|must|need|needs|never|be)(?!\p{L})/u
const WITHHELD_AFTER = /^[ ,]{0,3}(?:не(?!\p{L})|жок|емес|керек)/u
/** It was sent before, or elsewhere: that copy is not in this letter. */
const EARLIER =
  /(?<!\p{L})(?:при регистр|при оформл|раньше|ранее|прошл|тогда|когда[- ]то|уже (?:отправ|присыл|высыл)|на сайт|в анкет|в личн|в кабинет|загру[жз]|в чат|в офис|whatsapp|ватсап|вотсап|до этого|бурын|откен|тиркелгенде|earlier|previously|last (?:week|month|year)|when i|before|upload|on your|at registration|вы (?:требуете|просите|храните|потребовали|сохранили|запросили)|с меня)/u
const DESTROYS =
  /(?<!\p{L})(?:удал|уничтож|сотри|сотрит|стер|убер|отзыва|delete|erase|remove|destroy|жой|ошир)/u

/** Whether the words say that a copy is attached: that alone, beside other things, or not at all. */
export function tellsOfCopy(words: string): 'alone' | 'beside' | null {
  const told = sentencesIn(words).flatMap((sentence) => toldIn(sentence) ?? [])
  if (told.length === 0) return null
  return told.includes('beside') ? 'beside' : 'alone'
}

function toldIn({ text, isQuestion }: Said): 'alone' | 'beside' | null {
  if (EARLIER.test(text) || (isQuestion && !ASSERTS.test(text))) return null
  const found = ATTACHED_THEN.exec(text) ?? backwards(text)
  if (found === null || isWithheld(text, found)) return null
  return AS_WELL.test(text) ? 'beside' : 'alone'
}

function isWithheld(text: string, found: RegExpExecArray): boolean {
  const before = text.slice(0, found.index).split(' ').slice(-4).join(' ')
  const after = text.slice(found.index + found[0].length)
  const gap = found.groups?.['gap'] ?? ''
  return (
    [before, gap].some((words) => WITHHELD.test(words)) ||
    WITHHELD_AFTER.test(after) ||
    NOT_IT.test(gap) ||
    SPOKEN_OF.test(`${gap} `)
  )
}

/** `копию паспорта прилагаю`; not `удалите скан паспорта, прилагаю скриншот`. */
function backwards(text: string): RegExpExecArray | null {
  const found = THEN_ATTACHED.exec(text)
  if (found === null) return null
  const before = text.slice(0, found.index)
  const after = text
    .slice(found.index + found[0].length)
    .split(' ', 5)
    .join(' ')
  if (DESTROYS.test(before) || SPOKEN_OF.test(before)) return null
  return /скрин|чек|договор|screenshot|заявлен|ответ/u.test(after) ? null : found
}

/** First persons, who tell even where they ask: `прилагаю паспорт, этого хватит?` */
const ASSERTS =
  /(?<!\p{L})(?:прилагаю|прикладываю|прикрепляю|высылаю|отправляю|i attach|i enclose|отырмын)/u

const DENIES = new RegExp(
  `${START}(?:не|not|dont|wont) (?:буду |стану |хочу |be |going to |want to )?(?:прила|прикла|прикреп|высыла|отправ|присыла|attach|send|enclos)\\p{L}{0,6}(?: [\\p{L}]+){0,5} (?:${DOCUMENT})${END}|(?:${DOCUMENT})${END}(?: [\\p{L}]+){0,3} (?:не (?:прила|прикла|прикреп|высыла|отправ|присыла)|тиркемедим|тиркемеймин|жибермедим|жибермеймин|(?:is|are) not (?:attached|enclosed))`,
  'u',
)

/** `Копию паспорта не прилагаю`. */
export function deniesCopy(words: string): boolean {
  return sentencesIn(words).some(({ text }) => DENIES.test(text))
}

interface Said {
  readonly text: string
  readonly isQuestion: boolean
}

const WORDS_CHARS_MAX = 10_000
const SENTENCE_CHARS_MAX = 600

function sentencesIn(words: string): readonly Said[] {
  const pieces = fold(unwrap(words.slice(0, WORDS_CHARS_MAX))).match(/[^.!?\n]+[.!?]*/gu) ?? []
  return pieces.map((piece) => ({
    text: piece.slice(0, SENTENCE_CHARS_MAX).replace(/\s+/gu, ' ').trim(),
    isQuestion: piece.includes('?'),
  }))
}
