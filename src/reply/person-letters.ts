/** What each letter to a person says: everything masked, every date from the obligations as stored. */
import { FIELDS } from '../letter/letter.ts'
import { addDays, civilDate } from '../policy/calendar.ts'
import { textFact } from '../request/event.ts'
import { eventsNamed, wantedChanges } from '../request/request.ts'
import type { Filled, Matter } from './draft.ts'
import { formatDate, formatInstant } from './dates.ts'
import { confirmable, personIdentityValues } from './person-identity-letters.ts'
import {
  common,
  dateOf,
  doneOn,
  mainDate,
  maskedAddress,
  newValues,
  ownerWords,
  plannedKind,
} from './request-values.ts'
import { demandName, fieldNames } from './words.ts'

function acknowledgement(matter: Matter): Filled {
  const { request, context, language } = matter
  const shared = {
    ...common(matter),
    ...confirmable(matter),
    received: formatInstant(request.receivedAt, context.policy.zone, language),
    address: maskedAddress(request),
  }
  if (request.kind === 'cease')
    return {
      template: 'acknowledgement-cease',
      values: {
        ...shared,
        stopBy: dateOf(request, 'stop', language),
        destroyBy: dateOf(request, 'destroy', language),
      },
    }
  return {
    template: 'acknowledgement-rectify',
    values: {
      ...shared,
      due: mainDate(request, language),
      changes: newValues(request.details.changes, language),
    },
  }
}

function corrected(matter: Matter): Filled {
  const { owed, language, request } = matter
  const fields = textFact(owed.cause, 'fields').split(',')
  const changes = wantedChanges(request).filter((change) => fields.includes(change.field))
  return {
    template: 'corrected',
    values: {
      ...common(matter),
      changes: newValues(changes, language),
      done: doneOn(matter),
      partners: '',
    },
  }
}

function destroyed(matter: Matter): Filled {
  const { owed, language, context } = matter
  const { zone, retention } = context.policy
  const { requestLetterDays } = retention
  const gone = civilDate(owed.cause.at, zone)
  const held = textFact(owed.cause, 'fields').split(',')
  const fields = FIELDS.filter((field) => held.includes(field))
  return {
    template: 'destroyed',
    values: {
      ...common(matter),
      categories: fieldNames(fields, language),
      done: doneOn(matter),
      partners: '',
      backupGone: '',
      proofUntil: '',
      lettersUntil: formatDate(addDays(gone, requestLetterDays), language),
    },
  }
}

function refused(matter: Matter): Filled {
  const { request, owed, language } = matter
  return {
    template: 'refused',
    values: {
      ...common(matter),
      demand: demandName(plannedKind(request), language),
      ownerText: ownerWords(owed.cause, 'reason'),
      basis: '',
      mailingsStopped: eventsNamed(request, 'held').length > 0,
    },
  }
}

/** The values of a letter to the person who wrote. */
export function personValues(matter: Matter): Filled {
  const { request, owed, language } = matter
  const due = mainDate(request, language)
  switch (owed.kind) {
    case 'corrected':
      return corrected(matter)
    case 'destroyed':
      return destroyed(matter)
    case 'refused':
      return refused(matter)
    case 'no-record':
      return {
        template: 'no-record',
        values: { ...common(matter), address: maskedAddress(request) },
      }
    case 'document-deleted':
      return { template: 'document-deleted', values: common(matter) }
    case 'clarify':
      return { template: 'clarify', values: { ...common(matter), due, rectify: true } }
    case 'owner-question':
      return {
        template: 'owner-question',
        values: { ...common(matter), due, ownerText: ownerWords(owed.cause, 'question') },
      }
    default:
      return personIdentityValues(matter) ?? acknowledgement(matter)
  }
}
