import { changedEmail, emailsOf } from './changed-email.ts'
import { changedNames } from './changed-name.ts'
import { changedPhone, onlyPhone } from './changed-phone.ts'
import { changedUserId } from './changed-user-id.ts'
import type { Change } from './letter.ts'
import { readable } from './passage.ts'

export interface Own {
  /** The mailbox the policy names, lower case: never the writer's address. */
  readonly own: string
}

const ADDRESS_WORD =
  /адрес|почт|e-?mail|имейл|емейл|емайл|мэйл|мейл|логин|аккаунт|уч[её]тн|пошта|мекенжай|account|address|registered|регистр/u

/**
 * The address the writer names as the one the request is about (p.7), lower case; null when none is
 * named. An address that some word calls the writer's goes before one that just stands there; of a
 * change of e-mail it is the old one.
 */
export function statedEmail(text: string, { own }: Own): string | null {
  const words = readable(text)
  const change = changedEmail(words, own)
  if (change?.from !== undefined) return change.from
  const emails = emailsOf(words, own).filter(({ value }) => value !== change?.to)
  const named = emails.find(({ before }) => ADDRESS_WORD.test(before))
  return (named ?? emails[0])?.value ?? null
}

/**
 * The corrections a letter plainly writes (p.5, p.16), in the order of the five fields. A value
 * that is missing, impossible or one of two gives none: nothing here is guessed.
 */
export function changes(text: string, { own }: Own): readonly Change[] {
  const words = readable(text)
  const found = [
    ...changedNames(words),
    changedEmail(words, own),
    changedPhone(words),
    changedUserId(words),
  ].filter((change) => change !== null)
  if (found.length > 0) return found
  const phone = onlyPhone(words)
  return phone === null ? [] : [phone]
}
