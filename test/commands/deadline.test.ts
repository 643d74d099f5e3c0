import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { POLICY, openTerminal } from './cli.ts'

const terminal = openTerminal()
afterAll(() => terminal.close())

const rectify = ['deadline', '--kind', 'rectify', '--received', '2026-11-20T10:00:00+05:00']

test('a deadline is printed in its documented shape (p.16: seven working days)', async () => {
  const { code, out } = await terminal.here([...rectify, '--json'])
  expect(code).toBe(0)
  const dated: unknown = JSON.parse(out)
  expect(Object.keys(dated ?? {})).toEqual(['kind', 'receivedOn', 'obligations', 'explanation'])
  expect(dated).toMatchObject({
    kind: 'rectify',
    receivedOn: '2026-11-20',
    obligations: [
      { name: 'ack' },
      {
        name: 'correct',
        policyDue: '2026-12-01',
        lawDue: null,
        softDue: null,
        actBy: '2026-12-01',
      },
      { name: 'notify' },
    ],
  })
})

test("the law's term for a correction runs from the confirmation", async () => {
  const confirmed = ['--confirmed', '2026-11-23T10:00:00+05:00']
  const { out } = await terminal.here([...rectify, ...confirmed, '--json'])
  expect(JSON.parse(out)).toMatchObject({
    obligations: [{}, { name: 'correct', lawDue: '2026-11-24', actBy: '2026-11-24' }, {}],
  })
})

test.each(['2026-02-29T10:00:00+05:00', '2026-11-20T10:00:00', 'yesterday'])(
  '%s is no instant',
  async (received) => {
    const typed = ['deadline', '--kind', 'cease', '--received', received]
    const { code, err } = await terminal.here(typed)
    expect(code).toBe(2)
    expect(err).toContain('--received is no instant: write 2026-11-20T10:00:00+05:00')
  },
)

test('a policy file with three mistakes is told all three at once, with exit code 78', async () => {
  const shipped = readFileSync(POLICY, 'utf8')
  const mistaken = shipped
    .replace(/^languages:.*$/m, 'languages: [ru, xx]')
    .replace(/^calendar:.*$/m, 'calendar: NOWHERE')
  const file = terminal.put('mistaken.yaml', `${mistaken}\ncolour: red\n`)
  const { code, out, err } = await terminal.here(rectify, { POLICY_FILE: file })
  expect({ code, out }).toEqual({ code: 78, out: '' })
  expect(err.split('\n').filter((line) => line.startsWith(`  - ${file}: `))).toHaveLength(3)
  for (const mistake of ['colour', '"xx"', '"NOWHERE"']) expect(err).toContain(mistake)
})
