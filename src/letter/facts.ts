import { authenticity } from './authentication.ts'
import type { Authenticity, Signature } from './authentication.ts'
import { codeIn } from './own-words/code.ts'
import { languageOf } from './language.ts'
import type { Language, ParsedLetter } from './letter.ts'
import { clearOfMachineText } from './kinds/machine-text.ts'
import { repair } from './decode/mojibake.ts'
import { ownForward, separate } from './own-words/quotes.ts'
import { asMeant } from './sentence/script.ts'
import { onlySender } from './sender.ts'
import { sentencesOf, titleOf } from './sentence/sentence.ts'
import type { Sentence } from './sentence/sentence.ts'
import { isForwarded, matchSubject, withoutHeads } from './subject.ts'
import type { Phrases, SubjectMatch } from './subject.ts'
import { threadOf } from './thread.ts'
import type { Thread } from './thread.ts'

export interface Context {
  readonly phrases: Phrases
  /** The address the policy names. */
  readonly mailbox: string
  /** Our number that the caller found by In-Reply-To; one in the subject is found here. */
  readonly ownReference?: string
  /** The server whose Authentication-Results are believed; without it all letters are unknown. */
  readonly trustedAuthservId?: string | null
  /** As they were checked when the letter was fetched; null or left out: not checked. */
  readonly signatures?: readonly Signature[] | null
}

/** What is known before the kind is. */
export interface Facts {
  readonly letter: ParsedLetter
  readonly context: Context
  /** Our mailbox, lower case. */
  readonly own: string
  /** The writer's own words, in the letters he meant, without text aimed at machines. */
  readonly words: string
  /** The words and what stands below them: a signature may name the address. */
  readonly signed: string
  readonly title: Sentence
  readonly sentences: readonly Sentence[]
  readonly match: SubjectMatch | null
  readonly language: Language
  readonly thread: Thread
  readonly code: string | null
  readonly authenticity: Authenticity
  /** Somewhere it speaks to a program. */
  readonly isAimedAtMachine: boolean
}

const OWN_CHARS_MAX = 64 * 1024

export function gather(letter: ParsedLetter, context: Context): Facts {
  const own = context.mailbox.toLowerCase()
  const { words: written, quoted, signature } = ownWords(letter)
  const cleared = clearOfMachineText(written)
  const meant = asMeant(written).text
  const words = cleared.wasAimed ? asMeant(cleared.text).text : meant
  const subject = asMeant(withoutHeads(repair(letter.subject))).text
  const match =
    matchSubject(letter.subject, context.phrases) ?? matchMeant(subject, context.phrases)
  const language = languageIn({ words: meant, written, quoted, subject }, match)
  return {
    letter,
    context,
    own,
    words,
    signed: `${words}\n${signature}`,
    title: titleOf(subject),
    sentences: sentencesOf(words),
    match,
    language,
    thread: threadOf(letter, quoted, own),
    code: codeIn(written, letter.subject),
    authenticity: authenticity(
      letter,
      context.trustedAuthservId ?? null,
      context.signatures ?? null,
    ),
    isAimedAtMachine: cleared.wasAimed || clearOfMachineText(subject).wasAimed,
  }
}

/** A subject that had to be put right first is never exact. */
function matchMeant(subject: string, phrases: Phrases): SubjectMatch | null {
  const match = matchSubject(subject, phrases)
  return match === null ? null : { ...match, certainty: 'strong' }
}

/** For a letter without any words: the language of the policy itself. */
const MOST_WRITE_IN: Language = 'ru'

/** So few own words tell no language where the letter they answer is Kazakh: `Код: 480 915`. */
const HARDLY_ANY_WORDS = 2

interface Texts {
  readonly words: string
  readonly written: string
  readonly quoted: string
  readonly subject: string
}

function languageIn(texts: Texts, match: SubjectMatch | null): Language {
  const { words, written, quoted, subject } = texts
  const count = words.match(/\p{L}{2,}/gu)?.length ?? 0
  if (count <= HARDLY_ANY_WORDS && languageOf(quoted) === 'kk') return 'kk'
  return (
    languageOf(words) ??
    languageOf(written) ??
    match?.language ??
    languageOf(subject) ??
    MOST_WRITE_IN
  )
}

interface OwnWords {
  readonly words: string
  readonly quoted: string
  readonly signature: string
}

/** Own words; of a letter its writer sent on to us, or sent along, those of that letter too. */
function ownWords(letter: ParsedLetter): OwnWords {
  const { own, quoted, signature } = separate(letter.text)
  const sender = onlySender(letter)?.address ?? null
  const forward = sender !== null && isForwarded(letter.subject) ? ownForward(quoted, sender) : ''
  const attached = letter.attachmentText
    .filter(({ from }) => from === null || from === sender)
    .map(({ text }) => text)
  const words = [own, forward, ...attached].filter((text) => text !== '').join('\n')
  return { words: words.slice(0, OWN_CHARS_MAX).trim(), quoted, signature }
}
