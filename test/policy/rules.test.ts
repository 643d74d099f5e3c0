import { describe, expect, test } from 'vitest'
import { asCivilDate } from '../../src/policy/calendar.ts'
import { inForce, parseRules } from '../../src/policy/rules.ts'
import { everyProfile, profiles, readData, ruleFiles } from './shipped.ts'

const idsOn = (date: string) => inForce(profiles, asCivilDate(date)).map(({ id }) => id)

describe('the shipped profiles', () => {
  test('each file bears the id of the profile in it', () => {
    expect(everyProfile.map(({ id }) => `rules-${id}.json`)).toEqual(ruleFiles)
  })

  test('the policy promises seven working days, thirty days and six months (p.16, p.17)', () => {
    const policy = profiles.find(({ clock }) => clock === 'policy')
    expect(policy?.rules.map(({ kind, obligation, term }) => [kind, obligation, term])).toEqual([
      ['rectify', 'correct', { count: 7, unit: 'working-days' }],
      ['rectify', 'notify', { count: 7, unit: 'working-days' }],
      ['unlawful', 'stop', null],
      ['unlawful', 'destroy', { count: 7, unit: 'working-days' }],
      ['unlawful', 'block', { count: 6, unit: 'months' }],
      ['unlawful', 'partner', { count: 7, unit: 'working-days' }],
      ['unlawful', 'notify', { count: 7, unit: 'working-days' }],
      ['cease', 'stop', null],
      ['cease', 'destroy', { count: 30, unit: 'days' }],
      ['cease', 'block', { count: 6, unit: 'months' }],
      ['cease', 'partner', { count: 30, unit: 'days' }],
      ['purpose-achieved', 'stop', null],
      ['purpose-achieved', 'destroy', { count: 30, unit: 'days' }],
      ['purpose-achieved', 'block', { count: 6, unit: 'months' }],
      ['purpose-achieved', 'partner', { count: 30, unit: 'days' }],
      ['access', 'export', null],
    ])
  })

  test('exactly one edition of the law is in force on every day', () => {
    const laws = (date: string) => idsOn(date).filter((id) => id.startsWith('kz-law'))
    expect(laws('2013-11-25')).toEqual(['kz-law-2013-11-25'])
    expect(laws('2026-01-17')).toEqual(['kz-law-2013-11-25'])
    expect(laws('2026-01-18')).toEqual(['kz-law-2026-01-18'])
    expect(laws('2027-12-31')).toEqual(['kz-law-2026-01-18'])
  })

  test('a profile does not reach back before its first day', () => {
    expect(idsOn('2013-11-24')).toEqual([])
    expect(idsOn('2026-07-11')).not.toContain('kz-digital-code-2026-07-12')
    expect(idsOn('2026-07-12')).toContain('kz-digital-code-2026-07-12')
  })
})

test('wherever partners owe something, the rule says that there may be none', () => {
  const rules = everyProfile.flatMap((profile) => profile.rules)
  const notes = rules
    .filter(({ obligation }) => obligation === 'partner')
    .map(({ kind, note }) => [kind, note])
  expect(new Set(notes.map(([, note]) => note))).toEqual(
    new Set(['only where the policy names partners']),
  )
  expect(new Set(notes.map(([kind]) => kind))).toEqual(
    new Set(['cease', 'purpose-achieved', 'rectify', 'unlawful']),
  )
})

describe('a profile file', () => {
  const shipped = () => readData('rules-own-targets.json')

  test('is refused with every fault, one line each', () => {
    const file = { ...shipped(), clock: 'lax', from: '2026-02-30' }
    const rules = [
      {
        kind: 'rectify',
        obligation: 'corect',
        term: { count: 0, unit: 'days' },
        from: 'receipt',
        source: '',
        certianty: 'text',
      },
    ]
    expect(parseRules({ ...file, rules })).toEqual({
      ok: false,
      faults: [
        'rules[0].certianty: unknown key; did you mean "certainty"?',
        'clock: "lax" is not known; did you mean "law"?',
        'from: is not a day of the calendar; write YYYY-MM-DD',
        'rules[0].obligation: "corect" is not known; did you mean "correct"?',
        'rules[0].term.count: must be 1 or more',
        'rules[0].source: is empty; name the paragraph',
      ],
    })
  })

  test('may not end before it begins', () => {
    expect(parseRules({ ...shipped(), to: '2013-11-24' })).toEqual({
      ok: false,
      faults: ['to: is earlier than from; swap them or remove it'],
    })
  })
})
