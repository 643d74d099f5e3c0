/** People, an owner and partners who answer promptly, late, twice, wrongly or never: each by the seed. */
import type { Answer } from '../../src/approval/approval.ts'
import { newestPlan } from '../../src/action/plan.ts'
import type { Language } from '../../src/letter/letter.ts'
import type { ReadLetter } from '../../src/letter/receive.ts'
import { understand } from '../../src/letter/classify.ts'
import { demandRule } from '../../src/request/demand-kinds.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Fields } from '../../src/action/holder.ts'
import { seeded, wholeBetween } from '../support/seeded.ts'
import { MAILBOX, letterWith } from '../letter/samples.ts'
import type { Reader, Sent, YearWorld } from './year-world.ts'

export type Manner = 'prompt' | 'slow' | 'late' | 'twice' | 'wrong' | 'never'

export interface Person {
  readonly email: string
  readonly language: Language
  readonly manner: Manner
  /** The own mail server signs. */
  readonly isSigned: boolean
  readonly fields: Fields
}

export class Chance {
  private readonly random: () => number

  constructor(seed: number) {
    this.random = seeded(seed)
  }

  is(share: number): boolean {
    return this.random() < share
  }

  between(least: number, most: number): number {
    return wholeBetween(this.random, least, most)
  }

  /** One of them, by weight. */
  of<Value>(weighted: readonly (readonly [Value, number])[]): Value {
    const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.random() * total
    for (const [value, weight] of weighted) {
      left -= weight
      if (left < 0) return value
    }
    const [first] = weighted
    if (first === undefined) throw new Error('nothing to choose from')
    return first[0]
  }
}

interface Written {
  readonly subject: string
  readonly text: string
  readonly answers?: string
}

let letters = 0

/** A letter as the product reads it. */
export function letterOf(person: Person, year: YearWorld, written: Written): ReadLetter {
  const { phrases } = { phrases: year.promises.policy.subjects }
  letters += 1
  const parsed = letterWith({
    from: [{ address: person.email, name: 'Анна Тестова' }],
    subject: written.subject,
    text: written.text,
    headers: [{ name: 'message-id', value: `<${letters}@person.example>` }],
  })
  const ownReference = written.answers
  const understanding = understand(parsed, {
    phrases,
    mailbox: MAILBOX,
    ...(ownReference === undefined ? {} : { ownReference }),
  })
  return {
    contentId: String(letters).padStart(64, '0'),
    receivedAt: year.now,
    roles: ['inbox'],
    parsed,
    understanding: { ...understanding, proven: person.isSigned ? 'dkim' : null },
    signatures: [],
  }
}

/** The same seed begins the same year. */
export function beginLetters(): void {
  letters = 0
}

function phone(n: number): string {
  return `+7700${String(n).padStart(7, '0')}`
}

type Demand = (person: Person, n: number) => Written

const BY_LANGUAGE: Readonly<Record<Language, Readonly<Record<string, Demand>>>> = {
  ru: {
    rectify: (_person, n) => ({
      subject: 'Уточнить персональные данные',
      text: `Новый номер телефона: ${phone(n)}`,
    }),
    cease: ({ email }) => ({
      subject: 'Прекратить обработку персональных данных',
      text: `Прошу прекратить обработку моих персональных данных. Мой адрес: ${email}`,
    }),
    unlawful: () => ({
      subject: 'Требование',
      text: 'Мои персональные данные обрабатываются незаконно, согласия я не давал. Уничтожьте их.',
    }),
    access: () => ({
      subject: 'Запрос',
      text: 'Прошу предоставить мне копию моих персональных данных, которые вы храните.',
    }),
    unsubscribe: () => ({ subject: 'Отпишите меня', text: 'Прошу прекратить рекламную рассылку.' }),
    question: () => ({ subject: 'Вопрос', text: 'Кому вы передаёте персональные данные?' }),
    objection: () => ({
      subject: 'Возражение',
      text: 'Возражаю против автоматизированной обработки моих персональных данных, пусть решает человек.',
    }),
    wordless: () => ({ subject: 'Персональные данные', text: '' }),
    authority: () => ({
      subject: 'Запрос',
      text: 'Прокуратура города требует предоставить персональные данные клиента.',
    }),
    ordinary: (_person, n) => ({ subject: 'Запись', text: `Можно перенести встречу ${n}?` }),
  },
  kk: {
    rectify: (_person, n) => ({
      subject: 'Дербес деректерді нақтылау',
      text: `Жаңа телефон нөмірім: ${phone(n)}`,
    }),
    cease: () => ({
      subject: 'Дербес деректерді өңдеуді тоқтату',
      text: 'Дербес деректерімді өңдеуді тоқтатуды сұраймын.',
    }),
    access: () => ({
      subject: 'Сұрау',
      text: 'Дербес деректерімнің көшірмесін беріңіз.',
    }),
    unsubscribe: () => ({ subject: 'Жарнама', text: 'Маған жарнама жібермеңіздер.' }),
  },
  en: {
    rectify: (_person, n) => ({
      subject: 'Correct personal data',
      text: `My new phone number: ${phone(n)}`,
    }),
    cease: () => ({
      subject: 'Stop processing personal data',
      text: 'Please stop processing my personal data.',
    }),
    access: () => ({
      subject: 'Subject access request',
      text: 'Please send me a copy of my personal data.',
    }),
  },
}

