import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/action/plan.ts'
import { ANSWER_DAYS_MAX } from '../../src/approval/approval.ts'
import { currentLink, linkToken, readLinkToken, standingOf } from '../../src/approval/link.ts'
import type { Link } from '../../src/approval/link.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import { ID_KEY, NUMBER, event, planned, requestWith } from '../request/samples.ts'

const OWNER = 'owner@company.example'
const LINK: Link = { number: NUMBER, version: 2, generation: 1 }
const TOKEN = linkToken(ID_KEY, LINK, OWNER)
const DAY_MS = 86_400_000
const PLAN: Plan = { do: 'no-record' }

describe('a link', () => {
  test('is read back by whoever wrote it', () => {
    expect(readLinkToken(ID_KEY, TOKEN, OWNER)).toEqual(LINK)
  })

  test('shows a request number and 256 bits, and no address', () => {
    expect(TOKEN).toMatch(/^PD-7F3K-92QD\.2\.1\.[\w-]{43}$/)
  })

  test('of another owner, key, version, generation or request opens nothing', () => {
    expect(readLinkToken(ID_KEY, TOKEN, 'other@company.example')).toBeNull()
    expect(readLinkToken(Buffer.alloc(32, 8), TOKEN, OWNER)).toBeNull()
    const mac = TOKEN.split('.')[3] ?? ''
    for (const head of [`${NUMBER}.3.1`, `${NUMBER}.2.0`, 'PD-0000-0000.2.1'])
      expect(readLinkToken(ID_KEY, `${head}.${mac}`, OWNER)).toBeNull()
  })

  test('with any one character changed opens nothing', () => {
    fc.assert(
      fc.property(fc.nat({ max: TOKEN.length - 1 }), fc.string({ maxLength: 2 }), (at, other) => {
        const forged = TOKEN.slice(0, at) + other + TOKEN.slice(at + 1)
        fc.pre(forged !== TOKEN)
        expect(readLinkToken(ID_KEY, forged, OWNER)).toBeNull()
      }),
      { numRuns: 1_000 },
    )
  })

  test.each(['', '.', '...', `${TOKEN}.`, ` ${TOKEN}`, `${TOKEN}\n`, 'a'.repeat(100_000)])(
    'is none where it says %#',
    (token) => {
      expect(readLinkToken(ID_KEY, token, OWNER)).toBeNull()
    },
  )
})

describe('the link in letters now', () => {
  test('names the plan in force and how often it was renewed', () => {
    expect(currentLink(requestWith())).toEqual({ number: NUMBER, version: 0, generation: 0 })
    const renewed = requestWith({}, planned(1, PLAN), event('link-renewed'))
    expect(currentLink(renewed)).toEqual({ number: NUMBER, version: 1, generation: 1 })
  })
})

describe('a link leads to its request', () => {
  const asked = requestWith({}, planned(1, PLAN))
  const first: Link = { number: NUMBER, version: 1, generation: 0 }
  const daysAfter = (request: PrivacyRequest, seq: number, days: number, ms = 0): Date => {
    const at = request.events[seq - 1]?.at.getTime() ?? Number.NaN
    return new Date(at + days * DAY_MS + ms)
  }

  test('for fourteen days from the plan it was written for', () => {
    expect(standingOf(asked, first, daysAfter(asked, 2, ANSWER_DAYS_MAX))).toBe('open')
    expect(standingOf(asked, first, daysAfter(asked, 2, ANSWER_DAYS_MAX, 1))).toBe('expired')
  })

  test('before there is a plan from the opening', () => {
    const opened = requestWith()
    const link: Link = { ...first, version: 0 }
    expect(standingOf(opened, link, daysAfter(opened, 1, ANSWER_DAYS_MAX))).toBe('open')
    expect(standingOf(opened, link, daysAfter(opened, 1, ANSWER_DAYS_MAX, 1))).toBe('expired')
  })

  test('no more once a newer plan is asked about', () => {
    const request = requestWith({}, planned(1, PLAN), event('edited'), planned(2, PLAN))
    const now = daysAfter(request, 4, 1)
    expect(standingOf(request, first, now)).toBe('expired')
    expect(standingOf(request, { ...first, version: 2 }, now)).toBe('open')
  })

  test('after a decision to what was decided', () => {
    const request = requestWith({}, planned(1, PLAN), event('approved'), event('no-record'))
    expect(standingOf(request, first, daysAfter(request, 4, 1))).toBe('open')
  })

  test('never again after wrong owner codes, but the renewed one does', () => {
    const locked = event('link-locked', { version: 1, generation: 0 })
    const request = requestWith({}, planned(1, PLAN), locked)
    const now = daysAfter(request, 3, 1)
    expect(standingOf(request, first, now)).toBe('locked')
    const renewed = requestWith({}, planned(1, PLAN), locked, event('link-renewed'))
    expect(standingOf(renewed, first, now)).toBe('locked')
    expect(standingOf(renewed, { ...first, generation: 1 }, now)).toBe('open')
  })

  test('renewed for fourteen days more, and the old one no longer', () => {
    const request = requestWith({}, planned(1, PLAN), event('link-renewed'))
    const second: Link = { ...first, generation: 1 }
    const now = daysAfter(request, 3, ANSWER_DAYS_MAX)
    expect(standingOf(request, second, now)).toBe('open')
    expect(standingOf(request, first, daysAfter(request, 3, 1))).toBe('expired')
    expect(standingOf(request, second, new Date(now.getTime() + 1))).toBe('expired')
  })
})
