/** What is asked, what a yes does and on what ground, in the words of our letters. */
import type { Field, Language } from '../letter/letter.ts'
import type { DemandKind } from '../policy/rules.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { DemandRule } from '../request/demand-kinds.ts'
import type { Silent } from '../request/silent.ts'
import { fieldObjects } from './words.ts'

const DATA: Record<Language, string> = { ru: 'данные', kk: 'деректерді', en: 'the data' }

const DEMAND: Record<Language, Record<DemandKind, string>> = {
  ru: {
    rectify: 'уточнить персональные данные',
    cease: 'прекратить обработку персональных данных',
    unlawful: 'уничтожить незаконно обрабатываемые персональные данные',
    access: 'ознакомиться со своими персональными данными',
    'unsubscribe-only': 'прекратить рекламные письма',
    question: 'ответить на вопрос о персональных данных',
    objection: 'рассмотреть обращение человеком',
    'purpose-achieved': 'уничтожить данные, цель обработки которых достигнута',
  },
  kk: {
    rectify: 'дербес деректерді нақтылау',
    cease: 'дербес деректерді өңдеуді тоқтату',
    unlawful: 'заңсыз өңделіп жатқан дербес деректерді жою',
    access: 'өз дербес деректерімен танысу',
    'unsubscribe-only': 'жарнамалық хаттарды тоқтату',
    question: 'дербес деректер туралы сұраққа жауап беру',
    objection: 'өтінішті адамның қарауы',
    'purpose-achieved': 'өңдеу мақсатына жеткен деректерді жою',
  },
  en: {
    rectify: 'correct personal data',
    cease: 'stop processing personal data',
    unlawful: 'destroy personal data that are processed unlawfully',
    access: 'see their personal data',
    'unsubscribe-only': 'stop advertising letters',
    question: 'answer a question about personal data',
    objection: 'have a person decide',
    'purpose-achieved': 'destroy data whose purpose is reached',
  },
}

/** What a yes does, in the infinitive, where it is no correction. */
const ACTION: Record<Language, Record<Exclude<DemandKind, 'rectify'>, string>> = {
  ru: {
    cease: 'прекратить обработку и уничтожить данные',
    unlawful: 'уничтожить данные, обработку которых считают незаконной',
    access: 'прислать копию данных',
    'unsubscribe-only': 'остановить рекламные письма',
    question: 'ответить на вопрос',
    objection: 'рассмотреть обращение без участия программы',
    'purpose-achieved': 'уничтожить данные: цель обработки достигнута',
  },
  kk: {
    cease: 'өңдеуді тоқтатып, деректерді жою',
    unlawful: 'өңделуі заңсыз деп саналған деректерді жою',
    access: 'деректердің көшірмесін жіберу',
    'unsubscribe-only': 'жарнамалық хаттарды тоқтату',
    question: 'сұраққа жауап беру',
    objection: 'өтінішті бағдарламаның қатысуынсыз қарау',
    'purpose-achieved': 'деректерді жою: өңдеу мақсатына жеткен',
  },
  en: {
    cease: 'stop processing and destroy the data',
    unlawful: 'destroy the data whose processing is called unlawful',
    access: 'send a copy of the data',
    'unsubscribe-only': 'stop advertising letters',
    question: 'answer a question',
    objection: 'look at the request without the program',
    'purpose-achieved': 'destroy the data: their purpose is reached',
  },
}

const VERB: Record<Language, Record<DemandRule['does'], string>> = {
  ru: {
    correct: 'исправить',
    destroy: 'уничтожить',
    disclose: 'отправить копию',
    words: 'ответить',
    nothing: 'остановить',
  },
  kk: {
    correct: 'түзету',
    destroy: 'жою',
    disclose: 'көшірмесін жіберу',
    words: 'жауап беру',
    nothing: 'тоқтату',
  },
  en: {
    correct: 'correct',
    destroy: 'destroy',
    disclose: 'send the copy',
    words: 'answer',
    nothing: 'stop',
  },
}

/** The grounds that a decision names by code; others are the owner's own words. */
const BASIS: Record<Language, { readonly policy: (n: string) => string; readonly law: string }> = {
  ru: {
    policy: (n) => `п. ${n} Политики обработки персональных данных`,
    law: 'ст. 19-1 Закона № 94-V',
  },
  kk: {
    policy: (n) => `Дербес деректерді өңдеу саясатының ${n}-тармағы`,
    law: '№ 94-V Заңның 19-1-бабы',
  },
  en: { policy: (n) => `paragraph ${n} of the personal data policy`, law: 'Law 94-V, art. 19-1' },
}

/** `policy:16` in words; '' for a code that names no paragraph. */
export function basisPhrase(code: string, language: Language): string {
  const [where, number = ''] = code.split(':')
  if (where === 'law') return BASIS[language].law
  return where === 'policy' ? BASIS[language].policy(number) : ''
}

/** Who has the word, as the owner reads it. */
const WAITS: Record<Language, Record<Silent, string>> = {
  ru: {
    owner: 'ждёт вашего решения',
    person: 'ждём ответа человека',
    partner: 'ждём ответа партнёра',
    system: 'выполняется',
  },
  kk: {
    owner: 'сіздің шешіміңізді күтіп тұр',
    person: 'адамның жауабын күтіп отырмыз',
    partner: 'серіктестің жауабын күтіп отырмыз',
    system: 'орындалып жатыр',
  },
  en: {
    owner: 'waits for your decision',
    person: 'waits for the person',
    partner: 'waits for a partner',
    system: 'is being carried out',
  },
}

/** `ждёт вашего решения` */
export function waitsPhrase(silent: Silent, language: Language): string {
  return WAITS[language][silent]
}

function correctPhrase(fields: readonly Field[], language: Language): string {
  const object = fields.length === 0 ? DATA[language] : fieldObjects(fields, language)
  const verb = VERB[language].correct
  // A Kazakh verb stands after its object.
  return language === 'kk' ? `${object} ${verb}` : `${verb} ${object}`
}

/** What would be done, in the infinitive: `исправить фамилию и телефон`; fields count for rectify only. */
export function actionPhrase(
  kind: DemandKind,
  fields: readonly Field[],
  language: Language,
): string {
  return kind === 'rectify' ? correctPhrase(fields, language) : ACTION[language][kind]
}

/** The owner's yes in one word: `исправить`, `уничтожить`. */
export function actionVerb(kind: DemandKind, language: Language): string {
  return VERB[language][demandRule(kind).does]
}

/** The demand as the policy names it (p.7): `уточнить персональные данные`. */
export function demandName(kind: DemandKind, language: Language): string {
  return DEMAND[language][kind]
}
