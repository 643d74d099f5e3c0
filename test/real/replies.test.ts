import { afterEach, describe, expect, test } from 'vitest'
import { realServers } from '../support/real-servers.ts'
import type { Person } from './mail.ts'
import { deliver, kindOf, letterOf, openMailbox, personOf } from './mail.ts'
import type { Installation } from './support.ts'
import { eventually, install } from './support.ts'
import { endWithoutTrace } from './traces.ts'

const installations: Installation[] = []

afterEach(async () => {
  for (const installation of installations.splice(0)) await endWithoutTrace(installation)
})

interface ReplyRow {
  readonly id: string
  readonly state: string
  readonly attempts: number
  readonly waitSeconds: number | null
  readonly code: number | null
}

async function replies({ sql }: Installation, kind: string): Promise<readonly ReplyRow[]> {
  return sql<ReplyRow[]>`
    select id, state, attempts, response_code as code,
      extract(epoch from send_at - now())::float as "waitSeconds"
    from reply where kind = ${kind}`
}

async function eventNames({ sql }: Installation): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`select name from event order by request, seq`
  return rows.map(({ name }) => name)
}

/** A running installation whose first letter comes from an address of this domain. */
async function writtenFrom(
  domain: string,
): Promise<{ installation: Installation; person: Person }> {
  const installation = await install()
  installations.push(installation)
  const program = installation.start()
  await program.line('poller.connected')
  const person = personOf(installation, 0, domain)
  await deliver(installation.mailbox, person.address, letterOf(person, installation.mailbox))
  return { installation, person }
}

/** What the owner reads about a letter that did not reach its reader. */
async function warning(installation: Installation): Promise<string> {
  const owner = await openMailbox(installation.mailbox)
  const [told] = await owner.awaited('the warning', (found) => kindOf(found) === 'undeliverable')
  owner.close()
  return told.mail.text ?? ''
}

describe.skipIf(realServers() === null)('replies that do not arrive', { timeout: 60_000 }, () => {
  test('a delivery report is recorded and never answered, and the owner is told', async () => {
    const { installation } = await writtenFrom('bounce.test')
    const { sql } = installation
    expect(await warning(installation)).toMatch(/не принял наш ответ|не доставлен/)
    expect(await eventNames(installation)).toContain('reply-bounced')
    const reports = await sql`
      select disposition, reason from letter where disposition is distinct from 'opened'`
    expect(reports).toEqual([{ disposition: 'automatic', reason: 'bounce' }])
    expect(await sql`select count(*)::int as requests from request`).toEqual([{ requests: 1 }])
    // To the person the acknowledgement, to the owner the question and the warning: nothing else.
    const kinds = await sql<{ kind: string }[]>`select kind from reply order by kind`
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'acknowledgement-rectify',
      'approval',
      'undeliverable',
    ])
  })

  test('a reply put off with 451 waits its turn, and the letters behind it go out', async () => {
    const { installation } = await writtenFrom('tempfail.test')
    const owner = await openMailbox(installation.mailbox)
    await owner.awaited('the question', (letter) => kindOf(letter) === 'approval')
    owner.close()
    const isPutOff = async (): Promise<ReplyRow | null> => {
      const [reply] = await replies(installation, 'acknowledgement-rectify')
      return reply?.state === 'pending' && reply.attempts === 1 ? reply : null
    }
    const { waitSeconds } = await eventually('put off', isPutOff)
    expect(waitSeconds).toBeGreaterThan(15)
    expect(waitSeconds).toBeLessThanOrEqual(30)
    const events = await eventNames(installation)
    expect(events).not.toContain('reply-failed')
    expect(await replies(installation, 'undeliverable')).toEqual([])
    // The second attempt waits ten times as long as the first.
    const isPutOffAgain = async (): Promise<ReplyRow | null> => {
      const [reply] = await replies(installation, 'acknowledgement-rectify')
      return reply?.state === 'pending' && reply.attempts === 2 ? reply : null
    }
    await installation.sql`update reply set send_at = now() where kind = 'acknowledgement-rectify'`
    const second = await eventually('put off again', isPutOffAgain)
    expect(second.waitSeconds).toBeGreaterThan(285)
  })

  test('a reply refused with 550 has failed, and the owner is told with the code', async () => {
    const { installation } = await writtenFrom('reject.test')
    expect(await warning(installation)).toContain('550')
    const [reply, ...others] = await replies(installation, 'acknowledgement-rectify')
    expect(reply).toMatchObject({ state: 'failed', attempts: 1, code: 550 })
    expect(others).toEqual([])
    expect(await eventNames(installation)).toContain('reply-failed')
  })
})
