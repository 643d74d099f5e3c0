import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { createReader, readHeadersOnly } from '../../src/edge/mime.ts'
import { findAutomatic } from '../../src/letter/automatic.ts'
import { describe as lineOf, understand } from '../../src/letter/classify.ts'
import type { ParsedLetter, Understanding } from '../../src/letter/letter.ts'
import { concernsPrivacy } from '../../src/letter/kinds/privacy.ts'
import { onlySender } from '../../src/letter/sender.ts'
import { HOSTILE, letterWith, MAILBOX, PHRASES } from './samples.ts'
import { cpuMs } from '../support/cpu.ts'

const CONTEXT = { phrases: PHRASES, mailbox: MAILBOX }
const RECTIFY = 'Уточнить персональные данные'
const CEASE = 'Прекратить обработку персональных данных'
const ANNA = 'anna.testova@person.example'
const ERZHAN = 'erzhan.testov@person.example'

const folder = new URL('../letters/', import.meta.url)
const reader = createReader()
afterAll(async () => reader.close())

async function understandSample(name: string): Promise<Understanding> {
  const letter = await reader.read(readFileSync(new URL(`${name}.eml`, folder)))
  return understand(letter, CONTEXT)
}

function understandWords(subject: string, text: string): Understanding {
  return understand(letterWith({ subject, text }), CONTEXT)
}

describe('letters under the subjects of the policy (p.7)', () => {
  test.each([
    ['rectify-phone', 'exact', 'ru', ANNA, { field: 'phone', to: '+77000000011' }],
    [
      'rectify-surname-html-only',
      'exact',
      'ru',
      ANNA,
      { field: 'surname', from: 'Тестова', to: 'Пробная' },
    ],
    [
      'rectify-email-windows-1251',
      'exact',
      'ru',
      ANNA,
      { field: 'email', from: ANNA, to: 'anna.probnaya@person.example' },
    ],
    ['rectify-name-kazakh', 'exact', 'kk', ERZHAN, { field: 'name', from: 'Ерзан', to: 'Ержан' }],
    ['rectify-user-id', 'exact', 'ru', ANNA, { field: 'userId', from: 'PR-00412', to: 'PR-00421' }],
    [
      'rectify-english-words',
      'exact',
      'en',
      'john.testov@person.example',
      { field: 'phone', to: '+77000000012' },
    ],
    ['rectify-split-character', 'exact', 'ru', ANNA, { field: 'phone', to: '+77000000013' }],
    ['rectify-raw-8bit-subject', 'exact', 'ru', ANNA, { field: 'phone', to: '+77000000014' }],
    ['rectify-attachment-beside-html', 'exact', 'ru', ANNA, { field: 'phone', to: '+77000000015' }],
    ['rectify-footer-beside-html', 'exact', 'ru', ANNA, { field: 'phone', to: '+77000000016' }],
  ] as const)('%s', async (...sample) => {
    const [name, certainty, language, statedEmail, change] = sample
    expect(await understandSample(name)).toMatchObject({
      kind: 'rectify',
      certainty,
      language,
      statedEmail,
      changes: [change],
      review: false,
      acknowledge: true,
    })
  })

  test.each([
    ['cease', 'exact', 'ru', ANNA],
    ['cease-koi8-r', 'exact', 'ru', ANNA],
    ['cease-kz-1048', 'exact', 'kk', ERZHAN],
    ['cease-mac-cyrillic', 'exact', 'ru', ANNA],
    ['cease-unknown-charset', 'exact', 'ru', ANNA],
    ['cease-empty-body', 'exact', 'ru', null],
    ['cease-prefixes', 'exact', 'ru', ANNA],
    ['cease-forwarded', 'exact', 'ru', ANNA],
  ] as const)('%s', async (name, certainty, language, statedEmail) => {
    expect(await understandSample(name)).toMatchObject({
      kind: 'cease',
      certainty,
      language,
      statedEmail,
      changes: [],
      alsoKinds: [],
      review: false,
      acknowledge: true,
    })
  })
})

