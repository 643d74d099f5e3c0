/**
 * Who said yes: the owner's answer, read strictly. Anything that is not plainly one of three words
 * does nothing (ux: «Не поняли ответ»).
 */
import { cut } from '../letter/decode/headers.ts'

export type Answer =
  | { readonly say: 'yes' }
  | { readonly say: 'no'; readonly reason: string }
  | { readonly say: 'ask'; readonly question: string }
  | { readonly say: 'unclear'; readonly why: NotCounted }

/** Why an answer does not count. */
export const NOT_COUNTED = [
  'unclear',
  'no-reason',
  'no-question',
  /** The plan was replaced by a newer one: answer the newest letter. */
  'old-version',
  'already-decided',
  /** The answer was not sent from the policy mailbox itself. */
  'not-in-sent',
  /** Yes was said to what cannot be carried out. */
  'not-possible',
] as const
export type NotCounted = (typeof NOT_COUNTED)[number]

const YES: readonly string[] = ['да', 'иә', 'иа', 'ия', 'yes']
const NO: readonly string[] = ['нет', 'жоқ', 'жок', 'no']
const ASK: readonly string[] = ['вопрос', 'сұрақ', 'сурак', 'ask', 'question']

/** The owner's own words go into a letter: no control characters, at most this many characters. */
const WORDS_MAX = 2_000

/** Phones put invisible characters around words; they are no part of an answer. */
function plain(text: string): string {
  return (
    text
      .replace(/\p{Cf}/gu, '')
      // eslint-disable-next-line no-control-regex -- control characters are what is removed here
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
      .trim()
  )
}

/** A reason or a question is told in words, not in signs. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/**
 * One word alone on its line; what follows it stands on the next lines, or behind a colon or a dash.
 * «Нет, всё верно» and «нет вопросов» are no refusals.
 */
const FIRST_WORD = /^(\p{L}{1,12})(?:\s{0,20}:|\s{1,20}[—–-]\s|[\s.,:;!—–-]{0,20}(?:\n|$))/u

function firstWord(text: string): { readonly word: string; readonly rest: string } {
  const trimmed = plain(text)
  const [head = '', word = ''] = FIRST_WORD.exec(trimmed) ?? []
  const rest = trimmed
    .slice(head.length)
    .replace(/^[\s.,:;!—–-]{1,20}/, '')
    .trim()
  return { word: word.toLowerCase(), rest: cut(rest, WORDS_MAX) }
}

/** «С уважением» and a name below a yes are manners, not a thought: a phone writes them by itself. */
const MANNERS =
  /^(?:с уважением|спасибо|құрметпен|рахмет|рақмет|(?:best |kind )?regards|thanks|thank you)[\s,.!]{0,20}$/iu
/** Lines of a signature: a name, a telephone number, an address. */
const SIGNATURE_LINE =
  /^(?:\p{Lu}[\p{L}.-]{0,20}(?: «?\p{Lu}[\p{L}.»-]{0,20}){0,3}|\+?[\d ()-]{5,20}|[\w.+-]{1,64}@[\w.-]{1,100})$/u
const SIGNATURE_LINES_MAX = 4

function isManners(rest: string): boolean {
  const [first = '', ...lines] = rest.split('\n').map((line) => line.trim())
  const signed = lines.filter((line) => line !== '')
  return (
    MANNERS.test(first) &&
    signed.length <= SIGNATURE_LINES_MAX &&
    signed.every((line) => SIGNATURE_LINE.test(line))
  )
}

/**
 * @param text the owner's own words, quotes and signature already taken away
 */
export function readAnswer(text: string): Answer {
  const { word, rest } = firstWord(text)
  // «ДА» alone is a yes; «да, но…» is a thought, and thoughts are not carried out.
  if (YES.includes(word))
    return rest === '' || isManners(rest) ? { say: 'yes' } : { say: 'unclear', why: 'unclear' }
  if (NO.includes(word))
    return hasWords(rest) ? { say: 'no', reason: rest } : { say: 'unclear', why: 'no-reason' }
  if (ASK.includes(word))
    return hasWords(rest) ? { say: 'ask', question: rest } : { say: 'unclear', why: 'no-question' }
  return { say: 'unclear', why: 'unclear' }
}
