import { choose } from './choose.ts'
import type { Weighed } from './choose.ts'
import type { Passage } from './passage.ts'
import { passagesOf } from './passage.ts'
import type { Read } from './read-value.ts'
import { none, readChosen } from './read-value.ts'
import { standingsOf } from './standing.ts'
import type { Kind } from './signs.ts'

/** Bounded on every side, so that no text makes it slow. */
const EMAIL =
  /(?<![\p{L}\d_.+@-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\p{L}\d_@-])/gu

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

/**
 * The new e-mail address a letter plainly writes, and the old one where it is told. `own` is the
 * mailbox of the policy, which is never meant; `isWanted` says that the letter wants it changed. An
 * address that just stands there is the one the letter states (p.7), so a hint is not enough for it.
 */
export function changedEmail(
  text: string,
  { own, isWanted = false }: { readonly own: string; readonly isWanted?: boolean },
): Read {
  const emails = emailsOf(text, own)
  const standings = standingsOf(text, emails, KIND)
  const weighed = emails.flatMap(({ value }, i): Weighed[] => {
    const standing = standings[i]
    return standing === undefined ? [] : [{ ...standing, key: value }]
  })
  const weights = weighed.map(({ weight }) => weight)
  const isPair = new Set(weighed.map(({ key }) => key)).size > 1
  const top = Math.max(0, ...weights)
  const isTold = top >= SURE || (isPair && top - Math.min(...weights) >= SURE)
  if (!isTold) return none('email')
  return readChosen('email', choose(weighed, isWanted && isPair))
}
