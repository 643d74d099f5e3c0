import type { Change } from './letter.ts'
import type { Passage } from './passage.ts'
import { CORRECTS, corrected, lineSays, onlyOne, passagesOf } from './passage.ts'

/** Bounded on every side, so that no text makes it slow. */
const EMAIL =
  /(?<![\w.+@-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@-])/g

/** Every address in the text but our own, lower case, with the words around it. */
export function emailsOf(text: string, own: string): readonly Passage[] {
  return passagesOf(text, EMAIL)
    .map((passage) => ({ ...passage, value: passage.value.toLowerCase() }))
    .filter(({ value }) => value !== own)
}

const OLD =
  /(?<!\p{L})(?:(?:стар|прежн|бывш|ескі|бұрынғы)\p{L}*|был[аио]?|раньше|вместо|со?|old|former|previous|from|instead of)(?:[\s:—–-]{1,3}(?:адрес\p{L}*|почт\p{L}*|электронн\p{L}*|ящик\p{L}*|e-?mail|имейл\p{L}*|address|пошта\p{L}*|мекенжай\p{L}*)){0,3}[\s:—–-]{0,3}$/u
const CLOSED =
  /^[^.!?\n]{0,20}(?:заблокирован|закрыт|больше не|не пользуюсь|жабыл|closed|no longer)/u
const NEW =
  /(?<!\p{L})(?:нов(?:ый|ая|ое|ую)|жаңа|жана|new|орнына|вместо не(?:го|ё|е))(?:[\s:—–-]{1,3}\p{L}[\p{L}-]{0,14}){0,3}[\s:—–-]{0,3}$/u
const TO = /(?<!\p{L})(?:на|to)(?:\s\p{L}{1,14}){0,3}\s?$/u

/**
 * The new e-mail address a letter plainly writes, and the old one where it is told. `own` is the
 * mailbox of the policy, which is never meant.
 */
export function changedEmail(text: string, own: string): Change | null {
  const emails = emailsOf(text, own)
  return namedNew(emails) ?? replaced(emails)
}

/** `новая почта: …`, `Стало: …`, `вместо него …`. */
function namedNew(emails: readonly Passage[]): Change | null {
  const fresh = emails.filter((email) => !isOld(email) && isNew(email))
  const to = onlyOne(fresh.map(({ value }) => value))
  if (to === null) return null
  const others = emails.filter(({ value }) => value !== to)
  const old = onlyOne(others.filter(isOld).map(({ value }) => value))
  return corrected('email', to, old ?? onlyOne(others.map(({ value }) => value)))
}

/** `заменить адрес … на …`: two addresses, the second behind `на`, in a sentence that corrects. */
function replaced(emails: readonly Passage[]): Change | null {
  const [old, fresh, ...more] = emails
  if (old === undefined || fresh === undefined || more.length > 0) return null
  const isSame = old.value === fresh.value
  const corrects = CORRECTS.test(old.before) || CORRECTS.test(fresh.before)
  if (isSame || !corrects || !TO.test(fresh.before)) return null
  return corrected('email', fresh.value, old.value)
}

function isOld(email: Passage): boolean {
  return lineSays(email) === 'old' || OLD.test(email.before) || CLOSED.test(email.after)
}

function isNew(email: Passage): boolean {
  return lineSays(email) === 'new' || NEW.test(email.before)
}
