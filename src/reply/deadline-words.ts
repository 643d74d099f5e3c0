/** What is owed and by whose rule, in the owner's language: for the calendar and for the register. */
import type { Language } from '../letter/letter.ts'
import type { ObligationName, RuleProfile } from '../policy/rules.ts'

type Clock = RuleProfile['clock']

interface DeadlineWords {
  /** The name of the calendar. */
  readonly calendar: string
  /** What is to be done, in the infinitive. */
  readonly obligation: Readonly<Record<ObligationName, string>>
  /** Whose day it is. */
  readonly clock: Readonly<Record<Clock, string>>
  /** The end of `PD-7F3K-92QD: исправить, срок по политике 30 ноября 2026 г.` */
  readonly dueBy: Readonly<Record<Clock, string>>
}

const ru: DeadlineWords = {
  calendar: 'Сроки по запросам о персональных данных',
  obligation: {
    ack: 'подтвердить получение',
    hold: 'остановить рассылки',
    correct: 'исправить',
    stop: 'прекратить обработку',
    destroy: 'уничтожить',
    block: 'уничтожить заблокированное',
    partner: 'сообщить партнёрам',
    export: 'выдать копию данных',
    answer: 'ответить',
    notify: 'сообщить человеку',
  },
  clock: { policy: 'политика', law: 'закон', soft: 'наша цель' },
  dueBy: {
    policy: 'срок по политике',
    law: 'срок по закону',
    soft: 'наша цель:',
  },
}

const kk: DeadlineWords = {
  calendar: 'Дербес деректер туралы өтініштердің мерзімдері',
  obligation: {
    ack: 'алғанын растау',
    hold: 'жарнамалық хаттарды тоқтату',
    correct: 'түзету',
    stop: 'өңдеуді тоқтату',
    destroy: 'жою',
    block: 'бұғатталғанды жою',
    partner: 'серіктестерге хабарлау',
    export: 'деректердің көшірмесін беру',
    answer: 'жауап беру',
    notify: 'адамға хабарлау',
  },
  clock: { policy: 'саясат', law: 'заң', soft: 'өз мақсатымыз' },
  dueBy: {
    policy: 'саясат бойынша мерзімі:',
    law: 'заң бойынша мерзімі:',
    soft: 'өз мақсатымыз:',
  },
}

const en: DeadlineWords = {
  calendar: 'Deadlines of requests about personal data',
  obligation: {
    ack: 'acknowledge',
    hold: 'stop mailings',
    correct: 'correct',
    stop: 'stop processing',
    destroy: 'destroy',
    block: 'destroy what is blocked',
    partner: 'tell partners',
    export: 'give a copy of the data',
    answer: 'answer',
    notify: 'tell the person',
  },
  clock: { policy: 'policy', law: 'law', soft: 'our own target' },
  dueBy: { policy: 'due by the policy:', law: 'due by law:', soft: 'our own target:' },
}

const WORDS: Readonly<Record<Language, DeadlineWords>> = { ru, kk, en }

export function deadlineWords(language: Language): DeadlineWords {
  return WORDS[language]
}
