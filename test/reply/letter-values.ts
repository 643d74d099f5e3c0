import type { Field, Language } from '../../src/letter/letter.ts'
import { formatDate, formatDay, formatInstant, workingDaysLeft } from '../../src/reply/dates.ts'
import type { CompanyBlock, TemplateValues } from '../../src/reply/letter-kinds.ts'
import { maskEmail, maskName, maskValue } from '../../src/reply/mask.ts'
import {
  actionPhrase,
  actionVerb,
  addressDoubt,
  demandName,
  fieldName,
  joinWords,
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
  const partners = joinWords(['ТОО «Бета»', 'Gamma O’Neil'], language)
  return {
    'acknowledgement-rectify': { ...common, received, due, address, changes },
    'acknowledgement-cease': {
      ...common,
      received,
      address,
      stopBy: formatDate('2026-12-11', language),
      destroyBy: formatDate('2026-12-22', language),
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
  }
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
      addressConfirmed: false,
      addressReason: addressDoubt('check-off', language),
      readFirst: true,
      destroys: '',
      places: 'CRM',
      partners: joinWords(['ТОО «Бета»', 'Gamma O’Neil'], language),
    },
    'not-understood': { ...answerable, reason: 'unclear' },
    receipt: {
      ref: REF,
      due,
      ownerText: OWNER_TEXT,
      decision: 'no' as const,
      noRecord: false,
      action: answerable.action,
      decidedAt: received,
    },
    held: { received, sender: address, lookBy: due, mailbox: COMPANY.mailbox },
    flood: { count: '40', mailbox: COMPANY.mailbox },
    undeliverable: { ref: REF, due, address, code: '550 5.1.1' },
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
  const change = { field: fieldName('phone', language), before: '', after: '+7 707 ••• 12 34' }
  return {
    ...full,
    'acknowledgement-rectify': { ...full['acknowledgement-rectify'], ...nothing, changes: [] },
    'acknowledgement-cease': { ...full['acknowledgement-cease'], address: '' },
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
      addressConfirmed: true,
      addressReason: '',
      readFirst: false,
      places: '',
      partners: '',
    },
    'not-understood': { ...full['not-understood'], due: '', daysLeft: '' },
    receipt: { ...full.receipt, decision: 'yes', due: '', ownerText: '' },
    held: { ...full.held, sender: '' },
    undeliverable: { ...full.undeliverable, ...nothing, code: '' },
  }
}
