import type { Field, Language } from '../../src/letter/letter.ts'
import { formatDate, formatDay, formatInstant, workingDaysLeft } from '../../src/reply/dates.ts'
import type { CompanyBlock, TemplateValues } from '../../src/reply/letter-kinds.ts'
import { maskEmail, maskName, maskValue } from '../../src/reply/mask.ts'
import {
  actionPhrase,
  actionVerb,
  demandName,
  fieldName,
  joinWords,
  proofPhrase,
} from '../../src/reply/words.ts'

/** What no letter may ever show: each stands unmasked in the data the letters are made of. */
export const CANARIES = {
  surname: 'Қанарейкина-Ӛжібаева',
  name: 'Әсель Ұлпан',
  email: 'canary.anna@person.example',
  phone: '+77007654321',
  userId: 'canary-user-77531',
} as const satisfies Record<Field, string>

const FIELDS: readonly Field[] = ['surname', 'name', 'email', 'phone', 'userId']

const COMPANY: CompanyBlock = {
  name: 'ИП «Үміт & <Сыновья>»',
  bin: '000000000000',
  address: 'Казахстан, г. Алматы, ул. Абая, д. 1, кв. 2',
  phone: '+7 700 000 00 01',
  mailbox: 'privacy@company.example',
}

const REF = 'PD-7F3K-92QD'
/** 256 bits in base64url, as in a real link. */
const LINK = 'https://privacy.company.example/r/kJ8s-Q2mZx0aT7vLw4YbN1cRfUe6HgPo3iDq_9KtEsM'
const OWNER_TEXT = 'Первая строка, «ёлочки» & {{ ref }}.\n\nВторая строка: {% if x %}.'
const ZONE = 'Asia/Almaty'

function changesIn(language: Language): { field: string; value: string }[] {
  return FIELDS.map((field) => ({
    field: fieldName(field, language),
    value: maskValue(field, CANARIES[field]),
  }))
}

function personLetters(language: Language) {
  const due = formatDate('2026-11-30', language)
  const received = formatInstant(new Date('2026-11-22T09:05:00Z'), ZONE, language)
  const common = { company: COMPANY, ref: REF, phrase: '' }
  const address = maskEmail(CANARIES.email)
  const changes = changesIn(language)
  const confirmable = {
    confirmCode: '730964',
    confirmUntil: formatDate('2026-11-27', language),
    confirmThere: true,
  }
  const partners = joinWords(['ТОО «Бета»', 'Gamma O’Neil'], language)
  return {
    'acknowledgement-rectify': { ...common, ...confirmable, received, due, address, changes },
    'acknowledgement-cease': {
      ...common,
      ...confirmable,
      received,
      address,
      stopBy: formatDate('2026-12-11', language),
      destroyBy: formatDate('2026-12-22', language),
    },
    'confirm-address': {
      ...common,
      action: actionPhrase('rectify', FIELDS, language),
      changes: changesIn(language).map(({ field, value }) => ({ field, value })),
      code: '048215',
      until: confirmable.confirmUntil,
      isNew: false,
    },
    'code-wrong': { ...common, why: 'wrong' as const, left: '4' },
    'not-me': common,
    'email-changed': {
      ...common,
      before: address,
      after: maskEmail(`new-${CANARIES.email}`),
      done: formatDate('2026-11-24', language),
    },
    'email-new': {
      ...common,
      before: address,
      after: maskEmail(`new-${CANARIES.email}`),
      done: formatDate('2026-11-24', language),
    },
    clarify: { ...common, due, rectify: true },
    'owner-question': { ...common, due, ownerText: OWNER_TEXT },
    corrected: { ...common, changes, done: formatDate('2026-11-24', language), partners },
    destroyed: {
      ...common,
      categories: joinWords(
        FIELDS.map((field) => fieldName(field, language)),
        language,
      ),
      done: formatDate('2026-11-24', language),
      partners,
      backupGone: formatDate('2026-12-24', language),
      proofUntil: formatDate('2029-11-24', language),
      lettersUntil: formatDate('2027-02-22', language),
    },
    'no-record': { ...common, address },
    'document-deleted': common,
    refused: {
      ...common,
      ownerText: OWNER_TEXT,
      demand: demandName('rectify', language),
      basis: 'п. 16',
      mailingsStopped: true,
    },
  }
}

