/** What several letters say of a request, to a person or to the owner. */
import type { Change, Language } from '../letter/letter.ts'
import type { ObligationName } from '../policy/rules.ts'
import { civilDate } from '../policy/calendar.ts'
import type { Policy } from '../policy/policy.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { RequestEvent } from '../request/event.ts'
import { contentText, textFact } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import {
  eventsNamed,
  promisedDate,
  searchedAddress,
  wantedChanges,
  watchedNext,
} from '../request/request.ts'
import { formatDate, workingDaysLeft } from './dates.ts'
import type { Matter } from './draft.ts'
import type { CompanyBlock, NewValue, PersonValues } from './letter-kinds.ts'
import { maskEmail, maskValue } from './mask.ts'
import { toldPartners } from '../request/partners.ts'
import { actionPhrase, basisPhrase } from './demand-words.ts'
import { fieldName, joinWords } from './words.ts'

/** A promised date in words; '' when none is promised. */
export function dateOf(request: PrivacyRequest, name: ObligationName, language: Language): string {
  const date = promisedDate(request, name)
  return date === null ? '' : formatDate(date, language)
}

/** The date that the whole request is promised for. */
export function mainDate(request: PrivacyRequest, language: Language): string {
  return dateOf(request, demandRule(request.kind).main, language)
}

/** The strictest day that the owner must act by, by policy or law, else the target; null when none is. */
export function dueDate(request: PrivacyRequest): string | null {
  return watchedNext(request)?.day ?? promisedDate(request, demandRule(request.kind).main)
}

/** The same day in words; '' when there is none. */
export function dueInWords(request: PrivacyRequest, language: Language): string {
  const day = dueDate(request)
  return day === null ? '' : formatDate(day, language)
}

/** `осталось 3 рабочих дня`, to a civil day; '' for none. */
export function daysLeftTo(day: string | null, { context, language }: Matter): string {
  return day === null ? '' : workingDaysLeft(context.workingDaysUntil(day), language)
}

export function maskedAddress(request: PrivacyRequest): string {
  const address = searchedAddress(request)
  return address === null ? '' : maskEmail(address)
}

/** What is asked, where no plan was made yet. */
export function demandPhrase({ request, language }: Matter): string {
  const fields = wantedChanges(request).map(({ field }) => field)
  return actionPhrase(request.kind, fields, language)
}

/** The owner's own words in an event; '' when it has none. */
export function ownerWords(event: RequestEvent, name: 'reason' | 'question' | 'answer'): string {
  return contentText(event, name) ?? ''
}

/** What is to be written, masked. */
export function newValues(changes: readonly Change[], language: Language): readonly NewValue[] {
  return changes.map(({ field, to }) => ({
    field: fieldName(field, language),
    value: maskValue(field, to),
  }))
}

/** The ground of a decision, in the owner's words or by its paragraph. */
export function basisWords(event: RequestEvent, language: Language): string {
  return contentText(event, 'basis') ?? basisPhrase(textFact(event, 'basis'), language)
}

/** Whether our own mailings have stopped, whatever became of the rest. */
export function areMailingsStopped(request: PrivacyRequest): boolean {
  return eventsNamed(request, 'held').length > 0
}

const CONFIRMED: Readonly<Record<Language, string>> = {
  ru: 'подтвердил',
  kk: 'растады',
  en: 'confirmed',
}
const NOT_YET: Readonly<Record<Language, string>> = {
  ru: 'ещё не подтвердил',
  kk: 'әлі растаған жоқ',
  en: 'not confirmed yet',
}

/** Partners who were told, and whether each has confirmed: `ТОО «Студия» (ещё не подтвердил)`; '' for none. */
export function partnersTold({ request, language, context }: Matter): string {
  const told = toldPartners(request).map(({ partner, said }) => {
    const name = context.policy.partners.find(({ id }) => id === partner)?.name ?? partner
    return `${name} (${said === 'confirmed' ? CONFIRMED[language] : NOT_YET[language]})`
  })
  return joinWords(told, language)
}

/** Of the policy mailbox: our Message-IDs end in it. */
export function domainOf(policy: Policy): string {
  return policy.mailbox.address.split('@', 2)[1] ?? 'localhost'
}

/** Who writes: under every letter to somebody else (p.1). */
export function companyBlock({ company, mailbox }: Policy): CompanyBlock {
  const { name, bin, address, phone } = company
  return { name, bin, address, phone, mailbox: mailbox.address }
}

/** What every letter to a person says. */
export function common({ request, owed, context }: Matter): PersonValues {
  return {
    company: companyBlock(context.policy),
    ref: request.number,
    // Whoever did not write the letter must not read its subject.
    phrase:
      owed.to === null || owed.to === request.details.writer ? (request.details.phrase ?? '') : '',
  }
}

/** The day on which what the letter tells was done. */
export function doneOn(matter: Matter): string {
  const { owed, context, language } = matter
  return formatDate(civilDate(owed.cause.at, context.policy.zone), language)
}
