/** What several letters say of a request, to a person or to the owner. */
import type { Change, Language } from '../letter/letter.ts'
import { civilDate } from '../policy/calendar.ts'
import type { RequestEvent } from '../request/event.ts'
import { contentText } from '../request/event.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { promisedDate, searchedAddress, wantedChanges } from '../request/request.ts'
import { formatDate } from './dates.ts'
import type { Matter } from './draft.ts'
import type { NewValue, PersonValues } from './letter-kinds.ts'
import { maskEmail, maskValue } from './mask.ts'
import { actionPhrase, fieldName } from './words.ts'
import type { PlannedKind } from './words.ts'

/** A promised date in words; '' when none is promised. */
export function dateOf(
  request: PrivacyRequest,
  name: 'correct' | 'stop' | 'destroy' | 'notify',
  language: Language,
): string {
  const date = promisedDate(request, name)
  return date === null ? '' : formatDate(date, language)
}

/** The date that the whole request is promised for. */
export function mainDate(request: PrivacyRequest, language: Language): string {
  return dateOf(request, request.kind === 'cease' ? 'destroy' : 'correct', language)
}

/** The same day as a civil date; null when none is promised. */
export function dueDate(request: PrivacyRequest): string | null {
  return promisedDate(request, request.kind === 'cease' ? 'destroy' : 'correct')
}

export function maskedAddress(request: PrivacyRequest): string {
  const address = searchedAddress(request)
  return address === null ? '' : maskEmail(address)
}

/** A demand of another kind is answered by hand; its letters speak of the data as a correction would. */
export function plannedKind({ kind }: PrivacyRequest): PlannedKind {
  return kind === 'cease' ? 'cease' : 'rectify'
}

/** What is asked, where no plan was made yet. */
export function demandPhrase({ request, language }: Matter): string {
  const fields = wantedChanges(request).map(({ field }) => field)
  return actionPhrase(plannedKind(request), fields, language)
}

/** The owner's own words in an event; '' when it has none. */
export function ownerWords(event: RequestEvent, name: 'reason' | 'question'): string {
  return contentText(event, name) ?? ''
}

/** What is to be written, masked. */
export function newValues(changes: readonly Change[], language: Language): readonly NewValue[] {
  return changes.map(({ field, to }) => ({
    field: fieldName(field, language),
    value: maskValue(field, to),
  }))
}

/** What every letter to a person says. */
export function common({ request, owed, context }: Matter): PersonValues {
  const { company, mailbox } = context.policy
  return {
    company: {
      name: company.name,
      bin: company.bin,
      address: company.address,
      phone: company.phone,
      mailbox: mailbox.address,
    },
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