describe('letters at which a person must look', () => {
  test('one that asks to correct and does not say what to is acknowledged all the same', async () => {
    const understood = await understandSample('rectify-without-value')
    expect(understood).toMatchObject({
      kind: 'rectify',
      changes: [],
      review: true,
      acknowledge: true,
    })
    expect(understood.reasons).toContain('changes: none found')
  })

  test('one with both demands: the end outlives the correction (p.17)', async () => {
    expect(await understandSample('cease-and-rectify')).toMatchObject({
      kind: 'cease',
      alsoKinds: ['rectify'],
      changes: [{ field: 'phone' }],
      review: true,
      acknowledge: true,
      flags: ['conflict'],
    })
  })

  test('one whose words demand something else than its subject: the words decide', async () => {
    expect(await understandSample('rectify-then-cease')).toMatchObject({
      kind: 'cease',
      alsoKinds: [],
      review: true,
      acknowledge: true,
      flags: ['conflict'],
    })
  })

  test('one that wants nothing done yet only asks', async () => {
    const expected = { kind: 'question', acknowledge: true, concernsPrivacy: true }
    expect(await understandSample('cease-held-back')).toMatchObject(expected)
  })

  test.each(['cease-two-from', 'cease-no-from'])('%s is answered to nobody', async (name) => {
    const understood = await understandSample(name)
    expect(understood).toMatchObject({ kind: 'cease', review: true, acknowledge: false })
    expect(understood.flags).toContain('sender')
  })

  test('one that claims to come from our own mailbox is not answered', () => {
    const from = [{ address: MAILBOX, name: '' }]
    const letter = letterWith({ from, subject: CEASE })
    const expected = { kind: 'cease', review: true, acknowledge: false, flags: ['own-address'] }
    expect(understand(letter, CONTEXT)).toMatchObject(expected)
  })

  test.each(['truncated', 'headers-only'] as const)(
    'one of which only a part was read (%s)',
    (reading) => {
      const letter = letterWith({ subject: CEASE, reading })
      expect(understand(letter, CONTEXT)).toMatchObject({ review: true, acknowledge: true })
    },
  )

  test('one about a request of ours, by the number in its subject', async () => {
    expect(await understandSample('reply-with-reference')).toMatchObject({
      kind: 'reply',
      review: false,
      acknowledge: false,
      concernsPrivacy: true,
      reasons: ['reference: PD-7F3K-92QD'],
    })
  })

  test('one about a request of ours, by what the caller knows', () => {
    const context = { ...CONTEXT, ownReference: 'PD-7F3K-92QD' }
    const letter = letterWith({ subject: RECTIFY, text: 'Спасибо!' })
    expect(understand(letter, context).kind).toBe('reply')
  })
})

describe('machines are never answered (RFC 3834)', () => {
  test.each([
    ['bounce-report', 'bounce'],
    ['read-receipt', 'bounce'],
    ['auto-reply', 'auto-reply'],
    ['mailing-list', 'list/bulk'],
  ])('%s', async (name, kind) => {
    expect(await understandSample(name)).toMatchObject({
      kind,
      acknowledge: false,
      review: false,
      changes: [],
    })
  })
})

describe('all other letters (p.21)', () => {
  test.each([
    ['question-of-policy', true],
    ['ordinary', false],
  ])('%s: it is acknowledged only when it concerns personal data', async (name, concerns) => {
    expect(await understandSample(name)).toMatchObject({
      kind: 'question',
      certainty: 'weak',
      acknowledge: concerns,
      review: false,
      concernsPrivacy: concerns,
    })
  })

  test.each([
    'Удалите мои данные из базы',
    'Исправьте фамилию в вашей базе',
    'Какие данные обо мне у вас есть?',
    'Хочу отозвать согласие',
    'Вы передали мой номер другой клинике',
    'Где список ваших партнёров по политике конфиденциальности?',
    'Дербес деректерімді жойыңыз',
    'Мен туралы қандай деректер сақтап отырсыздар?',
    'Delete my data',
    'GDPR',
    'Please correct my phone number',
  ])('concerns personal data: %s', (text) => {
    expect(concernsPrivacy('', text)).toBe(true)
  })

  test.each([
    'Можно перенести приём на 15:00?',
    'Уточнить стоимость консультации',
    'Отзыв о вашей работе: всё понравилось',
    'Отменить запись, верните деньги',
    'Предлагаем обслуживание кондиционеров',
    'Қабылдау уақытын нақтылау',
    'Please change my appointment to Monday',
    '',
  ])('is the owner’s own mail: %s', (text) => {
    expect(concernsPrivacy('', text)).toBe(false)
  })
})

