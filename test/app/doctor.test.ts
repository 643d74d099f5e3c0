import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { CHECKS, diagnose } from '../../src/app/doctor.ts'
import type { Finding } from '../../src/app/doctor.ts'
import type { Patient } from '../../src/app/doctor/patient.ts'
import { readConfig } from '../../src/config.ts'
import { readPolicyFile, shippedFile } from '../../src/edge/files.ts'
import { ADVICE, Fault } from '../../src/errors.ts'
import { parsePolicy } from '../../src/policy/policy.ts'
import { wallClock } from '../../src/policy/clock-time.ts'
import { MONDAY } from '../support/company.ts'

const POLICY = shippedFile('policy.yaml')

/** The settings of a machine on which nobody has set anything but these. */
function configOf(settings: Readonly<Record<string, string>> = {}): Patient['config'] {
  const reading = readConfig({ DATA_DIR: '/srv/data', ...settings }, { mail: false }, () => null)
  return reading.ok ? reading.config : null
}

const WELL: Patient = {
  config: configOf(),
  faults: [],
  isBegun: false,
  now: MONDAY,
  nodeVersion: '20.20.2',
  wallClock,
  policy: readPolicyFile(POLICY),
  policyFile: POLICY,
  isShippedPolicy: false,
  database: { state: 'none' },
}

async function said(name: string, changed: Partial<Patient> = {}): Promise<Finding> {
  const findings = await diagnose({ ...WELL, ...changed })
  const one = findings.find((finding) => finding.name === name)
  if (one === undefined) throw new Error(`no check is called ${name}`)
  return one
}

describe('where nothing is configured', () => {
  test('nothing is found, and what is not configured is said to be so', async () => {
    const findings = await diagnose({ ...WELL, isShippedPolicy: true })
    expect(findings.map(({ name }) => name)).toEqual(Object.keys(CHECKS))
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    const unset = findings.filter(({ what }) => what.startsWith('not configured: '))
    expect(unset.map(({ name }) => name)).toEqual(['config', 'policy', 'owner', 'mail', 'database'])
  })
})

describe('node', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('%s will do', async (nodeVersion) => {
    expect(await said('node', { nodeVersion })).toMatchObject({ ok: true, fix: null })
  })

  test.each(['18.20.8', '20.18.3', '20.9.0'])('%s is too old', async (nodeVersion) => {
    const { ok, what, fix } = await said('node', { nodeVersion })
    expect({ ok, what }).toEqual({ ok: false, what: `Node ${nodeVersion} is too old` })
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({
      engines: { node: `>=${/\d+\.\d+/.exec(fix ?? '')?.[0]}` },
    })
  })
})

describe('zone', () => {
  test('this Node knows that Almaty put its clocks back on 1 March 2024', async () => {
    expect(await said('zone')).toMatchObject({ ok: true })
  })

  test.each([
    { zone: 'at UTC+6 for ever', shown: { date: '2024-03-01', time: '00:00' } },
    { zone: 'a day behind', shown: { date: '2024-02-28', time: '23:00' } },
  ])('one that has it $zone is found', async ({ shown }) => {
    const { ok, what, fix } = await said('zone', { wallClock: () => shown })
    expect(ok).toBe(false)
    expect(what).toContain(`they show ${shown.date} ${shown.time}`)
    expect(fix).toContain('Node')
  })

  test('one that has no Almaty is found as well, and no other check suffers', async () => {
    const broken = (): never => {
      throw new RangeError('Invalid time zone specified: Asia/Almaty')
    }
    const findings = await diagnose({ ...WELL, wallClock: broken })
    expect(findings.filter(({ ok }) => !ok)).toEqual([
      { name: 'zone', ok: false, what: 'not looked at: internal', fix: ADVICE.internal },
    ])
  })
})

describe('config and policy', () => {
  const faults = ['PORT is no port.', 'SMTP_URL is not set.']

  test('every fault of the settings is told, and what hangs on them was not looked at', async () => {
    const findings = await diagnose({ ...WELL, config: null, faults, database: null })
    expect(findings.find(({ name }) => name === 'config')).toMatchObject({
      ok: false,
      what: faults.join('\n'),
      fix: ADVICE['config.invalid'],
    })
    const unseen = findings.filter(({ what }) => what.startsWith('not looked at: '))
    expect(unseen.map(({ name }) => name)).toEqual(['owner', 'alert', 'mail', 'queue', 'database'])
    expect(unseen.every(({ ok }) => !ok)).toBe(true)
  })

  test('every fault of the policy file is told, and its calendar was not looked at', async () => {
    const policy = { ok: false, faults: ['company: is missing', 'rules: is empty'] } as const
    expect(await said('policy', { policy })).toMatchObject({
      ok: false,
      what: 'company: is missing\nrules: is empty',
    })
    expect(await said('calendar', { policy })).toMatchObject({
      ok: false,
      what: 'not looked at: the policy file has faults',
    })
  })
})

