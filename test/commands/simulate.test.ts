import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LETTERS, jsonLines, openTerminal } from './cli.ts'

const WALKED = [
  'rectify-phone.eml',
  'rectify-name-kazakh.eml',
  'rectify-english-words.eml',
  'rectify-without-value.eml',
  'question-of-policy.eml',
  'ordinary.eml',
]
const terminal = openTerminal()
let walks: ReadonlyMap<string, string>

beforeAll(async () => {
  const paths = WALKED.map((name) => join(LETTERS, name))
  const { out } = await terminal.run(['simulate', '--walk', ...paths])
  const parts = out
    .split(/^(?=\S+\.eml$)/m)
    .map((part) => [part.split('\n', 1)[0] ?? '', part] as const)
  walks = new Map(parts)
})
afterAll(() => terminal.close())

const walked = (name: string): string => walks.get(name) ?? ''

/** The steps told, in their order. */
const stepsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^== (.*)$/gm)].map(([, step = '']) => step.replace(/PD-[\w-]+/, 'PD'))

test('a letter is told in its documented shape, with nothing configured', async () => {
  const typed = ['simulate', join(LETTERS, 'rectify-name-kazakh.eml'), '--json']
  const { code, out } = await terminal.run(typed, { POLICY_FILE: '' })
  expect(code).toBe(0)
  expect(out).toBe(
    '{"file":"rectify-name-kazakh.eml","kind":"rectify","certainty":"exact","language":"kk",' +
      '"statedEmail":"erzhan.testov@person.example",' +
      '"changes":[{"field":"name","from":"Ерзан","to":"Ержан"}],"alsoKinds":[],"code":null,' +
      '"review":false,"acknowledge":true,"flags":[],"reasons":["subject: exact (ru)","stated address: line 1","name: line 1"]}\n',
  )
})

test('the example of the README is what the command prints', async () => {
  const readme = readFileSync('README.md', 'utf8')
  const { out } = await terminal.run(['simulate', join(LETTERS, 'rectify-from-a-phone.eml')])
  expect(readme).toContain(`\`\`\`\n${out}\`\`\``)
})

test.each([
  { name: 'rectify-phone.eml', acknowledged: 'Мы получили ваше письмо', done: 'Мы исправили' },
  { name: 'rectify-name-kazakh.eml', acknowledged: 'Хатыңызды алдық', done: 'түзеттік' },
  {
    name: 'rectify-english-words.eml',
    acknowledged: 'We have received',
    done: 'We have corrected',
  },
])('the walk of $name goes from arrival to the final reply', ({ name, ...words }) => {
  const text = walked(name)
  expect(stepsIn(text)).toEqual([
    'request PD: rectify',
    'letter to the person: acknowledgement-rectify',
    // Nothing vouches for a sample letter: the person says whose address it is first.
    'the person answers',
    'letter to the owner: approval',
    'the owner answers',
    'letter to the owner: receipt',
    'letter to the person: corrected',
  ])
  expect(text).toContain(words.acknowledged)
  expect(text).toContain(words.done)
})

test('a letter without the new value is asked about, not approved', () => {
  const text = walked('rectify-without-value.eml')
  expect(stepsIn(text)).toContain('letter to the person: owner-question')
  expect(stepsIn(text)).not.toContain('letter to the person: corrected')
})

test('a question about personal data is acknowledged and put before the owner, an ordinary letter before nobody (p.21)', () => {
  const question = walked('question-of-policy.eml')
  const ordinary = walked('ordinary.eml')
  expect(stepsIn(question).slice(0, 3)).toEqual([
    'request PD: question',
    'letter to the person: acknowledgement-question',
    'letter to the owner: question-came',
  ])
  expect(stepsIn(ordinary)).toEqual(['counted'])
})

test('a folder is read to its depth; one without letters is a mistake, and so is a path to nothing', async () => {
  mkdirSync(join(terminal.folder, 'mail/old.eml'), { recursive: true })
  copyFileSync(join(LETTERS, 'cease.eml'), join(terminal.folder, 'mail/old.eml/first.eml'))
  mkdirSync(join(terminal.folder, 'empty'))
  const read = await terminal.run(['simulate', 'mail', '--json'])
  const empty = await terminal.here(['simulate', 'empty'])
  const nothing = await terminal.here(['simulate', 'mail', 'nothing.eml', '--json'])
  expect(jsonLines(read.out)).toMatchObject([{ file: 'old.eml/first.eml', kind: 'cease' }])
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('empty holds no letter') })
  expect(nothing).toMatchObject({ code: 2, out: '' })
  expect(nothing.err).toContain('nothing.eml cannot be read')
})

test('600 letters take less than ten seconds', { retry: 2 }, async () => {
  const names = readdirSync(LETTERS).filter((name) => name.endsWith('.eml'))
  mkdirSync(join(terminal.folder, 'many'))
  for (let count = 0; count < 600; count += 1) {
    const name = names[count % names.length] ?? ''
    copyFileSync(join(LETTERS, name), join(terminal.folder, 'many', `${count}-${name}`))
  }
  const begunAt = Date.now()
  const { code, out } = await terminal.run(['simulate', 'many', '--json'])
  expect({ code, lines: jsonLines(out).length }).toEqual({ code: 0, lines: 600 })
  expect(Date.now() - begunAt).toBeLessThan(10_000)
})
