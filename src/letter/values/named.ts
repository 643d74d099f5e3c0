import { isGivenName } from '../sentence/words/given-names.ts'
import { fold } from '../sentence/words/fold.ts'
import { sensesOf } from '../sentence/words/senses.ts'

/** A word or two that may be somebody's name, with what stands around it. */
export interface Named {
  readonly words: readonly string[]
  readonly at: number
  readonly end: number
  /** Up to 80 characters before it in its sentence, folded to small letters. */
  readonly before: string
  /** Up to 40 characters behind it in its sentence. */
  readonly after: string
  /** It has a capital where no sentence begins, or looks like a name by itself. */
  readonly isPlainName: boolean
}

const CAPITAL =
  /(?<![\p{L}\p{N}@._-])\p{Lu}[\p{L}’'-]{1,39}(?:[ ]\p{Lu}[\p{L}’'-]{1,39}){0,2}(?![\p{L}\p{N}@]|\.\p{L})/gu
const SMALL = /(?<![\p{L}\p{N}@._-])\p{L}[\p{L}’'-]{1,39}(?![\p{L}\p{N}@]|\.\p{L})/gu
const BEFORE_CHARS = 80
const AFTER_CHARS = 40
const NAMES_MAX = 400

/** Capitals at the head of a sentence, and what else is no name. */
const NO_NAMES = new Set(
  (
    'прошу спасибо добрый доброе доброго день утро вечер здравствуйте здравствуй привет мой моя мое мои адрес в и у не ' +
    'на я но а по с со за для от до при как так что это этот сайт сайте сейчас теперь пишу пишет правильно верно ' +
    'стало было был была раньше уважаемая уважаемый уважаемые дорогие господа коллеги вышла замуж после произошла ' +
    'ошибка опечатка вместо должно надо нужно прочее остальное также ещё еще паспорт паспорту документам документы ' +
    'удостоверение компания политика политики закон закона республика республики казахстан казахстана алматы астана ' +
    'россия москва сәлеметсіз қайырлы құрметті рақмет рахмет дұрысы менің қазір енді бұрын сайтта сіздерде сіздің ' +
    'hello dear please thanks thank regards best the it its my now should sincerely kind hi was is are your you they ' +
    'вы он она они мы мне меня нас вас есть все всё если или просьба дата рождения телефон почта логин тема зовут ' +
    "miss mrs mr ms dr madam sir i'm i’m i've i’ve i'd it's it’s керісінше керисинше оған осы осыны бұл мұны байланыс үшін рахмет сау иә иа жоқ " +
    'читать читается следует пишется указано указана записано записана написано стоит января февраля марта апреля ' +
    'никто некто неизвестно nobody unknown имя фамилия отчество поменяйте через причина reason документтерді документтерди орындарын орнына drop отныне впредь аты-жоним аты-жөнім аты-жөні те та ф әлі алі клиент почему-то только ' +
    'мая июня июля августа сентября октября ноября декабря понедельник вторник среда четверг пятница'
  ).split(' '),
)

/** Everything in a text that may be a name. In a text without capitals every unknown word may be one. */
export function namedIn(text: string): readonly Named[] {
  const isSmall = !/\p{Lu}/u.test(text)
  return [...text.matchAll(isSmall ? SMALL : CAPITAL)].slice(0, NAMES_MAX).flatMap((found) => {
    const kept = withoutHead(found[0], found.index, text)
    if (kept.words.length === 0) return []
    const opens =
      isSmall || /(?:^|[.!?\n])\s{0,3}$/u.test(text.slice(Math.max(0, kept.at - 4), kept.at))
    return [
      {
        ...kept,
        isPlainName:
          !opens || kept.words.some((word) => isGivenName(word) || looksLikeSurname(word)),
        end: found.index + found[0].length,
        ...around(text, kept.at, found.index + found[0].length),
      },
    ]
  })
}

/** `Уважаемая Инна Вайсс` is a name behind a word that is none. */
function withoutHead(found: string, index: number, text: string): Pick<Named, 'words' | 'at'> {
  const all = found.split(' ')
  if (isShortName(found, index, text) || isQuotedName(found, index, text))
    return { words: [found], at: index }
  const opens =
    all.length > 1 && /(?:^|[.!?\n])\s{0,3}$/u.test(text.slice(Math.max(0, index - 4), index))
  const first = all.findIndex(
    (word, i) => isName(word) && (i > 0 || !opens || isGivenName(word) || looksLikeSurname(word)),
  )
  const words =
    first === -1
      ? []
      : all
          .slice(first)
          .filter((word, i) => i === 0 || isName(word))
          .map((word) => word.replace(/[’'-]+$/u, ''))
  const skipped = all.slice(0, Math.max(0, first)).join(' ').length
  return { words, at: index + (first > 0 ? skipped + 1 : 0) }
}

/** `с Ли на Ни`: short words within a sentence bear a capital only as names. */
function isShortName(found: string, index: number, text: string): boolean {
  if (found.length > 3 || NO_NAMES.has(found.toLowerCase()) || !/^\p{Lu}\p{Ll}/u.test(found))
    return false
  return /\p{Ll}\s?(?:[—–:-]\s|\s)[«"“„]?$/u.test(text.slice(Math.max(0, index - 5), index))
}

/** `ко мне «Марта»`: between marks it is no month. */
function isQuotedName(found: string, index: number, text: string): boolean {
  const isQuoted =
    /[«"“„]/u.test(text.charAt(index - 1)) && /[»"”“]/u.test(text.charAt(index + found.length))
  return isQuoted && isGivenName(found)
}

/** A word with no other meaning in a letter. */
export function isName(word: string): boolean {
  if (word.length < 2 || NO_NAMES.has(word.toLowerCase())) return false
  if (isAbbreviation(word) || VERB.test(word)) return false
  if (isGivenName(word) || sensesOf(fold(word)).size === 0) return true
  return (
    /^\p{Lu}/u.test(word) && PLAIN_SURNAME.test(word.toLowerCase()) && !/с[ыі]н[ае]$/u.test(word)
  )
}

/** `Регистрировалась`, `Исправьте`: no name ends so. */
const VERB = /\p{L}л(?:ась|ся|ись|ось)$|\p{L}{3}[йь]те$/iu

/** `БИК`, `ТОО`, `SMS`; a text in capitals is read in small letters. */
function isAbbreviation(word: string): boolean {
  return /^\p{Lu}{2,4}$/u.test(word)
}

/** Surnames that begin like other words: Новикова, Данченко. */
const PLAIN_SURNAME =
  /(?:[оеё]в|[оеё]ва|[иы]на|ин|ский|ская|цкий|цкая|енко|баев|баева|беков|бекова)$/u

function around(text: string, at: number, end: number): Pick<Named, 'before' | 'after'> {
  const ahead = text.slice(Math.max(0, at - BEFORE_CHARS), at).toLowerCase()
  const behind = text.slice(end, end + AFTER_CHARS).toLowerCase()
  const stop = behind.search(/[.!?\n]/u)
  return { before: sentenceOf(ahead), after: stop === -1 ? behind : behind.slice(0, stop) }
}

/** From the last end of a sentence on; a line that ends with a colon belongs to the next. */
function sentenceOf(ahead: string): string {
  const flat = ahead.replace(/([:—–-])\s{0,3}\n\s{0,3}/gu, '$1 ').replace(/[«"“„‘'(]\s?$/u, '')
  const end = Math.max(flat.lastIndexOf('\n'), lastMark(flat))
  return flat.slice(end + 1).trimStart()
}

function lastMark(text: string): number {
  const marks = [...text.matchAll(/[.!?]+[\s»"”]/gu)]
  return marks.at(-1)?.index ?? -1
}

const PATRONYMIC =
  /(?:[оеё]вич|ьич|[оеё]вна|ична|инична)(?:а|у|ем|ы|е|ой)?$|(?:[оеё]вн|ичн)(?:у|ы|е|ой)$/u
const SURNAME =
  /(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|ск(?:ий|ая|ой)|цк(?:ий|ая|ой)|енко|ко|ук|юк|чук|ик|ич|дзе|швили|ян|янц|баев|баева|беков|бекова|бай|ұлы|қызы|улы|кызы)$/u

export function isPatronymic(word: string): boolean {
  return PATRONYMIC.test(word.toLowerCase())
}

/** Whether a word looks like a surname by its end; most given names are known by themselves. */
export function looksLikeSurname(word: string): boolean {
  return !isGivenName(word) && SURNAME.test(word.toLowerCase())
}

/** How many letters two names differ by, at most `max` + 1. */
export function differsBy(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1
  let last = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1
      const steps = [
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      ]
      current[column] = Math.min(...steps)
    }
    last = current
  }
  return last[other.length] ?? max + 1
}