describe('places', () => {
  const declared = (dataLocation: object | undefined) => {
    const reading = readPolicyFile(POLICY)
    if (!reading.ok) throw new Error(reading.faults.join())
    const policy = { ...reading.promises.policy, dataLocation: parsed(dataLocation) }
    return said('places', { policy: { ok: true, promises: { ...reading.promises, policy } } })
  }
  const parsed = (dataLocation: object | undefined) => {
    const text = readFileSync(POLICY, 'utf8')
    const read = parsePolicy({ ...parseYaml(text), dataLocation })
    if (!read.ok) throw new Error(read.faults.join())
    return read.policy.dataLocation
  }
  const HOME = { database: 'KZ', mailbox: 'KZ', backup: 'KZ' }

  test('in Kazakhstan are in order (p.11.1)', async () => {
    expect(await declared(HOME)).toMatchObject({ ok: true, fix: null })
  })

  test('of the shipped policy tell that mail.ru lies in Russia (p.11.1)', async () => {
    const { ok, what, fix } = await said('places')
    expect(ok).toBe(true)
    expect(what).toContain('the mailbox lies in RU, and p.11.1 promises')
    expect(fix).toContain('cannot mend this')
  })

  test.each(['database', 'backup'])('abroad are found: the %s (p.11.1)', async (place) => {
    const { ok, what, fix } = await declared({ ...HOME, [place]: 'DE', mailbox: 'RU' })
    expect(ok).toBe(false)
    expect(what).toBe(
      `the ${place} lies in DE; the mailbox lies in RU: p.11.1 promises databases in Kazakhstan`,
    )
    expect(fix).toContain('Move it to Kazakhstan')
  })

  test('that nobody declared are found (p.11.1)', async () => {
    const { ok, what } = await declared(undefined)
    expect(ok).toBe(false)
    expect(what).toContain('does not say where the data lie')
  })
})

describe('calendar', () => {
  const onDay = (day: string) => said('calendar', { now: new Date(`${day}T12:00:00+05:00`) })

  test('tells how far the days off are known, and how surely', async () => {
    expect(await onDay('2026-11-16')).toMatchObject({
      ok: true,
      what: 'days off are known until 2027-12-31 (by order until 2026-12-31, then by the rules of the law)',
    })
  })

  test.each([
    ['2027-10-31', true, 'days off are known until 2027-12-31 (by order'],
    ['2027-11-01', false, 'days off are known until 2027-12-31 and no further: 60 days more'],
    ['2027-12-31', false, 'days off are known until 2027-12-31 and no further: 0 days more'],
    ['2028-02-01', false, 'days off have not been known since 2027-12-31: weekends alone'],
  ])('on %s', async (day, ok, what) => {
    const verdict = await onDay(day)
    expect(verdict.ok).toBe(ok)
    expect(verdict.what).toContain(what)
    expect(verdict.fix === null).toBe(ok)
  })
})

describe('owner and alert', () => {
  const reached = { state: 'reached', tables: 'as-known' } as const
  const PUBLIC = { PUBLIC_URL: 'https://privacy.example.kz' }

  test('letters go to OWNER_EMAIL, which is shown masked', async () => {
    const config = configOf({ OWNER_EMAIL: 'owner.testova@person.example' })
    const { ok, what } = await said('owner', { config, isBegun: true })
    expect({ ok, what }).toEqual({
      ok: true,
      what: 'letters to the owner go to o•••@person.example; without PUBLIC_URL they carry no link',
    })
  })

  test('without OWNER_EMAIL they go to the mailbox', async () => {
    const { ok, what } = await said('owner', { isBegun: true })
    expect(ok).toBe(true)
    expect(what).toContain('go to the mailbox s•••@mail.ru')
  })

  test.each([
    { what: 'with a code', database: { ...reached, hasOwnerCode: true }, ok: true },
    { what: 'without a code', database: { ...reached, hasOwnerCode: false }, ok: false },
    { what: 'that nobody began', database: { state: 'none' } as const, ok: true },
    {
      what: 'that is away',
      database: { state: 'failed', fault: new Fault('database.unreachable') } as const,
      ok: true,
    },
  ])('where there are pages, a database $what is ok: $ok', async ({ database, ok }) => {
    const finding = await said('owner', { config: configOf(PUBLIC), isBegun: true, database })
    expect(finding.ok).toBe(ok)
    expect(finding.fix?.includes('owner code') ?? true).toBe(true)
  })

  test('without ALERT_URL there is a note and no fault; with it, its host is named alone', async () => {
    expect(await said('alert')).toMatchObject({ ok: true, fix: expect.stringContaining('ntfy') })
    const config = configOf({ ALERT_URL: 'https://u:geheim@ntfy.example.kz/topic-7f3k' })
    expect(await said('alert', { config })).toMatchObject({
      ok: true,
      what: 'ntfy.example.kz is told when mail or database is dead',
      fix: null,
    })
  })
})

describe('database', () => {
  test.each([
    { tables: 'as-known', ok: true, says: 'up to date' },
    { tables: 'none', ok: false, says: 'no tables yet' },
    { tables: 'old', ok: false, says: 'an older version' },
    { tables: 'newer', ok: false, says: 'a newer version' },
  ] as const)('with tables $tables is ok: $ok', async ({ tables, ok, says }) => {
    const database = { state: 'reached', tables, hasOwnerCode: false } as const
    const finding = await said('database', { database })
    expect(finding.ok).toBe(ok)
    expect(finding.what).toContain(says)
    expect(finding.fix === null).toBe(ok)
  })

  test('that fails is told by its fault and its advice', async () => {
    const fault = new Fault('database.refused', { detail: 'PostgreSQL said 28P01' })
    expect(await said('database', { database: { state: 'failed', fault } })).toMatchObject({
      ok: false,
      what: 'the own one in /srv/data: database.refused: PostgreSQL said 28P01',
      fix: ADVICE['database.refused'],
    })
  })
})
