import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { DEMAND_KINDS, OBLIGATIONS } from '../../src/policy/rules.ts'
import { POLICY, openTerminal } from './cli.ts'

const day = z.iso.date().nullable()
/** What `deadline --json` prints, to the last key. */
const PRINTED = z.strictObject({
  kind: z.string(),
  receivedOn: z.iso.date(),
  obligations: z.array(
    z.strictObject({
      name: z.string(),
      policyDue: day,
      lawDue: day,
      softDue: day,
      actBy: day,
    }),
  ),
  explanation: z.array(z.string()),
})

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
      { name: 'partner' },
      { name: 'notify' },
    ],
  })
})

test.each(DEMAND_KINDS)(
  'of a demand to %s every date has its name, and its line below',
  async (kind) => {
    const typed = ['deadline', '--kind', kind, '--received', '2026-11-20T10:00:00+05:00']
    const { code, out } = await terminal.here([...typed, '--json'])
    const dated = PRINTED.parse(JSON.parse(out))
    expect({ code, kind: dated.kind, receivedOn: dated.receivedOn }).toEqual({
      code: 0,
      kind,
      receivedOn: '2026-11-20',
    })
    const owed = dated.obligations.map(({ name }) => name)
    expect(owed).toEqual(OBLIGATIONS.filter((name) => owed.includes(name)))
    const { out: text } = await terminal.here(typed)
    const lines = text.split('\n')
    expect(lines).toEqual(expect.arrayContaining(dated.explanation))
    expect(lines[1]).toMatch(/^owed +policy +law +target +act by$/)
    for (const { name, ...dates } of dated.obligations) {
      const cells = [name, dates.policyDue, dates.lawDue, dates.softDue, dates.actBy]
      const row = cells.map((cell) => cell ?? '-').join(' ')
      expect(lines.map((line) => line.trim().replaceAll(/ +/g, ' '))).toContain(row)
    }
  },
)

test('a law that the settings name besides is one more, and only its own clock is touched', async () => {
  const settings = readFileSync(POLICY, 'utf8').replace('rules:\n', 'rules:\n  - eu-gdpr\n')
  const file = terminal.put('with-gdpr.yaml', settings)
  const typed = ['deadline', '--kind', 'cease', '--received', '2027-02-10T11:00:00+05:00', '--json']
  const destroy = async (env: Record<string, string>) =>
    PRINTED.parse(JSON.parse((await terminal.here(typed, env)).out)).obligations.find(
      ({ name }) => name === 'destroy',
    )
  const without = { name: 'destroy', policyDue: '2027-03-12', softDue: '2027-02-25' }
  expect(await destroy({})).toEqual({ ...without, lawDue: null, actBy: '2027-03-12' })
  expect(await destroy({ POLICY_FILE: file })).toEqual({
    ...without,
    lawDue: '2027-03-10',
    actBy: '2027-03-10',
  })
})

test("the law's term for a correction runs from the confirmation", async () => {
  const confirmed = ['--confirmed', '2026-11-23T10:00:00+05:00']
  const { out } = await terminal.here([...rectify, ...confirmed, '--json'])
  expect(JSON.parse(out)).toMatchObject({
    obligations: [{}, { name: 'correct', lawDue: '2026-11-24', actBy: '2026-11-24' }, {}, {}],
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