describe('the words and what surrounds them', () => {
  test('quoted words of ours are not the writer’s', () => {
    const text = `Прошу удалить.\n\n> Новый номер: +7 700 000 00 99, ${ERZHAN}`
    expect(understandWords(CEASE, text)).toMatchObject({
      changes: [],
      statedEmail: null,
      alsoKinds: [],
    })
  })

  test('«не удаляйте» is no demand to cease', () => {
    const text = 'Новый телефон +7 700 000 00 11. Не удаляйте мои данные.'
    expect(understandWords(RECTIFY, text).alsoKinds).toEqual([])
  })

  test('a letter forwarded from somebody else is not read as the writer’s', () => {
    const forward = `-------- Пересланное сообщение --------\nОт: <${ERZHAN}>\nКому: x\nТема: y\n\n`
    const text = `${forward}Новый номер: +7 700 000 00 99`
    expect(understandWords(`Fwd: ${RECTIFY}`, text).changes).toEqual([])
  })

  test('no word of the letter gets into the reasons', () => {
    const understood = understandWords(CEASE, `Тестова ${ANNA} +7 700 000 00 11`)
    expect(understood.reasons.join()).not.toMatch(/Тестова|@|700/)
  })
})

test('a line of `simulate` keeps its fields and their order', () => {
  const keys = Object.keys(lineOf('a.eml', understandWords(RECTIFY, '')))
  const first = ['file', 'kind', 'certainty', 'language', 'statedEmail', 'changes', 'alsoKinds']
  expect(keys).toEqual([...first, 'code', 'review', 'acknowledge', 'flags', 'reasons'])
})

describe('whatever comes', () => {
  const samples = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(new URL(name, folder)))

  test('every mutation of a letter gets an understanding, and a machine’s no answer', async () => {
    const mutation = fc.record({
      raw: fc.constantFrom(...samples),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(80),
      insert: fc.uint8Array({ maxLength: 40 }),
    })
    const property = fc.asyncProperty(mutation, async ({ raw, at, remove, insert }) => {
      const start = Math.floor(raw.length * at)
      const parts = [raw.subarray(0, start), insert, raw.subarray(start + remove)]
      const letter = await reader.read(Buffer.concat(parts))
      const understood = understand(letter, CONTEXT)
      expect(understood.reasons.length).toBeGreaterThan(0)
      const isUnanswerable = findAutomatic(letter) !== null || onlySender(letter) === null
      expect(understood.acknowledge && isUnanswerable).toBe(false)
    })
    await fc.assert(property, { numRuns: 400 })
  }, 60_000)

  test('any words under any subject get an understanding', () => {
    const words = fc.string({ unit: 'binary', maxLength: 300 })
    const subject = fc.oneof(words, fc.constantFrom(RECTIFY, CEASE, `Re: ${CEASE}`))
    fc.assert(
      fc.property(subject, words, (line, text) => {
        expect(understandWords(line, text).reasons.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  test.each([...HOSTILE])('a megabyte of %s takes no long time', (_, text) => {
    const start = cpuMs()
    const letter: ParsedLetter = letterWith({ subject: CEASE, text })
    understand(letter, CONTEXT)
    understand({ ...letter, subject: text, headers: [{ name: 'from', value: text }] }, CONTEXT)
    readHeadersOnly(Buffer.from(`From: ${text}\nSubject: ${text}\n\n${text}`))
    expect(cpuMs() - start).toBeLessThan(2_000)
  })

  test.each([
    'вместо ',
    'не Тестова а Сынакова ',
    '+7 700 000 00 11 ',
    'anna.testova@person.example ',
    'два нуля ',
    'через и а не через е ',
    'было | стало\n',
    'тегім Тестова емес Сынақ ',
    'Г-а-й-н-у ',
    '1-',
    'удалите мои данные и ',
    'если не ',
    '«',
  ])('a megabyte of «%s» takes no long time', (words) => {
    const text = words.repeat(Math.ceil(1_000_000 / words.length))
    const start = cpuMs()
    understand(letterWith({ subject: RECTIFY, text }), CONTEXT)
    expect(cpuMs() - start).toBeLessThan(2_000)
  })
})
