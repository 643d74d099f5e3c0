/** Letters to the owner about how a request goes on: reminders, warnings, what is late, what partners say. */
import { asCivilDate, civilDate } from '../policy/calendar.ts'
import { demandRule } from '../request/demand-kinds.ts'
import { textFact } from '../request/event.ts'
import { toldPartners } from '../request/partners.ts'
import { silentParty } from '../request/silent.ts'
import type { Silent } from '../request/silent.ts'
import { STAGES } from '../request/reminders.ts'
import type { Answerable } from './letter-blocks.ts'
import type { Filled, Matter } from './draft.ts'
import type { TemplateValues } from './letter-kinds.ts'
import { maskEmail } from './mask.ts'
import { formatDate, formatInstant } from './dates.ts'
import { daysLeftTo, demandPhrase, dueDate, dueInWords, maskedAddress } from './request-values.ts'

const SILENT = ['owner', 'person', 'partner', 'system'] as const

function silentIn({ owed, request }: Matter): Silent {
  const named = textFact(owed.cause, 'silent')
  return SILENT.find((one) => one === named) ?? silentParty(request)
}

function isInWords({ request }: Matter): boolean {
  return demandRule(request.kind).does === 'words'
}

/** The date that the event speaks of, whatever is owed by now. */
function dated(matter: Matter): { readonly due: string; readonly daysLeft: string } {
  const { owed, language } = matter
  const named = textFact(owed.cause, 'due')
  const day = named === '' ? dueDate(matter.request) : asCivilDate(named)
  return {
    due: day === null ? '' : formatDate(day, language),
    daysLeft: daysLeftTo(day, matter),
  }
}

function willMissOf(matter: Matter): TemplateValues['will-miss'] {
  const { request, context } = matter
  const silent = silentIn(matter)
  return {
    ref: request.number,
    action: demandPhrase(matter),
    ...dated(matter),
    silent: silent === 'owner' ? 'system' : silent,
    link: context.linkTo(request),
    mailbox: context.policy.mailbox.address,
  }
}

function questionCame(matter: Matter): Filled {
  const { request, context, language } = matter
  return {
    template: 'question-came',
    values: {
      ref: request.number,
      kind: request.kind === 'objection' ? 'objection' : 'question',
      received: formatInstant(request.receivedAt, context.policy.zone, language),
      address: maskedAddress(request),
      due: dueInWords(request, language),
      daysLeft: daysLeftTo(dueDate(request), matter),
      link: context.linkTo(request),
      mailbox: context.policy.mailbox.address,
    },
  }
}

function ofPartner(matter: Matter): {
  readonly ref: string
  readonly partner: string
  readonly due: string
  readonly toldOn: string
  readonly mailbox: string
} {
  const { request, owed, context, language } = matter
  const { policy } = context
  const id = textFact(owed.cause, 'partner')
  const told = toldPartners(request).find(({ partner }) => partner === id)
  return {
    ref: request.number,
    partner: policy.partners.find((one) => one.id === id)?.name ?? id,
    due: told === undefined ? '' : formatDate(told.due, language),
    toldOn: told === undefined ? '' : formatDate(civilDate(told.told.at, policy.zone), language),
    mailbox: policy.mailbox.address,
  }
}

function partnerRefused(matter: Matter): Filled {
  const { toldOn: _known, ...values } = ofPartner(matter)
  return { template: 'partner-refused', values }
}

/** Null for letters about something else. @param block what can be answered with one of the words */
export function ownerCourseValues(matter: Matter, block: () => Answerable): Filled | null {
  const { owed, context } = matter
  switch (owed.kind) {
    case 'question-came':
      return questionCame(matter)
    case 'reminder': {
      const stage = STAGES.find((one) => one === textFact(owed.cause, 'stage')) ?? 'due-day'
      const values = { ...block(), ...dated(matter), stage, question: isInWords(matter) }
      return { template: 'reminder', values }
    }
    case 'overdue': {
      const values = { ...block(), ...dated(matter), silent: silentIn(matter) }
      return { template: 'overdue', values: { ...values, question: isInWords(matter) } }
    }
    case 'will-miss':
      return { template: 'will-miss', values: willMissOf(matter) }
    case 'escalation': {
      const { ref, action, mailbox } = willMissOf(matter)
      const owner = maskEmail(context.ownerEmail)
      return { template: 'escalation', values: { ref, action, mailbox, owner, ...dated(matter) } }
    }
    case 'partner-silent':
      return { template: 'partner-silent', values: ofPartner(matter) }
    case 'partner-refused':
      return partnerRefused(matter)
    default:
      return null
  }
}