function ownerLetters(language: Language) {
  const due = formatDate('2026-11-26', language)
  const received = formatInstant(new Date('2026-11-22T09:05:00Z'), ZONE, language)
  const address = maskEmail(CANARIES.email)
  const runs = `${formatDay('2026-11-24', language)}, 10:00`
  const answerable = {
    ref: REF,
    due,
    action: actionPhrase('rectify', FIELDS, language),
    verb: actionVerb('rectify', language),
    daysLeft: workingDaysLeft(3, language),
    plannable: true,
    whyNot: '',
    noRecord: false,
    mailbox: COMPANY.mailbox,
    secondYes: true,
    runs,
    link: LINK,
  }
  const asked = { ref: REF, due, address, action: answerable.action, link: LINK }
  return {
    approval: {
      ...answerable,
      received,
      address,
      dueDay: formatDay('2026-11-26', language),
      changes: changesIn(language).map(({ field, value }) => ({
        field,
        before: value,
        after: value,
      })),
      personName: maskName(CANARIES.surname),
      addressConfirmed: true,
      addressReason: proofPhrase('dkim', language),
      readFirst: true,
      destroys: '',
      places: 'CRM',
      partners: joinWords(['ТОО «Бета»', 'Gamma O’Neil'], language),
    },
    'second-yes': {
      ref: REF,
      due,
      action: actionPhrase('cease', [], language),
      code: '0482',
      destroys: joinWords(
        FIELDS.map((field) => fieldName(field, language)),
        language,
      ),
      runs,
      mailbox: COMPANY.mailbox,
    },
    'not-understood': { ...answerable, reason: 'unclear' },
    disowned: { ref: REF, address, action: answerable.action, wasApproved: true },
    'call-needed': asked,
    'identity-late': { ...asked, daysLeft: answerable.daysLeft, mailbox: COMPANY.mailbox },
    'new-link': { ref: REF, action: answerable.action, link: LINK },
    'link-locked': { ref: REF, mailbox: COMPANY.mailbox },
    receipt: {
      ref: REF,
      due,
      ownerText: OWNER_TEXT,
      decision: 'no' as const,
      noRecord: false,
      action: answerable.action,
      decidedAt: received,
      runs: '',
      mailbox: COMPANY.mailbox,
      link: LINK,
    },
    held: { received, sender: address, lookBy: due, mailbox: COMPANY.mailbox },
    flood: { count: '40', mailbox: COMPANY.mailbox },
    undeliverable: { ref: REF, due, address, code: '550 5.1.1' },
    'document-came': { ref: REF, received, sender: address, mailbox: COMPANY.mailbox },
  }
}

/** Every letter with everything it can say. */
export function fullValues(language: Language): TemplateValues {
  return { ...personLetters(language), ...ownerLetters(language) }
}

/** Every letter with nothing but what it must say, and the other way at each fork. */
export function minimalValues(language: Language): TemplateValues {
  const full = fullValues(language)
  const action = actionPhrase('rectify', ['phone'], language)
  const nothing = { due: '', address: '' }
  const unasked = { confirmCode: '', confirmUntil: '', confirmThere: false }
  const change = { field: fieldName('phone', language), before: '', after: '+7 707 ••• 12 34' }
  return {
    ...full,
    'acknowledgement-rectify': {
      ...full['acknowledgement-rectify'],
      ...nothing,
      ...unasked,
      changes: [],
    },
    'acknowledgement-cease': { ...full['acknowledgement-cease'], ...unasked, address: '' },
    'confirm-address': { ...full['confirm-address'], action, isNew: true },
    'code-wrong': { ...full['code-wrong'], why: 'locked', left: '' },
    clarify: { ...full.clarify, due: '', rectify: false },
    'owner-question': { ...full['owner-question'], due: '' },
    corrected: { ...full.corrected, changes: [], partners: '' },
    destroyed: {
      ...full.destroyed,
      categories: '',
      partners: '',
      backupGone: '',
      proofUntil: '',
      lettersUntil: '',
    },
    'no-record': { ...full['no-record'], address: '' },
    refused: { ...full.refused, basis: '', mailingsStopped: false },
    approval: {
      ...full.approval,
      ...nothing,
      received: '',
      dueDay: '',
      daysLeft: '',
      action,
      changes: [change],
      personName: '',
      addressConfirmed: false,
      addressReason: '',
      secondYes: false,
      runs: '',
      link: '',
      readFirst: false,
      places: '',
      partners: '',
    },
    'second-yes': { ...full['second-yes'], due: '', destroys: '', runs: '' },
    'not-understood': {
      ...full['not-understood'],
      due: '',
      daysLeft: '',
      secondYes: false,
      runs: '',
      link: '',
    },
    disowned: { ...full.disowned, action, address: '', wasApproved: false },
    'call-needed': { ...full['call-needed'], ...nothing, action, link: '' },
    'identity-late': { ...full['identity-late'], ...nothing, action, daysLeft: '', link: '' },
    'new-link': { ...full['new-link'], action },
    receipt: { ...full.receipt, decision: 'yes', due: '', ownerText: '', link: '' },
    held: { ...full.held, sender: '' },
    undeliverable: { ...full.undeliverable, ...nothing, code: '' },
    'document-came': { ...full['document-came'], received: '', sender: '' },
  }
}
