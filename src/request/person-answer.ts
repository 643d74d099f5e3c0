/** What a person says in the thread of a request, where it is more than a letter: yes, a code, «Это не я». */
import { isManners, plain } from '../letter/own-words/short-answer.ts'

export type PersonAnswer =
  /** The address is theirs, or what we understood is right. */
  | { readonly say: 'confirm' }
  | { readonly say: 'code'; readonly code: string }
  /** They did not write the letter that opened the request. */
  | { readonly say: 'not-me' }
  /** One of the five numbered choices of our question. */
  | { readonly say: 'choice'; readonly choice: number }
  | { readonly say: 'more' }

/** Told in the first sentence, and plainly: everything stops on these words, so «не я ошибся» is not among them. */
const NOT_ME =
  /^(?:нет[\s,.!—–-]{1,5})?(?:это (?:был[аи]? )?не я|я (?:вам |этого |ничего )?не (?:писал|отправлял|просил)[аи]?(?: вам| этого| об этом)?|бұл мен емес(?:пін)?|мен (?:жазған|сұраған) (?:жоқпын|емеспін)|(?:it|this) (?:was ?n[o’']t|is ?n[o’']t|was not|is not) me|not me|i did(?: not|n[’']t) (?:write|send|ask)(?: this| it)?)[\s.!]{0,5}$/iu

/** `2`, `2.`, `№ 2`, `цифра 2`; what stands below it may tell more. */
const CHOICE = /^(?:№ ?|номер |цифра |вариант |option |нұсқа )?([1-5])(?:[\s.):,;—–-]|$)/iu

const CONFIRM =
  /^(?:да|да,? (?:это я|верно|вс[её] верно|подтверждаю|согласн[аы]?)|это я|верно|вс[её] верно|подтверждаю(?: адрес)?|иә|ия|иа|растаймын|иә,? растаймын|дұрыс|yes|yes,? (?:it is me|i confirm|correct)|i confirm|confirm(?:ed)?|correct)[\s.!]{0,5}$/iu

/**
 * @param words the person's own words: quotes and signature taken away
 * @param code the code found in them, else null
 */
export function readPersonAnswer(words: string, code: string | null): PersonAnswer {
  const trimmed = plain(words)
  const [first = ''] = trimmed.split('\n', 1)
  // «Нет. Это не я.» is one sentence here.
  const sentence = first.replace(/^нет[.!]\s/iu, 'нет ').split(/(?<=[.!])\s/)[0] ?? ''
  if (NOT_ME.test(sentence.trim())) return { say: 'not-me' }
  if (code !== null && /^\d{6}$/.test(code)) return { say: 'code', code }
  const choice = CHOICE.exec(first.trim())?.[1]
  if (choice !== undefined) return { say: 'choice', choice: Number(choice) }
  return isYes(trimmed, first) ? { say: 'confirm' } : { say: 'more' }
}

/** The first line is the whole answer: what stands below it may only be manners. */
function isYes(trimmed: string, first: string): boolean {
  const rest = trimmed.slice(first.length).trim()
  return CONFIRM.test(first.trim()) && (rest === '' || isManners(rest))
}
