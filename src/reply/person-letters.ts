/** What each letter to a person says: everything masked, every date from the obligations as stored. */
import type { Change, Language } from '../letter/letter.ts'
import { FIELDS } from '../letter/letter.ts'
import { addDays, civilDate } from '../policy/calendar.ts'
import type { RequestEvent } from '../request/event.ts'
import { contentText, numberFact, textFact } from '../request/event.ts'
import { confirmationCode } from '../request/confirmation.ts'
import { FIRST_ISSUE } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import {
  eventsNamed,
  promisedDate,
  searchedAddress,
  openingText,
  wantedChanges,
} from '../request/request.ts'
import type { Filled, Matter } from './draft.ts'
import { formatDate, formatInstant } from './dates.ts'
import type { Confirmable, NewValue, PersonValues, TemplateValues } from './letter-kinds.ts'
import { maskEmail, maskValue } from './mask.ts'
import { emailIn } from './owed.ts'
import { actionPhrase, demandName, fieldName, joinWords } from './words.ts'

function newValues(changes: readonly Change[], language: Language): readonly NewValue[] {
  return changes.map(({ field, to }) => ({
    field: fieldName(field, language),
    value: maskValue(field, to),
  }))
}

/** A promised date in words; '' when none is promised. */
function dateOf(
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

/** The owner's own words in an event; '' when it has none. */
export function ownerWords(event: RequestEvent, name: 'reason' | 'question'): string {
  return contentText(event, name) ?? ''
}

function common({ request, owed, context }: Matter): PersonValues {
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

function doneOn(matter: Matter): string {
  const { owed, context, language } = matter
  return formatDate(civilDate(owed.cause.at, context.policy.zone), language)
}

/**
 * How the writer confirms an address. It depends on the letter alone: whether anybody is on record was
 * not looked up, so that these words tell nobody who is (ruling 7).
 */
function confirmable({ request, context, language }: Matter): Confirmable {
  const { writer, stated } = request.details
  const until = openingText(request, 'codeUntil')
  const isAsked = writer !== null && until !== ''
  const about = { number: request.number, address: writer ?? '', issue: FIRST_ISSUE }
  return {
    confirmCode: isAsked ? confirmationCode(context.idKey, about) : '',
    confirmUntil: isAsked ? formatDate(until, language) : '',
    confirmThere: stated !== null && stated !== writer,
  }
}

function confirmAddress(matter: Matter): Filled {
  const { request, owed, language, context } = matter
  const { cause, to } = owed
  const about = { number: request.number, address: to ?? '', issue: cause.seq }
  const kind = request.kind === 'cease' ? 'cease' : 'rectify'
  const fields = wantedChanges(request).map(({ field }) => field)
  return {
    template: 'confirm-address',
    values: {
      ...common(matter),
      action: actionPhrase(kind, fields, language),
      changes: kind === 'cease' ? [] : newValues(wantedChanges(request), language),
      code: confirmationCode(context.idKey, about),
      until: formatDate(textFact(cause, 'until'), language),
      isNew: cause.facts['role'] === 'new',
    },
  }
}

const CODE_WRONG = ['wrong', 'expired', 'locked'] as const

function codeWrong(matter: Matter): Filled {
  const { cause } = matter.owed
  const why = CODE_WRONG.find((one) => one === textFact(cause, 'why')) ?? 'wrong'
  const left = String(numberFact(cause, 'left'))
  return { template: 'code-wrong', values: { ...common(matter), why, left } }
}

function emailChanged(matter: Matter): TemplateValues['email-changed'] {
  const { before, after } = emailIn(matter.owed.cause)
  return {
    ...common(matter),
    before: before === null ? '' : maskEmail(before),
    after: after === null ? '' : maskEmail(after),
    done: doneOn(matter),
  }
}

/** Letters about who asks; null for the rest. */
function aboutIdentity(matter: Matter): Filled | null {
  switch (matter.owed.kind) {
    case 'confirm-address':
      return confirmAddress(matter)
    case 'code-wrong':
      return codeWrong(matter)
    case 'not-me':
      return { template: 'not-me', values: common(matter) }
    case 'email-changed':
      return { template: 'email-changed', values: emailChanged(matter) }
    case 'email-new':
      return { template: 'email-new', values: emailChanged(matter) }
    default:
      return null
  }
}

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
      categories: joinWords(
        fields.map((field) => fieldName(field, language)),
        language,
      ),
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
      demand: demandName(request.kind === 'cease' ? 'cease' : 'rectify', language),
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
      return aboutIdentity(matter) ?? acknowledgement(matter)
  }
}
