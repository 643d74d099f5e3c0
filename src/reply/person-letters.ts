/** What each letter to a person says: everything masked, every date from the obligations as stored. */
import { eventsNamed } from '../request/request.ts'
import type { Filled, Matter } from './draft.ts'
import { formatDate, formatInstant } from './dates.ts'
import { confirmable, personIdentityValues } from './person-identity-letters.ts'
import { personOutcomeValues } from './person-outcome-letters.ts'
import { common, dateOf, mainDate, maskedAddress, newValues, ownerWords } from './request-values.ts'
import { textFact } from '../request/event.ts'

/** What is said at once; the same words whether or not anybody is on record. */
function acknowledgement(matter: Matter): Filled {
  const { request, context, language } = matter
  const received = formatInstant(request.receivedAt, context.policy.zone, language)
  const due = mainDate(request, language)
  const short = { ...common(matter), received, due }
  const whole = { ...short, ...confirmable(matter), address: maskedAddress(request) }
  switch (request.kind) {
    case 'cease': {
      const { due: _destroyed, ...shared } = whole
      const stopBy = dateOf(request, 'stop', language)
      return { template: 'acknowledgement-cease', values: { ...shared, stopBy, destroyBy: due } }
    }
    case 'unlawful':
      return { template: 'acknowledgement-unlawful', values: whole }
    case 'access':
      return { template: 'acknowledgement-access', values: whole }
    case 'question':
      return { template: 'acknowledgement-question', values: short }
    case 'objection':
      return { template: 'acknowledgement-objection', values: short }
    default:
      return {
        template: 'acknowledgement-rectify',
        values: { ...whole, changes: newValues(request.details.changes, language) },
      }
  }
}

function merged(matter: Matter): Filled {
  const { owed, language } = matter
  const due = textFact(owed.cause, 'due')
  return {
    template: 'merged',
    values: {
      ...common(matter),
      due: due === '' ? '' : formatDate(due, language),
      into: textFact(owed.cause, 'into'),
    },
  }
}

/** The owner's own question was put, or ours about a correction without a value. */
function isAboutCorrection({ request }: Matter): boolean {
  return request.kind === 'rectify' && eventsNamed(request, 'question-put').length === 0
}

/** The values of a letter to the person who wrote. */
export function personValues(matter: Matter): Filled {
  const { request, owed, language } = matter
  const due = mainDate(request, language)
  switch (owed.kind) {
    case 'unsubscribed':
      return { template: 'unsubscribed', values: common(matter) }
    case 'merged':
      return merged(matter)
    case 'document-deleted':
      return { template: 'document-deleted', values: common(matter) }
    case 'clarify':
      return {
        template: 'clarify',
        values: { ...common(matter), due, rectify: request.kind === 'rectify' },
      }
    case 'reminder-clarify':
      return {
        template: 'reminder-clarify',
        values: { ...common(matter), due, rectify: isAboutCorrection(matter) },
      }
    case 'owner-question':
      return {
        template: 'owner-question',
        values: { ...common(matter), due, ownerText: ownerWords(owed.cause, 'question') },
      }
    default:
      return personOutcomeValues(matter) ?? personIdentityValues(matter) ?? acknowledgement(matter)
  }
}
