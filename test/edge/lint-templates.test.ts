import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shippedFile } from '../../src/edge/files.ts'
import { lintTemplates } from '../../src/edge/lint-templates.ts'
import { CANARIES } from '../../src/reply/sample-parts.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lint-'))
  cpSync(shippedFile('templates'), root, { recursive: true })
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function change(file: string, by: (source: string) => string): void {
  const path = join(root, file)
  writeFileSync(path, by(readFileSync(path, 'utf8')))
}

/** Adds a line at the end. @returns its number */
function add(file: string, line: string): number {
  change(file, (source) => `${source}${line}\n`)
  return readFileSync(join(root, file), 'utf8').split('\n').length - 1
}

test('the letters that the program sends have no fault', () => {
  expect(lintTemplates(shippedFile('templates'))).toEqual([])
})

describe('a fault is told once, by its file and line', () => {
  test('where a letter is missing, and where one is too many', () => {
    rmSync(join(root, 'kk/stopped.liquid'))
    writeFileSync(join(root, 'ru/stoped.liquid'), 'Subject: A\n\nB\n')
    expect(lintTemplates(root)).toEqual([
      { file: 'kk/stopped.liquid', line: null, what: 'is missing' },
      { file: 'ru/stoped.liquid', line: null, what: 'is no letter that this program writes' },
    ])
  })

  test('where a language has no letters at all', () => {
    rmSync(join(root, 'en'), { recursive: true })
    const faults = lintTemplates(root)
    expect(faults.length).toBeGreaterThan(50)
    expect(new Set(faults.map(({ what }) => what))).toEqual(new Set(['is missing']))
  })

  test('where a block is used by nobody, and where one is missing', () => {
    writeFileSync(join(root, 'ru/_spare.liquid'), 'words\n')
    rmSync(join(root, 'kk/_link.liquid'))
    const faults = lintTemplates(root)
    const missing = faults.filter(({ what }) => what === 'uses the block _link, which is not there')
    expect(missing.map(({ file }) => file)).toEqual(
      ['approval', 'call-needed', 'identity-late', 'new-link', 'not-understood', 'overdue']
        .concat(['overdue', 'question-came', 'reminder'])
        .map((name) => `kk/${name}.liquid`),
    )
    for (const { line } of missing) expect(line).toBeGreaterThan(1)
    expect(faults.filter((fault) => !missing.includes(fault))).toEqual([
      { file: 'ru/_spare.liquid', line: null, what: 'is a block that no letter uses' },
    ])
  })

  test('where a letter names a value that nobody gives, in a branch that is seldom taken too', () => {
    const line = add('en/merged.liquid', "{% if into == 'never' %}{{ company.fax }}{% endif %}")
    const what = 'names company.fax, which this letter is not given'
    expect(lintTemplates(root)).toEqual([{ file: 'en/merged.liquid', line, what }])
  })

  test('where a block that many letters share names one', () => {
    const line = add('ru/_free.liquid', '{{ nobody }}')
    const what = 'names nobody, which a letter with this block is not given'
    expect(lintTemplates(root)).toEqual([{ file: 'ru/_free.liquid', line, what }])
  })

  test('where an item of a list has no such part', () => {
    change('kk/corrected.liquid', (source) => source.replace('change.value', 'change.worth'))
    const line = readFileSync(join(root, 'kk/corrected.liquid'), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes('change.worth'))
    expect(lintTemplates(root)).toEqual([
      { file: 'kk/corrected.liquid', line: line + 1, what: 'undefined variable: change.worth' },
    ])
  })

  test.each([
    ['{% assign x = 1 %}', 'uses the tag assign'],
    ['{{ ref | upcase }}', 'uses a filter'],
    ['{% raw %}x{% endraw %}', 'uses the tag raw'],
  ])('where a letter holds logic: %s', (logic, what) => {
    const line = add('ru/withdrawn.liquid', logic)
    const faults = lintTemplates(root)
    expect(faults[0]).toMatchObject({ file: 'ru/withdrawn.liquid', line })
    expect(faults[0]?.what.startsWith(what)).toBe(true)
  })

  test('where a tag is not closed', () => {
    const line = add('en/held.liquid', '{% if office %}')
    const faults = lintTemplates(root)
    expect(faults).toEqual([
      { file: 'en/held.liquid', line, what: expect.stringContaining('not closed') },
    ])
  })

  test('where a subject would be cut', () => {
    change('kk/answer.liquid', (source) =>
      source.replace(/^Subject: .*/, `Subject: ${'ә'.repeat(190)}`),
    )
    const what = 'has a subject longer than 200 characters'
    expect(lintTemplates(root)).toEqual([{ file: 'kk/answer.liquid', line: 1, what }])
  })

  test('where a letter has no subject', () => {
    change('ru/answer.liquid', (source) => source.replace(/^Subject: .*\n/, ''))
    const what = 'no subject, empty line and body'
    expect(lintTemplates(root)).toEqual([{ file: 'ru/answer.liquid', line: null, what }])
  })

  test('where a value of the person stands unmasked', () => {
    add('ru/not-me.liquid', CANARIES.phone)
    const what = 'shows the phone of a person unmasked'
    expect(lintTemplates(root)).toEqual([{ file: 'ru/not-me.liquid', line: null, what }])
  })

  test('where a label has lost its value', () => {
    change('en/corrected.liquid', (source) =>
      source.replace(
        '{% if partners %}\nPartners told: {{ partners }}\n{% endif %}',
        'Partners told: {{ partners }}',
      ),
    )
    const what = 'has a label without its value'
    expect(lintTemplates(root)).toEqual([{ file: 'en/corrected.liquid', line: null, what }])
  })
})

test('the faults stand in the order of their files and lines', () => {
  add('ru/withdrawn.liquid', '{{ later }}')
  add('ru/answer.liquid', '{{ one }}')
  add('ru/answer.liquid', '{{ two }}')
  expect(lintTemplates(root).map(({ file, what }) => `${file} ${what.split(',')[0]}`)).toEqual([
    'ru/answer.liquid names one',
    'ru/answer.liquid names two',
    'ru/withdrawn.liquid names later',
  ])
})
