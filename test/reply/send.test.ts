import { describe, expect, test } from 'vitest'
import type { FaultCode } from '../../src/errors.ts'
import { ADVICE, Fault } from '../../src/errors.ts'
import { smtpFault } from '../../src/edge/smtp.ts'
import type { Claim, SendPorts } from '../../src/reply/send.ts'
import { responseCodeOf, send, waitAfterMs } from '../../src/reply/send.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const RAW = Buffer.from('Subject: final bytes\r\n\r\nbody\r\n')

interface Scene {
  readonly attempt?: number
  readonly isFree?: boolean
  /** What the server does while the letter is under way. */
  readonly server?: (ring: () => void) => Promise<number>
  readonly accepted?: () => Promise<void>
  readonly renew?: () => Promise<void>
}

/** Sends one letter and tells all that was noted, in order. */
async function sending(scene: Scene = {}) {
  const { attempt = 1, isFree = true, server = () => Promise.resolve(250) } = scene
  const claim: Claim = { id: 'letter', token: 7, attempt, to: 'a@person.example', raw: RAW }
  const noted: string[] = []
  const posted: unknown[] = []
  let ring = (): void => undefined
  const note = (line: string): Promise<void> => {
    noted.push(line)
    return Promise.resolve()
  }
  const ports: SendPorts = {
    outbox: {
      claim: () => Promise.resolve(isFree ? claim : null),
      renew: ({ token }) => note(`renew ${token}`).then(scene.renew),
      accepted: ({ token }, code) => note(`accepted ${token} ${code}`).then(scene.accepted),
      deferred: ({ token }, waitMs) => note(`deferred ${token} ${waitMs}`),
      refused: ({ token }, code) => note(`refused ${token} ${code}`),
    },
    post: {
      send: (letter) => {
        posted.push(letter)
        return server(() => ring())
      },
    },
    every: (callback) => {
      noted.push('watch')
      ring = callback
      return () => {
        ring = () => undefined
        noted.push('unwatch')
      }
    },
  }
  const sent = await send('letter', ports).catch((error: unknown) => ({ error }))
  return { sent, noted, posted }
}

function failing(fault: Error): Scene {
  return { server: () => Promise.reject(fault) }
}

function said(code: FaultCode, response: string): Fault {
  return new Fault(code, { detail: `smtp.example.kz:587 said ${response}` })
}

describe('a letter of the outbox', () => {
  test('is sent as it was kept, to its one recipient', async () => {
    const { sent, noted, posted } = await sending({ server: () => Promise.resolve(251) })
    expect(posted).toEqual([{ to: 'a@person.example', raw: RAW }])
    expect(sent).toEqual({ outcome: 'accepted', attempt: 1 })
    expect(noted).toEqual(['watch', 'accepted 7 251', 'unwatch'])
  })

  test("in another worker's hands, or sent, is left alone", async () => {
    const { sent, noted, posted } = await sending({ isFree: false })
    expect(sent).toEqual({ outcome: 'not-ours' })
    expect([...noted, ...posted]).toEqual([])
  })

  test('stays ours while the server takes its time', async () => {
    const { noted } = await sending({
      server: (ring) => {
        ring()
        ring()
        return Promise.resolve(250)
      },
    })
    expect(noted).toEqual(['watch', 'renew 7', 'renew 7', 'accepted 7 250', 'unwatch'])
  })

  test('goes on although the claim could not be renewed', async () => {
    const { sent } = await sending({
      renew: () => Promise.reject(new Fault('database.failed')),
      server: (ring) => {
        ring()
        return Promise.resolve(250)
      },
    })
    expect(sent).toEqual({ outcome: 'accepted', attempt: 1 })
  })
})