export const DEMANDS = [
  ['rectify', 36],
  ['cease', 25],
  ['access', 10],
  ['unsubscribe', 8],
  ['question', 7],
  ['unlawful', 4],
  ['objection', 2],
  ['wordless', 2],
  ['authority', 2],
  ['ordinary', 4],
] as const

export function demandOf(person: Person, what: string, n: number): Written {
  const written = BY_LANGUAGE[person.language][what] ?? BY_LANGUAGE.ru[what]
  if (written === undefined) throw new Error(`nobody writes ${what}`)
  return written(person, n)
}

const WORDS: Answer = { say: 'answer', text: 'Никому не передаём.' }
const NO: Answer = { say: 'no', reason: 'Мы не смогли убедиться, что адрес ваш.' }
const ASK: Answer = { say: 'ask', question: 'Какой номер верный?' }
const PLAIN: readonly (readonly [Answer, number])[] = [
  [{ say: 'yes' }, 80],
  [NO, 8],
  [ASK, 4],
  [{ say: 'unclear', why: 'unclear' }, 2],
]

const PERSON_WAIT: Readonly<Record<Manner, readonly [number, number]>> = {
  prompt: [1, 20],
  slow: [30, 120],
  late: [200, 1_200],
  twice: [1, 40],
  wrong: [2, 60],
  never: [0, 0],
}

const YES: Readonly<Record<Language, string>> = { ru: 'Да', kk: 'Иә', en: 'Yes' }

/** The code by which a letter asks to confirm; '' when it asks for none. */
function codeIn({ draft }: Sent): string {
  const { values, template } = draft.filled
  if (template === 'confirm-address' || template === 'reminder-confirm') return values.code
  return 'confirmCode' in values ? values.confirmCode : ''
}

