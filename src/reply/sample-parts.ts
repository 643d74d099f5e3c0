/** What sample letters are made of: an invented, marked person with a name that is hard on every letter. */
import type { Field, Language } from '../letter/letter.ts'
import { FIELDS } from '../letter/letter.ts'
import { formatDate, formatDay, formatInstant, workingDaysLeft } from './dates.ts'
import type { CompanyBlock, NewValue, TemplateValues } from './letter-kinds.ts'
import { maskEmail, maskValue } from './mask.ts'
import { actionPhrase, actionVerb } from './demand-words.ts'
import { fieldName, fieldNames, joinWords } from './words.ts'

/** What no letter may ever show: each stands unmasked in the data the letters are made of. */
export const CANARIES = {
  surname: 'Қанарейкина-Ӛжібаева',
  name: 'Әсель Ұлпан',
  email: 'canary.anna@person.example',
  phone: '+77007654321',
  userId: 'canary-user-77531',
} as const satisfies Record<Field, string>

export const COMPANY: CompanyBlock = {
  name: 'ИП «Үміт & <Сыновья>»',
  bin: '000000000000',
  address: 'Казахстан, г. Алматы, ул. Абая, д. 1, кв. 2',
  phone: '+7 700 000 00 01',
  mailbox: 'privacy@company.example',
}

export const REF = 'PD-7F3K-92QD'
/** 256 bits in base64url, as in a real link. */
const LINK = 'https://privacy.company.example/r/kJ8s-Q2mZx0aT7vLw4YbN1cRfUe6HgPo3iDq_9KtEsM'
const ZONE = 'Asia/Almaty'

export interface Parts {
  readonly language: Language
  readonly ownerText: string
  readonly due: string
  readonly done: string
  readonly received: string
  readonly address: string
  readonly changes: readonly NewValue[]
  /** All field names, joined. */
  readonly fields: string
  readonly partners: string
  readonly runs: string
  readonly answerable: Omit<TemplateValues['not-understood'], 'reason'>
  readonly day: (date: string) => string
}

function answerable(language: Language, runs: string): Parts['answerable'] {
  return {
    ref: REF,
    due: formatDate('2026-11-26', language),
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
}

export function partsOf(language: Language, ownerText: string): Parts {
  const day = (date: string): string => formatDate(date, language)
  const runs = `${formatDay('2026-11-24', language)}, 10:00`
  return {
    language,
    ownerText,
    due: day('2026-11-30'),
    done: day('2026-11-24'),
    received: formatInstant(new Date('2026-11-22T09:05:00Z'), ZONE, language),
    address: maskEmail(CANARIES.email),
    changes: FIELDS.map((field) => ({
      field: fieldName(field, language),
      value: maskValue(field, CANARIES[field]),
    })),
    fields: fieldNames(FIELDS, language),
    partners: joinWords(['ТОО «Бета»', 'Gamma O’Neil'], language),
    runs,
    answerable: answerable(language, runs),
    day,
  }
}
