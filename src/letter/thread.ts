import { valuesOf } from './decode/headers.ts'
import type { ParsedLetter } from './letter.ts'

const REPLY_PREFIX =
  /^[\s\p{P}]{0,5}(?:re|aw|на|ha|отв|ответ|жауап)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?:/iu
/** A number behind a word for a request, or one of ours in brackets. */
const REQUEST_NUMBER =
  /(?:запрос|обращени|өтініш|заявлени|request|case)\p{L}{0,6}\s{0,2}(?:№|no\.?|#|n)?\s{0,2}[a-z]{0,4}-?\d[\d-]{2,15}|[[(]\s?(?:№|#|no\.?)\s?[\w-]{2,20}\s?[\])]/iu
const OUR_WORDS =
  /(?:мы получили ва(?:ш запрос|ше обращение|ше письмо)|ваш запрос|ваше обращение|подтвердить запрос|код подтверждения|сіздің өтінішіңіз|өтінішіңізді|your request|confirmation code|confirm (?:this|your|that))/iu

/** How a letter shows that it answers one of ours. */
export interface Thread {
  /** By its subject or by what it quotes. */
  readonly isOfOurs: boolean
  /** The subject is that of a reply. */
  readonly isReply: boolean
}

/**
 * Whether a letter reads like an answer to one of ours, by what it carries itself. It proves nothing:
 * what a letter may do for a request is told by the mark of the letter it answers (reference.ts).
 */
export function threadOf(letter: ParsedLetter, quoted: string, mailbox: string): Thread {
  const isReply = REPLY_PREFIX.test(letter.subject.slice(0, 60))
  const answers = ['in-reply-to', 'references'].some((name) => valuesOf(letter, name).length > 0)
  const isNumbered = REQUEST_NUMBER.test(letter.subject.slice(0, 300))
  const head = quoted.slice(0, 4_000)
  const quotesUs = OUR_WORDS.test(head) || REQUEST_NUMBER.test(head)
  const isOfOurs =
    (isReply && isNumbered) ||
    (answers && (isNumbered || quotesUs)) ||
    (isReply && quotesUs && head.toLowerCase().includes(mailbox))
  return { isOfOurs, isReply: isReply && answers }
}
