/** What each letter to the owner says: the exact change before and after, masked, and what an answer does. */
import type { Language } from '../letter/letter.ts'
import { proofOf } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { secondCode } from '../approval/second-yes.ts'
import { instantFact, numberFact, textFact } from '../request/event.ts'
import type { Plan } from '../action/plan.ts'
import { isPossible, newestPlan, plannedChanges } from '../action/plan.ts'
import type { Filled, Matter } from './draft.ts'
import { formatDay, formatInstant, formatMoment, workingDaysLeft } from './dates.ts'
import type { BeforeAfter, TemplateValues } from './letter-kinds.ts'
import { maskEmail, maskValue } from './mask.ts'
import { ownerIdentityValues } from './owner-identity-letters.ts'
import { dueDate, mainDate, maskedAddress, ownerWords, plannedKind } from './request-values.ts'
import {
  actionPhrase,
  actionVerb,
  fieldName,
  fieldNames,
  placeName,
  proofPhrase,
  whyNotPhrase,
} from './words.ts'

/** The plan of a version; the newest when the version is unknown. */
function planOf(request: PrivacyRequest, version: number): Plan {
  const none = { do: 'nothing', why: 'by-hand', changes: [] } as const
  return newestPlan(request, version) ?? newestPlan(request) ?? none
}

function beforeAfter(plan: Plan, language: Language): readonly BeforeAfter[] {
  return plannedChanges(plan).map(({ field, before, after }) => ({
    field: fieldName(field, language),
    before: before === null ? '' : maskValue(field, before),
    after: maskValue(field, after),
  }))
}

interface Subject {
  readonly matter: Matter
  readonly plan: Plan
}

function action({ matter, plan }: Subject): string {
  const { request, language } = matter
  const fields = plannedChanges(plan).map(({ field }) => field)
  return actionPhrase(plannedKind(request), fields, language)
}

/** What every letter needs that can be answered with one of the three words. */
function answerable(subject: Subject): TemplateValues['not-understood'] {
  const { matter, plan } = subject
  const { request, language, context, owed } = matter
  const due = dueDate(request)
  return {
    ref: request.number,
    action: action(subject),
    verb: actionVerb(plannedKind(request), language),
    due: mainDate(request, language),
    daysLeft: due === null ? '' : workingDaysLeft(context.workingDaysUntil(due), language),
    plannable: isPossible(plan),
    whyNot: plan.do === 'nothing' ? whyNotPhrase(plan.why, language) : '',
    mailbox: context.policy.mailbox.address,
    reason: textFact(owed.cause, 'why'),
    noRecord: plan.do === 'no-record',
    link: context.linkTo(request),
    secondYes: plan.do === 'destroy',
    runs: moment(context.runAt(request), matter),
  }
}

/** `24 ноября, 10:00`; '' for at once. */
function moment(at: Date | null, { context, language }: Matter): string {
  return at === null ? '' : formatMoment(at, context.policy.zone, language)
}

function approval(subject: Subject): Filled {
  const { matter, plan } = subject
  const { request, language, context } = matter
  const due = dueDate(request)
  const proof = proofOf(request)
  return {
    template: 'approval',
    values: {
      ...answerable(subject),
      received: formatInstant(request.receivedAt, context.policy.zone, language),
      address: maskedAddress(request),
      dueDay: due === null ? '' : formatDay(due, language),
      changes: beforeAfter(plan, language),
      personName: '',
      addressConfirmed: proof !== null,
      addressReason: proof === null ? '' : proofPhrase(proof, language),
      readFirst: request.events.some(({ facts }) => facts['review'] === true),
      destroys: plan.do === 'destroy' ? fieldNames(plan.fields, language) : '',
      places:
        plan.do === 'correct' || plan.do === 'destroy' ? placeName(plan.holder, language) : '',
      partners: '',
    },
  }
}

const DECISIONS = { approved: 'yes', refused: 'no', 'question-put': 'question' } as const

function receipt(subject: Subject): Filled {
  const { request, language, owed, context } = subject.matter
  const name = owed.cause.name
  const isDecision = name === 'approved' || name === 'refused' || name === 'question-put'
  return {
    template: 'receipt',
    values: {
      ref: request.number,
      noRecord: subject.plan.do === 'no-record',
      decision: isDecision ? DECISIONS[name] : 'question',
      action: action(subject),
      decidedAt: formatInstant(owed.cause.at, context.policy.zone, language),
      runs: moment(instantFact(owed.cause, 'runAt'), subject.matter),
      link: context.linkTo(request),
      mailbox: context.policy.mailbox.address,
      due: mainDate(request, language),
      ownerText: ownerWords(owed.cause, name === 'refused' ? 'reason' : 'question'),
    },
  }
}

function secondYes({ matter, plan }: Subject): Filled {
  const { request, language, context, owed } = matter
  return {
    template: 'second-yes',
    values: {
      ref: request.number,
      action: action({ matter, plan }),
      code: secondCode(context.idKey, request.number, owed.cause.seq),
      destroys: plan.do === 'destroy' ? fieldNames(plan.fields, language) : '',
      runs: moment(context.runAt(request), matter),
      due: mainDate(request, language),
      mailbox: context.policy.mailbox.address,
    },
  }
}

/** The mailbox still holds what the program has destroyed. */
function documentCame({ request, owed, language, context }: Matter): Filled {
  const { writer } = request.details
  return {
    template: 'document-came',
    values: {
      ref: request.number,
      received: formatInstant(owed.cause.at, context.policy.zone, language),
      sender: writer === null ? '' : maskEmail(writer),
      mailbox: context.policy.mailbox.address,
    },
  }
}

/** The values of a letter to the owner about a request; null for letters to the person. */
export function ownerValues(matter: Matter): Filled | null {
  const { request, owed, language } = matter
  const plan = planOf(request, numberFact(owed.cause, 'version'))
  switch (owed.kind) {
    case 'approval':
      return approval({ matter, plan })
    case 'not-understood':
      return { template: 'not-understood', values: answerable({ matter, plan }) }
    case 'receipt':
      return receipt({ matter, plan })
    case 'second-yes':
      return secondYes({ matter, plan })
    case 'undeliverable':
      return {
        template: 'undeliverable',
        values: {
          ref: request.number,
          address: maskedAddress(request),
          code: String(numberFact(owed.cause, 'code') || ''),
          due: mainDate(request, language),
        },
      }
    case 'document-came':
      return documentCame(matter)
    default:
      return ownerIdentityValues(matter)
  }
}