describe('what the server says', () => {
  const forGood = ['smtp.refused'] as const
  const forNow = ['smtp.deferred', 'smtp.unreachable', 'smtp.login', 'smtp.tls'] as const

  test.each(forGood)('as %s gives the letter up', async (code) => {
    const { sent, noted } = await sending(failing(said(code, '550')))
    expect(sent).toMatchObject({ outcome: 'refused', attempt: 1, fault: { code } })
    expect(noted).toEqual(['watch', 'refused 7 550', 'unwatch'])
  })

  test.each(forNow)('as %s lets the letter wait', async (code) => {
    const { sent, noted } = await sending(failing(said(code, '451')))
    expect(sent).toMatchObject({ outcome: 'deferred', attempt: 1, fault: { code } })
    expect(noted).toEqual(['watch', `deferred 7 ${waitAfterMs(1)}`, 'unwatch'])
  })

  test('is one of these five, or no fault of the server', async () => {
    const smtp = Object.keys(ADVICE).filter((code) => code.startsWith('smtp.'))
    expect(smtp.toSorted()).toEqual([...forGood, ...forNow].toSorted())
  })

  test.each([
    ['another fault', new Fault('database.failed')],
    ['a fault of the program', new TypeError('broken')],
  ])('or %s is thrown on, and the claim runs out by itself', async (_what, fault) => {
    const { sent, noted } = await sending(failing(fault))
    expect(sent).toEqual({ error: fault })
    expect(noted).toEqual(['watch', 'unwatch'])
  })

  test('and could not be noted is thrown on: the same bytes go once more', async () => {
    const fault = new Fault('database.failed')
    const { sent, noted } = await sending({ accepted: () => Promise.reject(fault) })
    expect(sent).toEqual({ error: fault })
    expect(noted).toEqual(['watch', 'accepted 7 250', 'unwatch'])
  })
})

describe('the wait before the next attempt', () => {
  test('grows from half a minute to four hours and stays there', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 16].map((attempt) => waitAfterMs(attempt) / MINUTE_MS)
    expect(waits).toEqual([0.5, 5, 15, 60, 120, 240, 240, 240])
  })

  test('fills about two days before a letter is given up', async () => {
    const attempts = Array.from({ length: 16 }, (_, at) => at + 1)
    const totalMs = attempts.reduce((sum, attempt) => sum + waitAfterMs(attempt), 0)
    expect(totalMs / HOUR_MS).toBeGreaterThan(46)
    expect(totalMs / HOUR_MS).toBeLessThan(49)
    const deferred = failing(said('smtp.deferred', '450'))
    expect((await sending({ ...deferred, attempt: 16 })).sent).toMatchObject({
      outcome: 'deferred',
    })
    const { sent, noted } = await sending({ ...deferred, attempt: 17 })
    expect(sent).toMatchObject({ outcome: 'refused', attempt: 17 })
    expect(noted).toContain('refused 7 450')
  })

  test.each(['smtp.unreachable', 'smtp.login', 'smtp.tls'] as const)(
    'never ends for %s: it is no fault of the letter',
    async (code) => {
      const { sent } = await sending({ ...failing(new Fault(code)), attempt: 1_000 })
      expect(sent).toMatchObject({ outcome: 'deferred' })
    },
  )
})

describe('the code of the server', () => {
  test.each([
    ['smtp.example.kz:587 said 550', 550],
    ['127.0.0.1:465 said 421', 421],
    ['smtp.example.kz:587', 0],
    ['smtp.example.kz:465 said ECONNRESET', 0],
    ['host-550.example.kz:25', 0],
  ])('in %j is %i: a port or a host is none', (detail, code) => {
    expect(responseCodeOf(new Fault('smtp.refused', { detail }))).toBe(code)
  })

  test('is nought where nothing is told', () => {
    expect(responseCodeOf(new Fault('smtp.refused'))).toBe(0)
  })

  test('is read from what the post writes, at either usual port', () => {
    for (const port of [465, 587]) {
      const refused = Object.assign(new Error('no'), { responseCode: 552 })
      expect(responseCodeOf(smtpFault(refused, { host: 'smtp.example.kz', port }))).toBe(552)
    }
  })
})
