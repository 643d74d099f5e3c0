import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/action/plan.ts'
import { packageRoot } from '../../src/edge/files.ts'
import type { Rendered } from '../../src/edge/templates.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import type { Change, Field } from '../../src/letter/letter.ts'
import { FIELDS, LANGUAGES } from '../../src/letter/letter.ts'
import type { NewEvent } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { compose } from '../../src/reply/compose.ts'
import type { Draft } from '../../src/reply/draft.ts'
import { OWNER_LETTERS, PERSON_LETTERS } from '../../src/reply/letter-kinds.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import { owed } from '../../src/reply/owed.ts'
import { contextOn } from './samples.ts'
import type { Special } from '../request/samples.ts'
import {
  OPENED,
  askedToConfirm,
  confirmed,
  event,
  planned,
  requestAfter,
} from '../request/samples.ts'

const templates = createTemplates(join(packageRoot(), 'templates'))

type Person = Readonly<Record<Field, string>>

const word = fc.string({
  unit: fc.constantFrom(...Array.from('абвгдежзиклмнопрстуфхцчшщыэюяәғқңөұүһі')),
  minLength: 3,
  maxLength: 12,
})
const ascii = fc.string({
  unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789')),
  minLength: 3,
  maxLength: 12,
})
const person: fc.Arbitrary<Person> = fc.record({
  surname: word.map((rest) => `Тестов${rest}`),
  name: word.map((rest) => `Сынақ${rest}`),
  email: ascii.map((rest) => `testperson.${rest}@person.example`),
  phone: fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+7700${String(n).padStart(7, '0')}`),
  userId: ascii.map((rest) => `user-${rest}`),
})

interface Story {
  readonly special: Special
  readonly events: readonly NewEvent[]
}

function changesTo(now: Person): readonly Change[] {
  return FIELDS.map((field) => ({ field, to: now[field] }))
}

const FAILED = event('reply-failed', { kind: 'corrected', code: 550 })
const UNCLEAR = event('answer-not-counted', { version: 1, why: 'unclear' })
const REASON = { reason: 'Договор действует' }

/** Every letter that a request can owe, and every plan it can be about. */
function storiesOf(was: Person, now: Person): readonly Story[] {
  const changes = changesTo(now)
  const known = { details: { writer: was.email, stated: was.email, changes } }
  const bare = { details: { writer: was.email, stated: null } }
  const correct: Plan = { do: 'correct', holder: 'register', ref: '1', before: was, after: now }
  const destroy: Plan = { do: 'destroy', holder: 'register', ref: '1', fields: FIELDS }
  const nothing: Plan = { do: 'nothing', why: 'not-proven', changes }
  const done = { holder: 'register', fields: FIELDS.join(',') }
  const seen = event('corrected', done, { before: was, after: now })
  const yes = event('approved', { version: 1, runAt: '2026-11-25T05:00:00.000Z' })
  const other = { details: { writer: `${now.userId}@person.example`, stated: was.email, changes } }
  return [
    { special: known, events: [planned(1, correct), UNCLEAR, yes, seen, FAILED] },
    {
      special: known,
      events: [
        planned(1, nothing),
        event('question-put', { version: 1 }, { question: 'Что?' }),
        event('refused', { version: 1 }, REASON),
      ],
    },
    { special: bare, events: [event('letter-joined', {}, { changes: [] })] },
    {
      special: { ...bare, kind: 'cease' },
      events: [
        event('held'),
        planned(1, destroy),
        event('second-yes-asked', { version: 1 }),
        yes,
        event('destroyed', done),
      ],
    },
    {
      special: other,
      events: [
        askedToConfirm(was.email),
        event('code-failed', { why: 'wrong', left: 4 }, { address: was.email }),
        event('letter-joined', { asksCall: true }, { changes: [] }),
        askedToConfirm(was.email, { sent: false }),
        event('identity-late'),
        event('link-renewed', { version: 0, generation: 0 }),
        event('link-locked', { version: 0, generation: 1 }),
        event('disowned', {}, { address: was.email }),
      ],
    },
    {
      special: other,
      events: [confirmed(was.email, 'code'), planned(1, correct), yes, seen],
    },
    {
      special: { ...bare, kind: 'cease' },
      events: [event('document-came'), planned(1, { do: 'no-record' }), yes, event('no-record')],
    },
    ...coursesOf(was, now),
  ]
}

const ENDED = { version: 1, basis: 'policy:17' }

/** How the other kinds go, and what is late. */
function coursesOf(was: Person, now: Person): readonly Story[] {
  const bare = { details: { writer: was.email, stated: null } }
  const destroy: Plan = { do: 'destroy', holder: 'register', ref: '1', fields: FIELDS }
  const disclose: Plan = { do: 'disclose', holder: 'register', ref: '1', fields: FIELDS }
  const words: Plan = { do: 'nothing', why: 'in-words', changes: [] }
  const asked = event('planned', { version: 1, do: 'nothing', why: 'in-words' }, words)
  const yes = event('approved', { version: 1, keeps: 'phone', until: '2031-12-31' })
  const kept = { holder: 'register', fields: 'phone', destroyed: 'email', basis: 'named' }
  const late = { obligation: 'destroy', due: '2026-12-22', silent: 'owner' }
  const fields = { address: was.email, fields: was, enteredAt: '2026-01-15T05:00:00.000Z' }
  const reminded = (facts: NewEvent['facts']): NewEvent => event('owner-reminded', facts)
  const answer = event('answered', { version: 1 }, { answer: 'Никому.' })
  return [
    {
      special: { ...bare, kind: 'unlawful' },
      events: [
        planned(1, destroy),
        reminded({ stage: 'half', due: '2026-12-22', silent: 'owner' }),
        event('overdue', { ...late, due: '2026-12-01' }),
        event('blocked', { ...ENDED, until: '2027-05-23', actBy: '2027-05-21' }, REASON),
        event('partner-refused', { partner: 'studio' }),
      ],
    },
    {
      special: { ...bare, kind: 'cease' },
      events: [
        planned(1, destroy),
        yes,
        event('stopped', { holder: 'register' }),
        reminded({ stage: 'due-day', due: '2026-12-22', silent: 'system' }),
        event('kept-by-law', { ...kept, until: '2031-12-31' }, { basis: 'Кодекс, ст. 206' }),
      ],
    },
    {
      special: { ...bare, kind: 'access' },
      events: [
        planned(1, disclose),
        event('approved', { version: 1 }),
        event('disclosed', { fields: FIELDS.join(',') }, fields),
      ],
    },
    { special: { ...bare, kind: 'question' }, events: [asked, answer] },
    { special: { ...bare, kind: 'objection' }, events: [asked, answer] },
    { special: { ...bare, kind: 'unsubscribe-only' }, events: [event('unsubscribed')] },
    { special: bare, events: [event('merged', { into: 'PD-0000-0003', due: '2026-12-01' })] },
    {
      special: { details: { writer: `${now.userId}@person.example`, stated: was.email } },
      events: [
        askedToConfirm(was.email),
        event('person-reminded', { about: 'confirm', n: 1 }, { address: was.email }),
        event('unanswered', ENDED, REASON),
      ],
    },
    {
      special: bare,
      events: [
        planned(1, words),
        event('question-put', { version: 1 }, { question: 'Что?' }),
        event('person-reminded', { about: 'question', n: 1 }),
        event('withdrawn'),
      ],
    },
  ]
}

function draftsOf({ special, events }: Story): readonly Draft[] {
  const request: PrivacyRequest = requestAfter(special, [OPENED, ...events])
  return owed(request).flatMap((one) => compose(request, one, contextOn()) ?? [])
}

function rendered(draft: Draft): Rendered {
  return templates.render(draft.filled.template, draft.language, draft.filled.values)
}

/** The values, and other ways to write the same number. */
function spellings({ phone, ...rest }: Person): readonly string[] {
  const national = phone.slice(2)
  const spaced = national.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4')
  return [...Object.values(rest), phone, national, spaced]
}

const OF_NO_STORY: ReadonlySet<LetterName> = new Set<LetterName>([
  // About no one request; the one masked value of `held` is given ready.
  'held',
  'flood',
  'digest',
  // To the second contact, where the policy names one.
  'escalation',
  // Owed by what a partner says, where the policy names partners.
  'partner-silent',
])

const language = fc.constantFrom(...LANGUAGES)

describe('a letter of ours', () => {
  test('shows no value of a person unmasked, whichever letter it is', () => {
    fc.assert(
      fc.property(person, person, language, (was, now, spoken) => {
        const values = [...spellings(was), ...spellings(now)]
        const letters = storiesOf(was, now).flatMap(({ special, events }) =>
          draftsOf({ special: { ...special, language: spoken }, events }),
        )
        const shown = letters.flatMap((draft) => {
          const { subject, text } = rendered(draft)
          return values
            .filter((value) => `${subject}\n${text}`.includes(value))
            .map((value) => `${draft.id}: ${value}`)
        })
        expect(shown).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('stands in these stories in every kind there is', () => {
    const [was, now] = fc.sample(person, { seed: 1, numRuns: 2 })
    if (was === undefined || now === undefined) throw new Error('nobody was made up')
    const kinds = storiesOf(was, now)
      .flatMap(draftsOf)
      .map(({ kind }) => kind)
    const all = [...PERSON_LETTERS, ...OWNER_LETTERS].filter((kind) => !OF_NO_STORY.has(kind))
    expect(new Set(kinds)).toEqual(new Set(all))
  })
})

describe('what a letter shows instead', () => {
  const WAS: Person = {
    surname: 'Тестова',
    name: 'Анна',
    email: 'anna.testova@person.example',
    phone: '+77000000099',
    userId: 'user-18423',
  }
  const NOW: Person = {
    surname: 'Сынақова',
    name: 'Әсель',
    email: 'new.testova@person.example',
    phone: '+77000000011',
    userId: 'user-18499',
  }
  const drafts = storiesOf(WAS, NOW).flatMap(draftsOf)

  function textOf(kind: string): string {
    const draft = drafts.find((one) => one.kind === kind)
    return draft === undefined ? '' : rendered(draft).text
  }

  test('to the owner is what stood and what will stand, masked', () => {
    const text = textOf('approval')
    for (const shown of ['Т•••', 'С•••', '+7 700 ••• 00 99', '+7 700 ••• 00 11', '•••23', '•••99'])
      expect(text).toContain(shown)
    expect(text).toContain('n•••@person.example')
  })

  test('to the person is what was seen in the record, masked (p.16)', () => {
    const text = textOf('corrected')
    for (const shown of ['С•••', 'Ә•••', 'n•••@person.example', '+7 700 ••• 00 11', '•••99'])
      expect(text).toContain(shown)
    expect(text).not.toContain('00 99')
  })

  test('of a destruction is the names of the fields alone (p.17)', () => {
    const text = textOf('destroyed')
    for (const shown of ['фамилия', 'телефон', 'адрес электронной почты'])
      expect(text).toContain(shown)
    expect(text).not.toContain('•••@')
  })

  test("of a refusal is the owner's reason, and whether mailings have stopped", () => {
    expect(textOf('refused')).toContain('Договор действует')
    expect(textOf('refused')).not.toContain('рекламные письма остановлены')
    const story = {
      special: { kind: 'cease' },
      events: [
        event('held'),
        planned(1, { do: 'no-record' }),
        event('refused', { version: 1 }, REASON),
      ],
    } as const
    const [letter] = draftsOf(story).filter(({ kind }) => kind === 'refused')
    if (letter === undefined) throw new Error('no refusal is owed')
    expect(rendered(letter).text).toContain('рекламные письма остановлены')
  })

  test('of an answer that does not count is why', () => {
    expect(textOf('not-understood')).toContain('Мы не поняли ваш ответ')
  })

  test('of a letter that did not arrive is the code of the server', () => {
    expect(textOf('undeliverable')).toContain('550')
  })

  test('of a receipt is what was decided', () => {
    const receipts = drafts.filter(({ kind }) => kind === 'receipt')
    expect(receipts.map(({ filled }) => filled.values)).toMatchObject([
      { decision: 'yes', noRecord: false },
      { decision: 'question', ownerText: 'Что?' },
      { decision: 'no', ownerText: 'Договор действует' },
      { decision: 'yes', noRecord: false, runs: '25 ноября, 10:00' },
      { decision: 'yes', noRecord: false },
      { decision: 'yes', noRecord: true },
      { decision: 'block', ownerText: 'Договор действует' },
      { decision: 'keep' },
      { decision: 'yes' },
      { decision: 'answer', ownerText: 'Никому.' },
      { decision: 'answer', ownerText: 'Никому.' },
      { decision: 'unanswered', ownerText: 'Договор действует' },
      { decision: 'question', ownerText: 'Что?' },
    ])
  })

  test('of an address that is asked to confirm is a code, and the second yes another', () => {
    expect(textOf('confirm-address')).toMatch(/код: \d{6}\n/)
    expect(textOf('second-yes')).toMatch(/УДАЛИТЬ \d{4}\b/)
  })

  test('of a plan that an answer was about is that plan, not a newer one', () => {
    const other: Plan = { do: 'nothing', why: 'no-value', changes: [] }
    const events = [
      planned(1, { do: 'no-record' }),
      event('edited', {}, { changes: [] }),
      planned(2, other),
    ]
    const approvals = draftsOf({ special: {}, events }).filter(({ kind }) => kind === 'approval')
    expect(approvals.map(({ filled }) => filled.values)).toMatchObject([
      { noRecord: true, plannable: true },
      { noRecord: false, plannable: false },
    ])
  })
})
