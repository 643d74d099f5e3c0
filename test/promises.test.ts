import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PROMISES } from '../src/policy/promises.ts'
import { listing, sourcesOfTests, traceOf } from './support/kept-promises.ts'
import { testsIn } from './support/titles.ts'

/** The policy as it is published, kept by hand: a new edition is put here first. */
const POLICY = readFileSync(new URL('policy/policy-ru.txt', import.meta.url), 'utf8')
const TRACE = traceOf(PROMISES, sourcesOfTests())

/** `8.8` → its words, those of its own sub-paragraphs included. */
function paragraph(number: string): string {
  const [chapter = ''] = number.split('.')
  const text = oneLine(
    between(
      POLICY,
      new RegExp(`^${chapter}\\. `, 'm'),
      new RegExp(`^${Number(chapter) + 1}\\. `, 'm'),
    ),
  )
  if (chapter === number) return text
  const from = text.indexOf(` ${number}. `)
  const parts = number.split('.')
  const following = [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join('.')
  const to = text.indexOf(` ${following}. `, from)
  return from === -1 ? '' : text.slice(from, to === -1 ? undefined : to)
}

function between(text: string, from: RegExp, to: RegExp): string {
  const start = text.search(from)
  const end = text.search(to)
  return start === -1 ? '' : text.slice(start, end === -1 ? undefined : end)
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** Whether the pieces of a quotation stand in a text, in their order. */
function quotes(text: string, sentence: string): boolean {
  let at = 0
  for (const piece of sentence.split(' … ')) {
    const found = text.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return true
}

describe('the promises of the policy', () => {
  test.each(PROMISES)(
    '$id stands in the policy, word for word',
    ({ paragraph: named, sentence }) => {
      const number = named.replace('p.', '')
      const [chapter = ''] = number.split('.')
      expect(quotes(paragraph(chapter), sentence)).toBe(true)
      expect(paragraph(number)).toContain(sentence.split(' … ').at(-1))
    },
  )

  test('are in the order of the policy, each once, in one plain line of English', () => {
    const order = PROMISES.map(({ paragraph: named }) =>
      named
        .replace('p.', '')
        .split('.')
        .map((part) => part.padStart(3, '0'))
        .join('.'),
    )
    const chapters = order.map((each) => each.slice(0, 3))
    expect(chapters).toEqual(chapters.toSorted())
    expect(new Set(PROMISES.map(({ id }) => id)).size).toBe(PROMISES.length)
    for (const { id, promise } of PROMISES) {
      expect(id).toMatch(/^p\.\d+(?:\.\d+)*(?:\/[a-z][a-z-]*)?$/)
      expect(promise).toMatch(/^[A-Z][ -~’]{10,120}\.$/)
    }
  })

  test('are each kept by a test that runs, named in its title', () => {
    const open = [...TRACE.kept].filter(([, tests]) => tests.length === 0).map(([id]) => id)
    expect(open).toEqual([])
  })

  test('are all that titles name', () => {
    expect(TRACE.unknown).toEqual([])
  })
})

describe('a promise is kept', () => {
  const SAID = { sentence: 'Words.', promise: 'A promise.' }
  const promises = [
    { id: 'p.7', paragraph: 'p.7', ...SAID },
    { id: 'p.16/correct', paragraph: 'p.16', ...SAID },
    { id: 'p.17.2/withdrawal', paragraph: 'p.17.2', ...SAID },
  ]
  const trace = (source: string) => traceOf(promises, new Map([['test/a.test.ts', source]]))
  const keptBy = (source: string) =>
    [...trace(source).kept].filter(([, tests]) => tests.length > 0).map(([id]) => id)

  test.each([
    ['by its test', `test('is heard (p.7)', () => {})`],
    ['by one of several rows', `test.each([['a (', 1]])('%s is heard (p.7)', () => {})`],
    ['by rows with types', 'test.each<[string, () => void]>([])(`${1} is heard (p.7)`, () => {})'],
    ['by rows in a table', "test.each`a | b\n${1} | ${2}`('is heard (p.7)', () => {})"],
    ['by a test in a group', `describe('letters (p.7)', () => { test('are heard', () => {}) })`],
    ['by a test on a line of its own', `test(\n  // why\n  "is heard (p.7)",\n  () => {})`],
    ['among others', `test('is heard (p.7, p.16/correct)', () => {})`],
    ['behind a pattern with a quote', `const quote = /['"(]/\ntest('is heard (p.7)', () => {})`],
    ['behind a division', `const half = (1 + 2) / 2\ntest('is heard (p.7)', () => {}) // it's`],
    ['in a text within a text', 'const a = `${`it${"`"}`}`\ntest(`is heard (p.7)`, () => {})'],
    ['with options', `test('is heard (p.7)', { timeout: 9 }, () => {})`],
    ['with options that skip nothing', `test('is heard (p.7)', { skip: false }, () => {})`],
  ])('%s', (_how, source) => {
    expect(keptBy(source)).toContain('p.7')
    expect(trace(source).unknown).toEqual([])
  })

  test.each([
    ['that is skipped', `test.skip('is heard (p.7)', () => {})`],
    ['that is yet to be written', `test.todo('is heard (p.7)')`],
    ['that is expected to fail', `test.fails('is heard (p.7)', () => {})`],
    ['that runs on some machines only', `test.skipIf(isHere)('is heard (p.7)', () => {})`],
    ['that is run on a condition', `test.runIf(isHere)('is heard (p.7)', () => {})`],
    ['with rows that is skipped', `test.skip.each([1])('is heard (p.7)', () => {})`],
    ['whose options skip it', `test('is heard (p.7)', { skip: true }, () => {})`],
    ['whose options skip it at times', `test('is heard (p.7)', { skip: isHere }, () => {})`],
    ['that skips itself', `test('is heard (p.7)', ({ skip }) => { skip(isHere) })`],
    [
      'in a group that is skipped',
      `describe.skip('letters', () => { test('go (p.7)', () => {}) })`,
    ],
    [
      'in a group that is skipped on some machines',
      `describe.skipIf(isHere)('letters (p.7)', () => { test('are heard', () => {}) })`,
    ],
    ['in a comment', `// test('is heard (p.7)', () => {})`],
    ['in a text', 'const source = `test("is heard (p.7)", () => {})`'],
    ['that something else calls so', `this.test('is heard (p.7)', () => {})`],
    ['in a group without tests', `describe('letters (p.7)', () => {})`],
    ['in whose words it stands', `test('is heard', () => { say('p.7') })`],
  ])('by no test %s', (_how, source) => {
    expect(keptBy(source)).toEqual([])
  })

  test('by its own id alone, where its paragraph makes several promises', () => {
    const source = `test('is corrected (p.16)', () => {})`
    expect(keptBy(source)).toEqual([])
    expect(trace(source).about.get('p.16')).toEqual(['test/a.test.ts: is corrected (p.16)'])
    expect(keptBy(`test('is written (p.16/correct)', () => {})`)).toEqual(['p.16/correct'])
  })

  test.each(['p.2', 'p.17', 'p.17.1', 'p.16/corect', 'p.7/subject'])(
    'and %s is not one, be it skipped or not',
    (named) => {
      for (const skip of ['', '.skip']) {
        expect(trace(`test${skip}('is heard (${named})', () => {})`).unknown).toEqual([
          `${named} is no promise: test/a.test.ts: is heard (${named})`,
        ])
      }
    },
  )

  test('is listed with its sentence and its tests, and so is one that is not', () => {
    const source = `describe('letters', () => { test('are heard (p.7)', () => {}) })
      test('is about all of it (p.16)', () => {})`
    expect(listing(promises.slice(0, 2), trace(source)).split('\n')).toEqual([
      'p.7',
      '  «Words.»',
      '  A promise.',
      '  - test/a.test.ts: letters › are heard (p.7)',
      '',
      'p.16 as a whole',
      '  - test/a.test.ts: is about all of it (p.16)',
      'p.16/correct',
      '  «Words.»',
      '  A promise.',
      '  ! no test keeps this',
      '',
    ])
  })
})

test('every test of this project is read, with its title', () => {
  const sources = [...sourcesOfTests()].filter(([path]) => path.endsWith('.test.ts'))
  for (const [path, source] of sources) {
    const titles = testsIn(source).map(({ titles: all }) => all.at(-1))
    expect([path, titles.includes('')]).toEqual([path, false])
  }
  const shown = testsIn(readFileSync(new URL(import.meta.url), 'utf8')).map(({ titles }) => titles)
  expect(shown).toContainEqual(['every test of this project is read, with its title'])
  expect(shown).toHaveLength(10)
})
