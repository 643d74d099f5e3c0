import { afterAll, expect, test } from 'vitest'
import { ADVICE } from '../../src/errors.ts'
import { LETTERS, openTerminal } from './cli.ts'

const terminal = openTerminal()
afterAll(() => terminal.close())

test.each([
  { typed: ['satrt'], said: "unknown command 'satrt' (Did you mean start?)" },
  { typed: ['people', 'lst'], said: "unknown command 'lst' (Did you mean list?)" },
  { typed: ['start', '--rol', 'desk'], said: "unknown option '--rol' (Did you mean --role?)" },
  { typed: ['start', '--role', 'desk,cook'], said: 'unknown role cook' },
  { typed: ['deadline', '--kind', 'rectify'], said: "required option '--received <instant>'" },
  { typed: ['requests', 'edit', 'PD-7F3K-92QD'], said: 'edit needs at least one --set' },
])('$typed is told in one message with exit code 2', async ({ typed, said }) => {
  const { code, out, err } = await terminal.here(typed)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain(`privacy-mailbot: usage: ${said}`)
  expect(err.split('\n').slice(1)).toEqual([`  ${ADVICE.usage}`, ''])
})

test('help and version are data: on stdout, with exit code 0', async () => {
  const [help, version] = await Promise.all([terminal.run(['--help']), terminal.run(['--version'])])
  expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining('simulate') })
  expect(version).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

test('a reader who has seen enough is no fault', async () => {
  const command = terminal.start(['simulate', LETTERS, '--walk'])
  command.process.stdout?.destroy()
  expect(await command.ended).toMatchObject({ code: 0, err: '' })
})