function inDays(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Reads letters of ours as people, an owner and partners do. */
export class Everybody implements Reader {
  private readonly chance: Chance
  private readonly people = new Map<string, Person>()
  private readonly begun = new Set<string>()

  constructor(chance: Chance) {
    this.chance = chance
  }

  add(person: Person): void {
    this.people.set(person.email, person)
  }

  readonly reads = (sent: Sent, year: YearWorld): void => {
    switch (sent.draft.audience) {
      case 'person':
        return this.personReads(sent, year)
      case 'owner':
        return this.ownerReads(sent, year)
      case 'partner':
        return this.partnerReads(sent, year)
    }
  }

  private later(year: YearWorld, least: number, most: number, run: () => Promise<void>): void {
    const minutes = this.chance.between(least * 60, most * 60)
    year.at(new Date(year.now.getTime() + minutes * 60_000), run)
  }

  /** What somebody answers to a letter that asks nothing by a code; null to one that asks nothing at all. */
  private wordsTo(sent: Sent, person: Person): string | null {
    const { values, template } = sent.draft.filled
    switch (template) {
      case 'clarify':
        return values.rectify ? 'Телефон: +77001234567' : String(this.chance.between(1, 5))
      case 'owner-question':
      case 'reminder-clarify':
        return 'Правильно так: +77007654321'
      case 'unanswered':
        return YES[person.language]
      default:
        return null
    }
  }

  private wordsFor(sent: Sent, person: Person): string | null {
    const words = this.wordsTo(sent, person)
    const code = codeIn(sent)
    if (words !== null || code === '') return words
    if (person.manner === 'wrong') return this.chance.is(0.5) ? '000000' : code
    return this.chance.is(0.3) ? code : YES[person.language]
  }

  private personReads(sent: Sent, year: YearWorld): void {
    const { draft } = sent
    const person = this.people.get(draft.to)
    if (person === undefined) return
    if (draft.kind.startsWith('acknowledgement-') && this.chance.is(0.02))
      this.answer(sent, year, person, 'Передумал, прошу не выполнять мой запрос.')
    const mayDisown = draft.kind === 'confirm-address' || draft.kind.startsWith('acknowledgement-')
    if (mayDisown && this.chance.is(0.02)) return this.answer(sent, year, person, 'Это не я')
    const words = this.wordsFor(sent, person)
    if (words === null || person.manner === 'never') return
    this.answer(sent, year, person, words)
    if (person.manner === 'twice') this.answer(sent, year, person, words)
  }

  private answer(sent: Sent, year: YearWorld, person: Person, words: string): void {
    const { draft, number } = sent
    const [least, most] = PERSON_WAIT[person.manner]
    this.later(year, least, most, async () => {
      const version = Number(draft.id.split('.').at(-1))
      const letter = letterOf(person, year, { subject: 'Re:', text: words, answers: number })
      const mark = { about: number, kind: draft.kind, version }
      await year.receiveAnswer({ number, mark }, letter)
    })
  }

  private ownerReads(sent: Sent, year: YearWorld): void {
    const { kind } = sent.draft
    if (kind === 'second-yes') return this.saySecond(sent, year)
    if (kind === 'partner-silent') return this.callPartner(sent, year)
    if (kind === 'undeliverable') return this.callPerson(sent, year)
    const asks = ['approval', 'question-came', 'identity-late', 'reminder', 'overdue']
    if (!asks.includes(kind)) return
    const isReminder = kind === 'reminder' || kind === 'overdue'
    const manner = this.chance.of<Manner>([
      ['prompt', 60],
      ['slow', 20],
      ['late', 8],
      ['never', isReminder ? 4 : 12],
    ])
    if (manner === 'never') return
    const [least, most] =
      manner === 'prompt' ? [0, 20] : manner === 'slow' ? [20, 100] : [150, 1_000]
    this.later(year, least, most, () => this.decide(sent, year))
  }

  private async decide(sent: Sent, year: YearWorld): Promise<void> {
    const request = year.book.get(sent.number)
    const answer = request === undefined ? null : this.answerTo(request, sent, year)
    if (answer === null) return
    const by = this.chance.is(0.5) ? 'owner:mail' : 'owner:desk'
    await year.ownerAnswers(sent.number, answer, by)
    if (this.chance.is(0.03)) await year.ownerAnswers(sent.number, { say: 'undo' }, 'owner:desk')
  }

  private answerTo(request: PrivacyRequest, { draft }: Sent, year: YearWorld): Answer | null {
    if (demandRule(request.kind).does === 'words') return WORDS
    if (draft.kind === 'identity-late' || request.state === 'awaiting-identity')
      return this.chance.is(0.5) ? NO : null
    const plan = newestPlan(request)
    if (plan === null || plan.do === 'nothing') return this.chance.is(0.5) ? NO : ASK
    return this.chance.of([...PLAIN, ...(plan.do === 'destroy' ? this.notYet(year) : [])])
  }

  private notYet(year: YearWorld): readonly (readonly [Answer, number])[] {
    const until = inDays(year.now, this.chance.between(20, 120))
    const basis = 'Налоговый кодекс, ст. 206(3)'
    return [
      [{ say: 'block', reason: 'Система, где лежит запись, сейчас недоступна.' }, 5],
      [{ say: 'keep', fields: ['name'], basis, until }, 4],
    ]
  }

  private saySecond({ number, draft }: Sent, year: YearWorld): void {
    const { values } = draft.filled
    const code = 'code' in values ? values.code : ''
    const isWrong = this.chance.is(0.1)
    this.later(year, 0, 10, () =>
      year.ownerAnswers(number, { say: 'destroy', code: isWrong ? '0000' : code }, 'owner:mail'),
    )
  }

  private callPartner({ number, draft }: Sent, year: YearWorld): void {
    if (!this.chance.is(0.5)) return
    const { values } = draft.filled
    const name = 'partner' in values ? values.partner : ''
    const partner = year.promises.policy.partners.find((one) => one.name === name)?.id ?? ''
    this.later(year, 1, 60, async () => {
      const request = year.book.get(number)
      if (request === undefined) return
      const told = request.events.filter((one) => one.name === 'partner-told')
      const confirmed = new Set(
        request.events
          .filter((one) => one.name === 'partner-confirmed')
          .map((one) => one.facts['partner']),
      )
      const left = told.filter(
        (one) => one.facts['partner'] !== partner && !confirmed.has(one.facts['partner'] ?? ''),
      ).length
      await year.ownerNotes(number, {
        name: 'partner-confirmed',
        actor: 'owner:desk',
        facts: { partner, left },
      })
    })
  }

  private callPerson({ number }: Sent, year: YearWorld): void {
    if (!this.chance.is(0.5)) return
    this.later(year, 10, 200, () =>
      year.ownerNotes(number, { name: 'told', actor: 'owner:desk', facts: { how: 'phone' } }),
    )
  }

  private partnerReads(sent: Sent, year: YearWorld): void {
    const key = `${sent.draft.to} ${sent.number}`
    const isFirst = !this.begun.has(key)
    this.begun.add(key)
    const manner = this.chance.of<Manner>([
      ['prompt', 50],
      ['slow', 15],
      ['late', 10],
      ['twice', 5],
      ['wrong', 8],
      ['never', isFirst ? 12 : 40],
    ])
    if (manner === 'never') return
    const [least, most] = PERSON_WAIT[manner]
    const words =
      manner === 'wrong'
        ? this.chance.of([
            ['Что это?', 1],
            ['НЕТ\nНе находим такого человека', 1],
          ] as const)
        : 'ВЫПОЛНЕНО'
    this.later(year, least, most, () => year.partnerAnswers(sent, words))
    if (manner === 'twice') this.later(year, least, most, () => year.partnerAnswers(sent, words))
  }
}
