/** Letters to the person about what was done, what was not, and what is late. */
import { FIELDS } from '../letter/letter.ts'
import type { Field } from '../letter/letter.ts'
import { addDays, addMonthsClamped, asCivilDate, civilDate } from '../policy/calendar.ts'
import type { RequestEvent } from '../request/event.ts'
import { textFact } from '../request/event.ts'
import { wantedChanges } from '../request/request.ts'
import { newestPlan } from '../action/plan.ts'
import type { Filled, Matter } from './draft.ts'
import { formatDate } from './dates.ts'
import {
  areMailingsStopped,
  basisWords,
  common,
  dateOf,
  doneOn,
  mainDate,
  maskedAddress,
  newValues,
  ownerWords,
  partnersTold,
} from './request-values.ts'
import { demandName } from './demand-words.ts'
import { fieldNames } from './words.ts'
import { yourData } from './your-data.ts'

function fieldsIn(event: RequestEvent, fact: string): readonly Field[] {
  const named = textFact(event, fact).split(',')
  return FIELDS.filter((field) => named.includes(field))
}

function corrected(matter: Matter): Filled {
  const { owed, language, request } = matter
  const fields = fieldsIn(owed.cause, 'fields')
  const changes = wantedChanges(request).filter((change) => fields.includes(change.field))
  return {
    template: 'corrected',
    values: {
      ...common(matter),
      changes: newValues(changes, language),
      done: doneOn(matter),
      partners: partnersTold(matter),
    },
  }
}

const MONTHS_OF_YEAR = 12

function destroyed(matter: Matter): Filled {
  const { owed, language, context } = matter
  const { zone, retention } = context.policy
  const gone = civilDate(owed.cause.at, zone)
  const proofUntil = addMonthsClamped(gone, retention.proofYears * MONTHS_OF_YEAR)
  return {
    template: 'destroyed',
    values: {
      ...common(matter),
      categories: fieldNames(fieldsIn(owed.cause, 'fields'), language),
      done: doneOn(matter),
      partners: partnersTold(matter),
      backupGone: '',
      proofUntil: formatDate(proofUntil, language),
      lettersUntil: formatDate(addDays(gone, retention.requestLetterDays), language),
    },
  }
}

function refused(matter: Matter): Filled {
  const { request, owed, language } = matter
  return {
    template: 'refused',
    values: {
      ...common(matter),
      demand: demandName(request.kind, language),
      ownerText: ownerWords(owed.cause, 'reason'),
      basis: basisWords(owed.cause, language),
      mailingsStopped: areMailingsStopped(request),
    },
  }
}

function unanswered(matter: Matter): Filled {
  const { request, owed, language } = matter
  return {
    template: 'unanswered',
    values: {
      ...common(matter),
      due: mainDate(request, language),
      ownerText: ownerWords(owed.cause, 'reason'),
      mailingsStopped: areMailingsStopped(request),
    },
  }
}

function blocked(matter: Matter): Filled {
  const { request, owed, language } = matter
  const plan = newestPlan(request)
  const until = textFact(owed.cause, 'until')
  return {
    template: 'blocked',
    values: {
      ...common(matter),
      what: plan?.do === 'destroy' ? fieldNames(plan.fields, language) : '',
      ownerText: ownerWords(owed.cause, 'reason'),
      until: until === '' ? '' : formatDate(until, language),
    },
  }
}

function keptByLaw(matter: Matter): Filled {
  const { owed, language } = matter
  const { cause } = owed
  return {
    template: 'kept-by-law',
    values: {
      ...common(matter),
      records: fieldNames(fieldsIn(cause, 'fields'), language),
      basis: basisWords(cause, language),
      until: formatDate(textFact(cause, 'until'), language),
      destroyed: fieldNames(fieldsIn(cause, 'destroyed'), language),
    },
  }
}

const WHY = ['owner', 'partner', 'system', 'person'] as const

/** The promise stays on record with its date; a new one is named only where it is already set. */
function delayed(matter: Matter): Filled {
  const { owed, language } = matter
  const due = asCivilDate(textFact(owed.cause, 'due'))
  const why = WHY.find((one) => one === textFact(owed.cause, 'silent')) ?? 'system'
  return {
    template: 'delayed',
    values: { ...common(matter), due: formatDate(due, language), why, newDate: '' },
  }
}

function stopped(matter: Matter): Filled {
  const { request, language } = matter
  return {
    template: 'stopped',
    values: {
      ...common(matter),
      done: doneOn(matter),
      partners: partnersTold(matter),
      destroyBy: dateOf(request, 'destroy', language),
    },
  }
}

function withdrawn(matter: Matter): Filled {
  return {
    template: 'withdrawn',
    values: { ...common(matter), mailingsStopped: areMailingsStopped(matter.request) },
  }
}

function noRecord(matter: Matter): Filled {
  const values = { ...common(matter), address: maskedAddress(matter.request) }
  return { template: 'no-record', values }
}

function answer(matter: Matter): Filled {
  const ownerText = ownerWords(matter.owed.cause, 'answer')
  return { template: 'answer', values: { ...common(matter), ownerText } }
}

const OUTCOMES: Readonly<Record<string, (matter: Matter) => Filled>> = {
  corrected,
  stopped,
  destroyed,
  blocked,
  'kept-by-law': keptByLaw,
  'your-data': yourData,
  answer,
  'no-record': noRecord,
  refused,
  unanswered,
  withdrawn,
  delayed,
}

/** Null for letters about something else. */
export function personOutcomeValues(matter: Matter): Filled | null {
  return OUTCOMES[matter.owed.kind]?.(matter) ?? null
}
