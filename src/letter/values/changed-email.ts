import { fold } from '../sentence/words/fold.ts'
import { choose } from './choose.ts'
import type { Weighed } from './choose.ts'
import type { Passage } from './passage.ts'
import { passagesOf } from './passage.ts'
import { tellsOldGone } from './old-gone.ts'
import type { Read } from './read-value.ts'
import { none, readChosen } from './read-value.ts'
import { standingsOf } from './standing.ts'
import type { Kind } from './signs.ts'
import { withoutAsides } from './told-outright.ts'

/** Bounded on every side, so that no text makes it slow. */
const EMAIL =
  /(?<![\p{L}\d_.+@-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\p{L}\d_@]|-[A-Za-z\d])/gu

/** Every address in the text but our own, lower case, with the words around it. */
export function emailsOf(text: string, own: string): readonly Passage[] {
  return passagesOf(text, EMAIL)
    .map((passage) => ({ ...passage, value: passage.value.toLowerCase().replace(/^[.-]+/, '') }))
    .filter(({ value }) => value !== own)
}

const KIND: Kind = {
  own: /почт|ящик|адрес|e-?mail|имейл|емейл|мейл|мыло|пошта|мекенжай|address/u,
  foreign:
    /номер|телефон|номир|phone|number|фамили|(?<!\p{L})им(?:я|ени)(?!\p{L})|тег[иі]|user ?id|айди|name/u,
  isListed: false,
  isLoose: false,
}
const SURE = 2

export interface EmailWish {
  readonly own: string
  readonly isWanted?: boolean
  /** It answers our question for a value. */
  readonly isAnswer?: boolean
  readonly sender?: string | null
}

/**
 * The new e-mail address a letter plainly writes, and the old one where it is told. `own` is the
 * mailbox of the policy, which is never meant; `isWanted` says that the letter wants it changed. An
 * address that just stands there is the one the letter states (p.7), so a hint is not enough for it.
 */
export function changedEmail(
  written: string,
  { own, isWanted = false, isAnswer, sender = null }: EmailWish,
): Read {
  const text = withoutAsides(written)
  const weighed = weighedIn(text, own, isAnswer === true)
  const isPair = new Set(weighed.map(({ key }) => key)).size > 1
  const isOther = !isPair && isAnnounced(text, isWanted) && isAnother(weighed, sender)
  const isMeant = isOther || isTold(weighed, isPair)
  if (!isMeant || isOwnKept(weighed, { sender, text })) return none('email')
  return readChosen('email', choose(weighed, isWanted && (isPair || isOther)))
}

function weighedIn(text: string, own: string, isAnswer: boolean): readonly Weighed[] {
  const emails = emailsOf(text, own)
  const standings = standingsOf(text, emails, KIND)
  return emails.flatMap((email, i): Weighed[] => {
    const standing = standings[i]
    if (standing === undefined) return []
    const isAnswered = isAnswer && answersWith(email)
    return [{ ...standing, weight: isAnswered ? SURE : standing.weight, key: email.value }]
  })
}

/** `На какой адрес заменить?` `На …, он личный.` */
function answersWith({ before, after }: Passage): boolean {
  return (
    /^(?:(?:да|лучше|please|yes),?\s)?(?:на|to)\s$/u.test(before) && /^\s?(?:[,.;]|$)/u.test(after)
  )
}

function isAnnounced(text: string, isWanted: boolean): boolean {
  return tellsOldGone(text) || (isWanted && ANNOUNCED.test(text))
}

/** One of them is plainly told, or two stand against each other. */
function isTold(weighed: readonly Weighed[], isPair: boolean): boolean {
  const weights = weighed.map(({ weight }) => weight)
  const top = Math.max(0, ...weights)
  return top >= SURE || (isPair && top - Math.min(...weights) >= SURE)
}

/** Another address than the letter's own, behind `пишите на` where a new one is announced. */
function isAnother(weighed: readonly Weighed[], sender: string | null): boolean {
  return weighed.some(({ weight }) => weight > 0) && weighed.every(({ key }) => key !== sender)
}

/** A letter that tells of another address, not only of a mistake in one. */
const ANNOUNCED =
  /нов(?:ый|ая|ого|ую|ой|ом)(?!\p{L})|помен|смени|измени|замен|ауыс|өзгер|озгер|жаңа|жана[рң]|орнына|(?<!\p{L})(?:new|chang|replac|switch|updat)/iu
const FRESH =
  /(?<!\p{L})(?:на|to)\s?$|нов(?:ый|ая|ого|ую|ой|ом)(?!\p{L})|тепер|сменил|поменял|перешел|перешла|завел|(?<!\p{L})жана|енди|new|now|chang|replac/u

/** `почта у вас с ошибкой`, `опечатка в адресе`, `поштамды қате жазғансыз`. */
const TELLS_WRONG =
  /(?<!\p{L})(?:почт|адрес|ящик|домен|e-?mail|мейл|пошта)\p{L}*(?:\s(?:у вас|мой|моя|мою|в базе|в карточке|записан[аы]?|указан[аы]?|введен[аы]?|is|was|has|have|you have))*\s(?:неверн|неправильн|с ошибк|с опечатк|ошибочн|кате|wrong|incorrect|misspel|a typo)|(?:ошибк\p{L}|опечатк\p{L}|mistake|typo|error) (?:в|во|in) (?:\p{L}{1,12} ){0,2}(?:почт|адрес|ящик|домен|e-?mail|address)/u

interface Told {
  readonly sender: string | null
  readonly text: string
}

/**
 * `мой e-mail верен: …` of the very address the letter comes from: stated, unless it is called new or
 * the one on record is called wrong.
 */
function isOwnKept(weighed: readonly Weighed[], { sender, text }: Told): boolean {
  if (sender === null || TELLS_WRONG.test(fold(text))) return false
  return weighed.every(({ key, before }) => key === sender && !FRESH.test(before))
}
