/**
 * Who said yes: the owner's answer, read strictly. Anything that is not plainly one of three words
 * does nothing (ux: «Не поняли ответ»).
 */
import { cut } from '../letter/decode/headers.ts'
import { isManners, plain } from '../letter/own-words/short-answer.ts'
import type { KeptByLaw } from './keep.ts'
import { readKeep } from './keep.ts'

export type Answer =
  | { readonly say: 'yes' }
  /** The code of the second letter about a destruction. */
  | { readonly say: 'destroy'; readonly code: string }
  /** An approval is taken back. */
  | { readonly say: 'undo' }
  | { readonly say: 'no'; readonly reason: string }
  | { readonly say: 'ask'; readonly question: string }
  /** To a question or an objection: the words that the person reads. */
  | { readonly say: 'answer'; readonly text: string }
  /** It cannot be destroyed yet (p.17). */
  | { readonly say: 'block'; readonly reason: string }
  /** A law orders some of it kept. */
  | ({ readonly say: 'keep' } & KeptByLaw)
  | { readonly say: 'unclear'; readonly why: NotCounted }

/** Why an answer does not count. */
export const NOT_COUNTED = [
  'unclear',
  'no-reason',
  'no-question',
  /** ОТВЕТ without words. */
  'no-answer',
  /** ХРАНИТЬ without what, by which article, or until when. */
  'no-terms',
  /** The plan was replaced by a newer one: answer the newest letter. */
  'old-version',
  'already-decided',
  /** Neither in the policy mailbox's own Sent, nor vouched for by the owner's mail server. */
  'not-in-sent',
  /** The letter that is answered is older than it may be. */
  'expired',
  /** The code of the second letter is another one, or was tried too often. */
  'wrong-code',
  'no-code-asked',
  /** There is nothing that could still be taken back. */
  'too-late',
  /** Yes was said to what cannot be carried out. */
  'not-possible',
] as const
export type NotCounted = (typeof NOT_COUNTED)[number]

/** What is answered by letter is as old as this at most. */
export const ANSWER_DAYS_MAX = 14

const YES: readonly string[] = ['да', 'иә', 'иа', 'ия', 'yes']
const NO: readonly string[] = ['нет', 'жоқ', 'жок', 'no']
const ASK: readonly string[] = ['вопрос', 'сұрақ', 'сурак', 'ask', 'question']
const ANSWER: readonly string[] = ['ответ', 'жауап', 'answer']
const BLOCK: readonly string[] = ['блок', 'бұғаттау', 'бугаттау', 'block']
const KEEP: readonly string[] = ['хранить', 'сақтау', 'сактау', 'keep']

const UNDO: readonly string[] = ['отменить', 'отмена', 'болдырмау', 'undo']
/** `УДАЛИТЬ 4821`: the word and four digits, and nothing else. */
const DESTROY = /^(?:удалить|уничтожить|жою|destroy)[\s:]{1,5}(\d{4})[\s.!]{0,5}$/iu

/** The owner's own words go into a letter: no control characters, at most this many characters. */
const WORDS_MAX = 2_000

/** A reason or a question is told in words, not in signs. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/**
 * One word alone on its line; what follows it stands on the next lines, or behind a colon or a dash.
 * «Нет, всё верно» and «нет вопросов» are no refusals.
 */
const FIRST_WORD = /^(\p{L}{1,12})(?:\s{0,20}:|\s{1,20}[—–-]\s|[\s.,:;!—–-]{0,20}(?:\n|$))/u

function firstWord(trimmed: string): { readonly word: string; readonly rest: string } {
  const [head = '', word = ''] = FIRST_WORD.exec(trimmed) ?? []
  const rest = trimmed
    .slice(head.length)
    .replace(/^[\s.,:;!—–-]{1,20}/, '')
    .trim()
  return { word: word.toLowerCase(), rest: cut(rest, WORDS_MAX) }
}

/**
 * @param text the owner's own words, quotes and signature already taken away
 */
export function readAnswer(text: string): Answer {
  const trimmed = plain(text)
  const { word, rest } = firstWord(trimmed)
  const code = destroyCode(trimmed)
  if (code !== null) return { say: 'destroy', code }
  if (UNDO.includes(word) && (rest === '' || isManners(rest))) return { say: 'undo' }
  return readDecision(word, rest)
}

/** The first line is the whole answer: what stands below it may only be manners. */
function destroyCode(trimmed: string): string | null {
  const [first = ''] = trimmed.split('\n', 1)
  const code = DESTROY.exec(first.trim())?.[1] ?? null
  const rest = trimmed.slice(first.length).trim()
  return rest === '' || isManners(rest) ? code : null
}

function readDecision(word: string, rest: string): Answer {
  // «ДА» alone is a yes; «да, но…» is a thought, and thoughts are not carried out.
  if (YES.includes(word))
    return rest === '' || isManners(rest) ? { say: 'yes' } : { say: 'unclear', why: 'unclear' }
  if (NO.includes(word))
    return hasWords(rest) ? { say: 'no', reason: rest } : { say: 'unclear', why: 'no-reason' }
  if (ASK.includes(word))
    return hasWords(rest) ? { say: 'ask', question: rest } : { say: 'unclear', why: 'no-question' }
  return readMore(word, rest)
}

/** What is said in more than one of the three words. */
function readMore(word: string, rest: string): Answer {
  if (ANSWER.includes(word))
    return hasWords(rest) ? { say: 'answer', text: rest } : { say: 'unclear', why: 'no-answer' }
  if (BLOCK.includes(word))
    return hasWords(rest) ? { say: 'block', reason: rest } : { say: 'unclear', why: 'no-reason' }
  if (!KEEP.includes(word)) return { say: 'unclear', why: 'unclear' }
  const kept = readKeep(rest)
  return kept === null ? { say: 'unclear', why: 'no-terms' } : { say: 'keep', ...kept }
}
