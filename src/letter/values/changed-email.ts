import type { Passage } from './passage.ts'
import { CORRECTS, corrected, lineSays, onlyOne, passagesOf } from './passage.ts'
import type { Read } from './read-value.ts'
import { none } from './read-value.ts'

/** Bounded on every side, so that no text makes it slow. */
const EMAIL =
  /(?<![\p{L}\d_.+@-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\p{L}\d_@-])/gu

/** Every address in the text but our own, lower case, with the words around it. */
export function emailsOf(text: string, own: string): readonly Passage[] {
  return passagesOf(text, EMAIL)
    .map((passage) => ({ ...passage, value: passage.value.toLowerCase().replace(/^[.-]+/, '') }))
    .filter(({ value }) => value !== own)
}

const NOUN =
  '(?:адрес\\p{L}*|почт\\p{L}*|мой|моя|у меня|эл\\.?|электронн\\p{L}*|ящик\\p{L}*|e-?mail|имейл\\p{L}*|мейл\\p{L}*|address|пошта\\p{L}*|мекенжай\\p{L}*|is|was|у вас)'
const OLD = new RegExp(
  `(?<!\\p{L})(?:(?:стар|прежн|бывш|ескі|бұрынғы|неправильн|неверн|ошибочн)\\p{L}*|был[аио]?|раньше|вместо|со?|не|указан\\p{L}*|записан\\p{L}*|стоит|old|former|previous|from|instead of|was|not|у вас|you have)(?:[\\s:—–-]{1,3}${NOUN}){0,3}[\\s:—–-]{0,3}$`,
  'u',
)
const CLOSED =
  /^[^.!?\n]{0,24}(?:заблокирован|закрыт|удал[её]н|больше не|уже не|не пользуюсь|не работает|взломан|жабыл|жұмыс істемейді|closed|no longer|hacked)/u
const NEW =
  /(?<!\p{L})(?:нов(?:ый|ая|ое|ую|ым|ой)|правильн(?:ый|ая|ое)|верн(?:ый|ая|ое)|жаңа\p{L}{0,3}|жана\p{L}{0,3}|new|correct|орнына|дұрысы|вместо не(?:го|ё|е))(?:[\s:—–-]{1,3}\p{L}[\p{L}.-]{0,14}){0,3}[\s:—–-]{0,3}$/u
const NOW = new RegExp(
  `(?<!\\p{L})(?:теперь|правильно|верно|надо|нужно|стала?|стало|должно быть|қазір|now)(?:[\\s:—–-]{1,3}${NOUN}){0,2}[\\s:—–-]{0,3}$`,
  'u',
)
const TO =
  /(?<!\p{L})(?:на|to|with|by)(?:\s(?:рабоч|личн|нов|друг|эт|my|new|this)?\p{L}{0,14}){0,3}\s?[:—–-]?\s?$/u
const ARROW = /(?:->|→|=>|⇒)\s?$/u
const ABOUT_MAIL = /почт|e-?mail|имейл|мейл|ящик|адрес|пошта|mail|address/u

/**
 * The new e-mail address a letter plainly writes, and the old one where it is told. `own` is the
 * mailbox of the policy, which is never meant; `isWanted` says that the letter wants it changed.
 */
export function changedEmail(
  text: string,
  { own, isWanted = false }: { readonly own: string; readonly isWanted?: boolean },
): Read {
  const emails = emailsOf(text, own)
  const fresh = emails.filter((email) => !isOld(email) && isNew(email, emails))
  if (fresh.length === 0) return replaced(emails, isWanted)
  const to = onlyOne(fresh.map(({ value }) => value))
  if (to === null) return { field: 'email', change: null, doubt: 'several' }
  const others = emails.filter(({ value }) => value !== to)
  const old = onlyOne(others.filter(isOld).map(({ value }) => value))
  return readTo(to, old ?? onlyOne(others.map(({ value }) => value)))
}

function readTo(to: string, old: string | null): Read {
  return { field: 'email', change: corrected('email', to, old), doubt: null }
}

/** `заменить адрес … на …`, `… → …`: two addresses, the second behind the turn. */
function replaced(emails: readonly Passage[], isWanted: boolean): Read {
  const values = [...new Set(emails.map(({ value }) => value))]
  const [old, fresh] = values
  if (old === undefined || fresh === undefined || values.length > 2) return none('email')
  const last = emails.find(({ value }) => value === fresh)
  const corrects = isWanted || emails.some(({ before }) => CORRECTS.test(before))
  const isTurned = last !== undefined && (TO.test(last.before) || ARROW.test(last.before))
  return corrects && isTurned ? readTo(fresh, old) : none('email')
}

function isOld(email: Passage): boolean {
  return lineSays(email) === 'old' || OLD.test(email.before) || CLOSED.test(email.after)
}

/** `новая почта: …`, `Стало: …`, `смените почту на …`, `…, а не …`. */
function isNew(email: Passage, all: readonly Passage[]): boolean {
  if (
    lineSays(email) === 'new' ||
    NEW.test(email.before) ||
    NOW.test(email.before) ||
    ARROW.test(email.before)
  )
    return true
  if (/^[\s,]{1,3}(?:а не|вместо|instead of|not)\s/u.test(email.after)) return true
  const asks = CORRECTS.test(email.before) && ABOUT_MAIL.test(email.before)
  return asks && TO.test(email.before) && all.length > 0
}
