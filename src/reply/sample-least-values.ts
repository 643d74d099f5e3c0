/** Every letter with nothing but what it must say, and the other way at each fork. */
import type { Language } from '../letter/letter.ts'
import type { OwnerLetter, PersonLetter, TemplateValues } from './letter-kinds.ts'
import { fullValues } from './sample-values.ts'
import { actionPhrase } from './demand-words.ts'
import { fieldName } from './words.ts'

const NOTHING = { due: '', address: '' }
const UNASKED = { confirmCode: '', confirmUntil: '', confirmThere: false }

type Samples<Name extends keyof TemplateValues> = Pick<TemplateValues, Name>

function acknowledgements(full: TemplateValues) {
  return {
    'acknowledgement-rectify': {
      ...full['acknowledgement-rectify'],
      ...NOTHING,
      ...UNASKED,
      changes: [],
    },
    'acknowledgement-cease': { ...full['acknowledgement-cease'], ...UNASKED, address: '' },
    'acknowledgement-unlawful': { ...full['acknowledgement-unlawful'], ...NOTHING, ...UNASKED },
    'acknowledgement-access': { ...full['acknowledgement-access'], ...NOTHING, ...UNASKED },
    'acknowledgement-question': { ...full['acknowledgement-question'], due: '' },
    'acknowledgement-objection': { ...full['acknowledgement-objection'], due: '' },
    merged: { ...full.merged, due: '' },
  } satisfies Partial<Samples<PersonLetter>>
}

function asked(full: TemplateValues, action: string) {
  return {
    'confirm-address': { ...full['confirm-address'], action, isNew: true },
    'reminder-confirm': { ...full['reminder-confirm'], due: '' },
    'code-wrong': { ...full['code-wrong'], why: 'locked', left: '' },
    clarify: { ...full.clarify, due: '', rectify: false },
    'reminder-clarify': { ...full['reminder-clarify'], due: '', rectify: false },
    'owner-question': { ...full['owner-question'], due: '' },
  } satisfies Partial<Samples<PersonLetter>>
}

function outcomes(full: TemplateValues) {
  const gone = { categories: '', partners: '', backupGone: '', proofUntil: '', lettersUntil: '' }
  const told = { categories: '', sources: '', recipients: '', period: '', entered: '' }
  return {
    corrected: { ...full.corrected, changes: [], partners: '' },
    stopped: { ...full.stopped, partners: '', destroyBy: '' },
    destroyed: { ...full.destroyed, ...gone },
    blocked: { ...full.blocked, what: '' },
    'kept-by-law': { ...full['kept-by-law'], destroyed: '' },
    'your-data': { ...full['your-data'], ...told, purposes: [], files: [] },
    'no-record': { ...full['no-record'], address: '' },
    refused: { ...full.refused, basis: '', mailingsStopped: false },
    unanswered: { ...full.unanswered, due: '', ownerText: '', mailingsStopped: false },
    withdrawn: { ...full.withdrawn, mailingsStopped: false },
    delayed: { ...full.delayed, due: '', why: 'person', newDate: '' },
  } satisfies Partial<Samples<PersonLetter>>
}

function approval(
  full: TemplateValues['approval'],
  language: Language,
  action: string,
): TemplateValues['approval'] {
  return {
    ...full,
    ...NOTHING,
    received: '',
    dueDay: '',
    daysLeft: '',
    action,
    changes: [{ field: fieldName('phone', language), before: '', after: '+7 707 ••• 12 34' }],
    personName: '',
    addressConfirmed: false,
    addressReason: '',
    secondYes: false,
    runs: '',
    link: '',
    readFirst: false,
    places: '',
    partners: '',
  }
}

function decisions(full: TemplateValues, action: string) {
  const undated = { due: '', daysLeft: '', link: '' }
  const bare = { ...undated, secondYes: false, runs: '' }
  return {
    'question-came': { ...full['question-came'], ...NOTHING, ...undated, received: '' },
    reminder: { ...full.reminder, ...bare, action, stage: 'due-day', question: true },
    overdue: { ...full.overdue, ...bare, action, silent: 'system' },
    escalation: { ...full.escalation, ...undated, action },
    'will-miss': { ...full['will-miss'], ...undated, action, silent: 'system' },
    'second-yes': { ...full['second-yes'], due: '', destroys: '', byHand: [], runs: '' },
    'not-understood': { ...full['not-understood'], ...bare },
    receipt: { ...full.receipt, decision: 'yes', due: '', ownerText: '', link: '' },
  } satisfies Partial<Samples<OwnerLetter>>
}

function notices(full: TemplateValues, action: string) {
  const counts = { held: '', ordinary: '', done: '', overdue: '' }
  return {
    disowned: { ...full.disowned, action, address: '', wasApproved: false },
    'call-needed': { ...full['call-needed'], ...NOTHING, action, link: '' },
    'identity-late': { ...full['identity-late'], ...NOTHING, action, daysLeft: '', link: '' },
    'new-link': { ...full['new-link'], action },
    held: { ...full.held, sender: '', office: 'authority' },
    undeliverable: { ...full.undeliverable, ...NOTHING, code: '' },
    'document-came': { ...full['document-came'], received: '', sender: '' },
    'partner-silent': { ...full['partner-silent'], due: '', toldOn: '' },
    'partner-refused': { ...full['partner-refused'], due: '' },
    digest: { ...full.digest, ...counts, open: [], quiet: true },
  } satisfies Partial<Samples<OwnerLetter>>
}

export function minimalValues(language: Language, ownerText?: string): TemplateValues {
  const full = fullValues(language, ownerText)
  const action = actionPhrase('rectify', ['phone'], language)
  const instruction = { what: 'destroy', changes: [], basis: '' } as const
  return {
    ...full,
    ...acknowledgements(full),
    ...asked(full, action),
    ...outcomes(full),
    approval: approval(full.approval, language, action),
    ...decisions(full, action),
    ...notices(full, action),
    'partner-instruction': { ...full['partner-instruction'], ...instruction },
    'partner-reminder': { ...full['partner-reminder'], ...instruction, toldOn: '' },
  }
}
