import { describe, expect, test } from 'vitest'
import { MARK_HEADER } from '../../src/letter/reference.ts'
import { marksIn, offencesOf } from './canary.ts'
import { MAILBOX, MONDAY, writeLetter } from './company.ts'

const ANNA = 'anna.testova@person.example'

/** A letter of ours to Anna with such words and head lines. */
const letter = (body: string, headers: readonly string[] = [`X-To: x`]) => ({
  to: [ANNA],
  raw: writeLetter({ from: MAILBOX, body, headers }, MONDAY),
})

describe('the canary sings', () => {
  test.each([
    ['Анна ТЕСТОВА', 'ТЕСТОВА'],
    ['Сынақбаева Әсель', 'Сынақбаева'],
    ['Jane Testperson-Smith', 'Testperson'],
    ['пишите на Anna.Testova@Person.Example!', 'Anna.Testova@Person.Example'],
    ['x@reject.test', 'x@reject.test'],
    ['{"phone":"+77000000039"}', '+77000000039'],
    ['8 (700) 000-00-39', '8 (700) 000-00-39'],
    ['+7 700 000 00 39', '+7 700 000 00 39'],
  ])('at %s', (text, mark) => {
    expect(marksIn(text)).toContain(mark)
  })

  test('at a letter that names somebody in its words, be it the reader', async () => {
    expect(await offencesOf(letter('Анна Тестова'))).toEqual(['the words of a letter name Тестова'])
    expect(await offencesOf(letter(`Ваш адрес: ${ANNA}`))).toHaveLength(1)
  })

  test('at a letter to a partner that names more than one identifier (p.12.1)', async () => {
    const marked = [`${MARK_HEADER}: PD-7F3K-92QD.partner-instruction.4.x`]
    expect(await offencesOf(letter(`Найдите: ${ANNA}`, marked))).toEqual([])
    expect(await offencesOf(letter(`Найдите: ${ANNA}, Тестова`, marked))).toHaveLength(2)
  })

  test('at a head that names somebody', async () => {
    expect(await offencesOf(letter('', [`X-Writer: ${ANNA}`]))).toEqual([
      `the head of a letter names ${ANNA}`,
    ])
  })

  test('at a letter to two, and at one that goes elsewhere than it says', async () => {
    const { raw } = letter('')
    expect(await offencesOf({ to: [ANNA, MAILBOX], raw })).toEqual(['a letter to 2 recipients'])
    const misled = Buffer.from(raw.toString().replace(`To: <${MAILBOX}>`, `To: <${ANNA}>`))
    expect(await offencesOf({ to: [MAILBOX], raw: misled })).toEqual([
      `the head of a letter is addressed to ${ANNA}, its envelope is not`,
    ])
  })
})

test('the canary is silent about masks, numbers of requests and the company', async () => {
  const words = `a•••@person.example, +7 700 ••• 00 39, Т•••, PD-7F3K-92QD, ${MAILBOX}, +7 701 218 3991`
  expect(marksIn(words)).toEqual([])
  expect(await offencesOf(letter(words))).toEqual([])
})
