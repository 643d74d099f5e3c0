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
  return { text: butAddresses(text.slice(0, TEXT_CHARS_MAX), way[1]), script: way[0] }
}

/** The way that makes most sense of a text, null when it makes sense as it stands. */
function bestWay(head: string, ways: readonly Way[]): Way | null {
  const standing = knownIn(head)
  const long = lettersOf(head).filter((word) => word.length > 2).length
  const scored = ways.map((way) => ({ way, known: knownIn(butAddresses(head, way[1])) }))
  const top = scored.reduce((high, one) => (one.known > high.known ? one : high))
  const makesSense = top.known >= long * SENSE_MIN && top.known > standing * 1.5
  return makesSense && top.known > standing ? top.way : null
}

/** Addresses and links are Latin in every script. */
function butAddresses(text: string, way: (text: string) => string): string {
  return text.replace(/\S+/gu, (piece) => (/@|:\/\/|www\./.test(piece) ? piece : way(piece)))
}

/** How many words are known, long ones first of all: short ones mean something in every script. */
function knownIn(text: string): number {
  return lettersOf(text)
    .filter((word) => word.length > 2 && (sensesOf(fold(word)).size > 0 || COMMON.has(fold(word))))
    .reduce((sum, word) => sum + (word.length > 4 ? 2 : 1) + (/[ә-ӿі]/u.test(word) ? 0.1 : 0), 0)
}

function lettersOf(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}'’]{0,59}/gu) ?? []
}

/** The commonest words that ask nothing; they tell in which script a text makes sense. */
const COMMON = new Set(
  (
    'здравствуйте здравствуй добрый день вечер привет спасибо это что как для все уже только если так вот был была ' +
    'были есть нет там тут очень еще при или без под над они она вам вас вами сайт сайте письмо письма ответ ' +
    'уважением сегодня вчера завтра сіз сіздер салеметсиз рахмет рақмет бар жоқ және үшін туралы бірақ осы ' +
    'the and you that was for are with this have but not they from hello dear thanks thank regards your our ' +
    'will been has had were about there here just when out now would'
  )
    .split(' ')
    .map(fold),
)
