import { asKazakhKeys, asLatinKeys, asRussianKeys } from './keyboard-layout.ts'
import { inCyrillic, inKazakhCyrillic } from './transliteration.ts'
import { fold } from './words/fold.ts'
import { sensesOf } from './words/senses.ts'

/** A text in the letters its writer meant. */
export interface Meant {
  readonly text: string
  /** How it was written. */
  readonly script: 'plain' | 'transliterated' | 'wrong layout'
}

const HEAD_CHARS = 1_500
const TEXT_CHARS_MAX = 20_000
/** Of what is put into other letters so much must be known; other languages yield words by chance. */
const SENSE_MIN = 0.6

type Way = readonly [Meant['script'], (text: string) => string]

const WAYS: readonly Way[] = [
  ['transliterated', inCyrillic],
  ['transliterated', inKazakhCyrillic],
  ['wrong layout', asRussianKeys],
  ['wrong layout', asKazakhKeys],
]

/**
 * A text as it was meant: Russian and Kazakh in Latin letters or typed on the wrong layout are put
 * into Cyrillic where that yields known words and the text as it stands hardly any. The beginning
 * of the text tells for all of it.
 */
export function asMeant(text: string): Meant {
  const head = text.slice(0, HEAD_CHARS)
  const words = lettersOf(head)
  const latin = words.filter((word) => /^\p{Script=Latin}/u.test(word)).length
  const isLatin = latin * 2 > words.length
  if (words.length === 0 || (!isLatin && latin > 0)) return { text, script: 'plain' }
  const way = bestWay(head, isLatin ? WAYS : [['wrong layout', asLatinKeys]])
  if (way === null) return { text, script: 'plain' }
  const cut = text.slice(0, TEXT_CHARS_MAX)
  const put = way[0] === 'transliterated' ? butNames(cut, way[1]) : butAddresses(cut, way[1])
  return { text: put, script: way[0] }
}

/** The way that makes most sense of a text, null when it makes sense as it stands. */
function bestWay(head: string, ways: readonly Way[]): Way | null {
  const standing = knownIn(head)
  const long = lettersOf(head).filter((word) => word.length > 2).length
  const scored = ways.map((way) => ({ way, known: knownIn(butAddresses(head, way[1])) }))
  const top = scored.reduce((high, one) => (one.known > high.known ? one : high))
  const makesSense = top.known >= long * SENSE_MIN && top.known > standing * 1.5
  return (makesSense && top.known > standing) || isPlainlyOther(head, top, long) ? top.way : null
}

/** Of a letter without a single English word less must be known: `uehal v Tashkent, nomer teper …`. */
function isPlainlyOther(
  head: string,
  { way, known }: { readonly way: Way; readonly known: number },
  long: number,
): boolean {
  if (way[0] !== 'transliterated' || known < KNOWN_MIN || known < long * SENSE_LEAST) return false
  return lettersOf(head).filter((word) => ENGLISH.has(word.toLowerCase())).length === 0
}

const KNOWN_MIN = 6
const SENSE_LEAST = 0.3

/** Hardly a line of English does without one of them; none is a word of Russian or Kazakh in Latin letters. */
const ENGLISH = new Set(
  'the and you your yours please is are was were my of for this that have has with from would could will it i am be by at an'.split(
    ' ',
  ),
)

/** Addresses and links are Latin in every script. */
function butAddresses(text: string, way: (text: string) => string): string {
  return text.replace(/\S+/gu, (piece) => (isAsWritten(piece) ? piece : way(piece)))
}

/** Addresses, links and identifiers. */
function isAsWritten(piece: string): boolean {
  return /@|:\/\/|www\.|\d{2}/.test(piece)
}

/** A name within a sentence stays in the letters its bearer gave it. */
function butNames(text: string, way: (text: string) => string): string {
  return text.replace(/\S+/gu, (piece, at: number) => {
    if (isAsWritten(piece)) return piece
    const meant = way(piece)
    const isWithin = /[\p{L}\d,:»"]\s{1,3}$/u.test(text.slice(Math.max(0, at - 4), at))
    const isName = /^[«"“„(]?\p{Lu}\p{Ll}/u.test(piece) && !isKnown(meant.replace(/[^\p{L}]/gu, ''))
    return isWithin && isName ? piece : meant
  })
}

/** How many words are known, long ones first of all: short ones mean something in every script. */
function knownIn(text: string): number {
  return lettersOf(text)
    .filter((word) => word.length > 2 && isKnown(word))
    .reduce((sum, word) => sum + (word.length > 4 ? 2 : 1) + (/[ә-ӿі]/u.test(word) ? 0.1 : 0), 0)
}

function isKnown(word: string): boolean {
  return sensesOf(fold(word)).size > 0 || COMMON.has(fold(word))
}

function lettersOf(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}'’]{0,59}/gu) ?? []
}

/** The commonest words that ask nothing; they tell in which script a text makes sense. */
const COMMON = new Set(
  (
    'мой моя мое мои мне меня вас ваш ваша нас наш того тот эту этот эта эти жить живу работе писать пишу звоните прошу ' +
    'можно хочу могу нужно надо теперь сейчас номер почта тоже пока после через потому поэтому который которые кто где ' +
    'менин мени маган сиздер сиздерде бул осы осыны гой бир нарсе коп деп еди екен керек болды емес енди калай кашан ' +
    'салеметсиздер сау болып кетти барлыгы туралы менде сонда соны рахмет ' +
    'здравствуйте здравствуй добрый день вечер привет спасибо это что как для все уже только если так вот был была ' +
    'были есть нет там тут очень еще при или без под над они она вам вас вами сайт сайте письмо письма ответ ' +
    'уважением сегодня вчера завтра сіз сіздер салеметсиз рахмет рақмет бар жоқ және үшін туралы бірақ осы ' +
    'the and you that was for are with this have but not they from hello dear thanks thank regards your our ' +
    'will been has had were about there here just when out now would'
  )
    .split(' ')
    .map(fold),
)
