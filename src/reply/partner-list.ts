/** The list of partners that p.18 promises to make known: made from the policy file, with no personal data in it. */
import { LANGUAGES } from '../letter/letter.ts'
import type { Language } from '../letter/letter.ts'
import type { Policy } from '../policy/policy.ts'
import { formatDate } from './dates.ts'
import { fieldNames } from './words.ts'

interface PartnerListWords {
  readonly title: string
  /** Stands before the name of the company. */
  readonly company: string
  /** Stands before the day of the policy. */
  readonly policyOf: string
  readonly receives: string
  readonly purposes: string
  readonly since: string
  /** Where the policy file names no day. */
  readonly noDay: string
  readonly none: string
  readonly rights: string
}

const WORDS: Readonly<Record<Language, PartnerListWords>> = {
  ru: {
    title: 'Партнёры, которым передаются персональные данные',
    company: 'Компания',
    policyOf: 'Начало действия политики обработки персональных данных',
    receives: 'Что получает',
    purposes: 'Для каких целей (по пунктам политики)',
    since: 'С какого дня',
    noDay: 'не указано',
    none: 'Сейчас персональные данные никому из партнёров не передаются.',
    rights:
      'Исправить данные или прекратить их обработку, в том числе у партнёров, можно письмом на адрес',
  },
  kk: {
    title: 'Дербес деректер берілетін серіктестер',
    company: 'Компания',
    policyOf: 'Дербес деректерді өңдеу саясаты күшіне енген күн',
    receives: 'Нені алады',
    purposes: 'Қандай мақсаттар үшін (саясат тармақтары бойынша)',
    since: 'Қай күннен бастап',
    noDay: 'көрсетілмеген',
    none: 'Қазір дербес деректер серіктестердің ешқайсысына берілмейді.',
    rights:
      'Деректерді түзету немесе оларды өңдеуді, соның ішінде серіктестерде, тоқтату үшін мына мекенжайға жазыңыз',
  },
  en: {
    title: 'Partners who receive personal data',
    company: 'Company',
    policyOf: 'The personal data policy holds since',
    receives: 'What they receive',
    purposes: 'For which purposes (by paragraph of the policy)',
    since: 'Since',
    noDay: 'not given',
    none: 'At present no partner receives personal data.',
    rights:
      'To have data corrected, or their processing stopped, at partners too, write to the address',
  },
}

interface ListedPartner {
  readonly name: string
  /** `имя и телефон` */
  readonly receives: string
  /** In the words of the policy, which are Russian. */
  readonly purposes: readonly { readonly paragraph: string; readonly text: string }[]
  readonly since: string
}

export interface PartnerList {
  readonly language: Language
  readonly words: PartnerListWords
  readonly company: string
  readonly site: string
  readonly mailbox: string
  readonly policyFrom: string
  readonly partners: readonly ListedPartner[]
}

export function partnerList(policy: Policy, language: Language): PartnerList {
  const words = WORDS[language]
  return {
    language,
    words,
    company: policy.company.name,
    site: policy.company.site,
    mailbox: policy.mailbox.address,
    policyFrom: formatDate(policy.version, language),
    partners: policy.partners.map(({ name, categories, purposes, agreedOn }) => ({
      name,
      receives: fieldNames(categories, language),
      purposes: policy.purposes
        .filter(({ id }) => purposes.includes(id))
        .map(({ id, text }) => ({ paragraph: id, text })),
      since: agreedOn === undefined ? words.noDay : formatDate(agreedOn, language),
    })),
  }
}

export function partnerLists(policy: Policy): readonly PartnerList[] {
  return LANGUAGES.map((language) => partnerList(policy, language))
}
