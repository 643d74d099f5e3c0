/** What partners are told: whom it concerns, what to do, by when, and how to answer (p.12, p.17). */
import type { Policy } from '../policy/policy.ts'
import { civilDate } from '../policy/calendar.ts'
import { contentText, textFact } from '../request/event.ts'
import { partnerReference, toldPartners } from '../request/partners.ts'
import { wantedChanges } from '../request/request.ts'
import { formatDate } from './dates.ts'
import type { Filled, Matter } from './draft.ts'
import type { TemplateValues } from './letter-kinds.ts'
import type { Owed } from './owed.ts'
import { companyBlock } from './request-values.ts'
import { basisPhrase } from './demand-words.ts'
import { fieldName } from './words.ts'

/** The partner that a letter is for; null when the policy no longer names it. */
export function partnerOf(
  { cause }: Owed,
  { partners }: Policy,
): Policy['partners'][number] | null {
  return partners.find(({ id }) => id === textFact(cause, 'partner')) ?? null
}

function instruction(matter: Matter): TemplateValues['partner-instruction'] {
  const { request, owed, language, context } = matter
  const partner = textFact(owed.cause, 'partner')
  const told = toldPartners(request).find((one) => one.partner === partner)
  const isCorrection = textFact(told?.told ?? owed.cause, 'what') === 'correct'
  return {
    company: companyBlock(context.policy),
    ref: partnerReference(request, partner),
    what: isCorrection ? 'correct' : 'destroy',
    identifier: contentText(owed.cause, 'identifier') ?? '',
    changes: isCorrection
      ? wantedChanges(request).map(({ field, to }) => ({
          field: fieldName(field, language),
          value: to,
        }))
      : [],
    due: told === undefined ? '' : formatDate(told.due, language),
    basis: basisPhrase(isCorrection ? 'policy:12' : 'policy:17', language),
  }
}

/** The values of a letter to a partner; null for everybody else's. */
export function partnerValues(matter: Matter): Filled | null {
  const { owed, request, language, context } = matter
  if (owed.kind === 'partner-instruction')
    return { template: 'partner-instruction', values: instruction(matter) }
  if (owed.kind !== 'partner-reminder') return null
  const partner = textFact(owed.cause, 'partner')
  const told = toldPartners(request).find((one) => one.partner === partner)
  const day = civilDate(told?.told.at ?? owed.cause.at, context.policy.zone)
  return {
    template: 'partner-reminder',
    values: { ...instruction(matter), toldOn: formatDate(day, language) },
  }
}
