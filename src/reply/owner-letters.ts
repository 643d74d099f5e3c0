/** What each letter to the owner says: the exact change before and after, masked, and what an answer does. */
import type { Language } from '../letter/letter.ts'
import { proofOf } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { secondCode } from '../approval/second-yes.ts'
import { instantFact, numberFact, textFact } from '../request/event.ts'
import type { Plan } from '../action/plan.ts'
import { isPossible, newestPlan, plannedChanges } from '../action/plan.ts'
import type { RequestEvent } from '../request/event.ts'
import type { Filled, Matter } from './draft.ts'
import { formatDay, formatInstant, formatMoment } from './dates.ts'
import type { BeforeAfter, TemplateValues } from './letter-kinds.ts'
import { maskEmail, maskValue } from './mask.ts'
import { ownerIdentityValues } from './owner-identity-letters.ts'
import { ownerCourseValues } from './owner-course-letters.ts'
import { daysLeftTo, dueDate, dueInWords, maskedAddress, ownerWords } from './request-values.ts'
import { actionPhrase, actionVerb } from './demand-words.ts'
import { fieldName, fieldNames, joinWords, placeName, proofPhrase, whyNotPhrase } from './words.ts'

/** The plan of a version; the newest when the version is unknown. */
function planOf(request: PrivacyRequest, version: number): Plan {
  const none = { do: 'nothing', why: 'in-words', changes: [] } as const
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
  return actionPhrase(request.kind, fields, language)
}

/** What every letter needs that can be answered with one of the three words. */
function answerable(subject: Subject): TemplateValues['not-understood'] {
  const { matter, plan } = subject
  const { request, language, context, owed } = matter
  return {
    ref: request.number,
    action: action(subject),
    verb: actionVerb(request.kind, language),
    due: dueInWords(request, language),
    daysLeft: daysLeftTo(dueDate(request), matter),
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
      discloses: plan.do === 'disclose' ? fieldNames(plan.fields, language) : '',
      places:
        plan.do === 'nothing' || plan.do === 'no-record' ? '' : placeName(plan.holder, language),
      partners: plan.do === 'nothing' ? '' : partnerNames(matter),
      byHand: byHandOf(subject),
    },
  }
}

/** Places that the owner's yes to a destruction stands for as well. */
function byHandOf({ matter, plan }: Subject): readonly string[] {
  return plan.do === 'destroy' ? matter.context.policy.byHand : []
}

const DECISIONS = {
  approved: 'yes',
  refused: 'no',
  'question-put': 'question',
  answered: 'answer',
  blocked: 'block',
  unanswered: 'unanswered',
} as const

type Decided = keyof typeof DECISIONS

function decisionOf({ name, facts }: RequestEvent): TemplateValues['receipt']['decision'] {
  if (name === 'approved' && typeof facts['keeps'] === 'string') return 'keep'
  const decided = Object.keys(DECISIONS).find((one): one is Decided => one === name)
  return decided === undefined ? 'question' : DECISIONS[decided]
}

const WORDS = { 'question-put': 'question', answered: 'answer' } as const

/** The owner's own words in a decision. */
function wordsOf(event: RequestEvent): string {
  const said =
    event.name === 'question-put' || event.name === 'answered' ? WORDS[event.name] : 'reason'
  return ownerWords(event, said)
}

/** Partners that the policy names, of whom each is told. */
function partnerNames({ request, context, language }: Matter): string {
  const isConcerned = request.obligations.some(({ name }) => name === 'partner')
  const names = context.policy.partners.map(({ name }) => name)
  return isConcerned ? joinWords(names, language) : ''
}

function receipt(subject: Subject): Filled {
  const { request, language, owed, context } = subject.matter
  return {
    template: 'receipt',
    values: {
      ref: request.number,
      noRecord: subject.plan.do === 'no-record',
      decision: decisionOf(owed.cause),
      action: action(subject),
      decidedAt: formatInstant(owed.cause.at, context.policy.zone, language),
      runs: moment(instantFact(owed.cause, 'runAt'), subject.matter),
      link: context.linkTo(request),
      mailbox: context.policy.mailbox.address,
      due: dueInWords(request, language),
      ownerText: wordsOf(owed.cause),
      // A yes that was given before there was a list says nothing of it.
      byHand: owed.cause.facts['byHand'] === true ? byHandOf(subject) : [],
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
      byHand: byHandOf({ matter, plan }),
      runs: moment(context.runAt(request), matter),
      due: dueInWords(request, language),
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
          due: dueInWords(request, language),
        },
      }
    case 'document-came':
      return documentCame(matter)
    default:
      return (
        ownerCourseValues(matter, () => answerable({ matter, plan })) ?? ownerIdentityValues(matter)
      )
  }
}
