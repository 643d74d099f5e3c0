import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { realServers } from '../support/real-servers.ts'
import type { Found, Person } from './mail.ts'
import {
  answerFromPhone,
  deliver,
  handOver,
  kindOf,
  letterOf,
  openMailbox,
  personOf,
  RECTIFY,
} from './mail.ts'
import type { Installation, Wanted } from './support.ts'
import { eventually, install } from './support.ts'
import { endWithoutTrace } from './traces.ts'

const ROLES = ['poller', 'requests', 'replies', 'clock', 'desk'] as const
/** What the first answer may take from delivery to delivery. */
const ACKNOWLEDGED_WITHIN_MS = 2_000

const installations: Installation[] = []

afterEach(async () => {
  for (const installation of installations.splice(0)) await endWithoutTrace(installation)
})

async function installed(wanted: Wanted): Promise<Installation> {
  const installation = await install(wanted)
  installations.push(installation)
  return installation
}

async function enter(installation: Installation, person: Person): Promise<void> {
  const { address, surname, name, oldPhone } = person
  const fields = ['--email', address, '--surname', surname, '--name', name, '--phone', oldPhone]
  expect(await installation.run('people', 'add', ...fields)).toMatchObject({ code: 0 })
}

async function phoneOnRecord(installation: Installation): Promise<unknown> {
  const { code, out } = await installation.run('people', 'list', '--reveal', '--json')
  expect(code).toBe(0)
  return JSON.parse(out).phone
}

/** A reply that lies beneath the person's letter, is known as a machine's, and goes to one address. */
function expectReply({ mail }: Found, person: Person, messageId: string, mailbox: string): void {
  expect(mail.inReplyTo).toBe(messageId)
  expect([mail.references].flat()).toContain(messageId)
  expect(mail.headers.get('auto-submitted')).toBe('auto-replied')
  const addresses = (field: ParsedField) => [field ?? []].flat().flatMap(({ value }) => value)
  expect(addresses(mail.to).map(({ address }) => address)).toEqual([person.address])
  expect([mail.cc, mail.bcc]).toEqual([undefined, undefined])
  expect(mail.from?.value.map(({ address }) => address)).toEqual([mailbox])
}
type ParsedField = Found['mail']['to']

interface Layout {
  readonly title: string
  readonly wanted: Wanted
  readonly processes: readonly (readonly string[])[]
}

const one = [[]] as const
const five = ROLES.map((role) => [role])
const layouts: readonly Layout[] = [
  { title: 'one process, PostgreSQL and Redis', wanted: { redis: true }, processes: one },
  {
    title: 'five processes, PostgreSQL and Redis',
    wanted: { redis: true, sentCopy: 'auto' },
    processes: five,
  },
  { title: 'one process, PostgreSQL alone', wanted: {}, processes: one },
  { title: 'five processes, PostgreSQL alone', wanted: {}, processes: five },
  {
    title: 'five processes, the embedded PostgreSQL',
    wanted: { database: 'embedded' },
    processes: five,
  },
]

describe.skipIf(realServers() === null)('from letter to reply', { timeout: 60_000 }, () => {
  test.each(layouts)(
    'a letter is acknowledged within 2 s, approved from a phone, carried out and replied to: $title',
    async ({ title, wanted, processes }) => {
      const installation = await installed(wanted)
      const { mailbox } = installation
      const person = personOf(installation)
      await enter(installation, person)
      const programs = processes.map((roles) => installation.start(roles))
      await Promise.all(programs.map((program) => program.line('app.started')))
      const pollers = programs.filter((_, index) =>
        [undefined, 'poller'].includes(processes[index]?.[0]),
      )
      await Promise.all(pollers.map((program) => program.line('poller.connected')))

      const requester = await openMailbox(person.address)
      const owner = await openMailbox(mailbox)
      const messageId = `<letter-${installation.id}@person.example>`
      const begun = performance.now()
      await deliver(mailbox, person.address, letterOf(person, mailbox, { messageId }))
      await eventually('the acknowledgement', async () => (await requester.count()) > 0)
      const tookMs = Math.round(performance.now() - begun)
      process.stderr.write(`acknowledged in ${tookMs} ms: ${title}\n`)
      const [acknowledgement] = await requester.awaited(
        'the acknowledgement',
        (letter) => kindOf(letter) === 'acknowledgement-rectify',
      )
      expectReply(acknowledgement, person, messageId, mailbox)
      expect(acknowledgement.mail.subject).toContain(RECTIFY)

      const [approval] = await owner.awaited('approval', (letter) => kindOf(letter) === 'approval')
      expect(await phoneOnRecord(installation)).toBe(person.oldPhone)
      await answerFromPhone(mailbox, approval, 'ДА')
      const [final] = await requester.awaited('final', (letter) => kindOf(letter) === 'corrected')
      expectReply(final, person, messageId, mailbox)
      expect(await phoneOnRecord(installation)).toBe(person.newPhone)
      const ours = ['acknowledgement-rectify', 'corrected']
      await owner.awaited('copies in Sent', (letter) => ours.includes(kindOf(letter)), {
        count: 2,
        folder: 'Sent',
      })
      expect(await requester.count()).toBe(2)
      expect(tookMs).toBeLessThan(ACKNOWLEDGED_WITHIN_MS)
      requester.close()
      owner.close()

      expect(await Promise.all(programs.map((program) => program.end('SIGTERM')))).toEqual(
        programs.map(() => 0),
      )
      expect(programs.map((program) => program.hasOrphan)).toEqual(programs.map(() => false))
      expect(existsSync(join(installation.folder, 'data/postgres/pg/postmaster.pid'))).toBe(false)
    },
  )

  test('a sender of whom the receiving server says nothing is asked, and one word from that mailbox confirms', async () => {
    const installation = await installed({})
    const { mailbox } = installation
    const person = personOf(installation)
    await enter(installation, person)
    const program = installation.start()
    await program.line('poller.connected')
    const [requester, owner] = [await openMailbox(person.address), await openMailbox(mailbox)]
    await handOver(mailbox, person.address, letterOf(person, mailbox))
    const [asked] = await requester.awaited(
      'the acknowledgement',
      (letter) => kindOf(letter) === 'acknowledgement-rectify',
    )
    expect(asked.mail.text).toMatch(/код: \d{6}/)
    const isQuestion = (letter: Found): boolean => kindOf(letter) === 'approval'
    expect((await owner.read()).filter(isQuestion)).toEqual([])

    const fields = [`In-Reply-To: ${asked.mail.messageId ?? ''}`]
    const answer = letterOf(person, mailbox, { subject: 'Re:', words: 'Да\n', fields })
    await handOver(mailbox, person.address, answer)
    await owner.awaited('the question', isQuestion)
    expect(await phoneOnRecord(installation)).toBe(person.oldPhone)
    requester.close()
    owner.close()
    expect(await program.end('SIGTERM')).toBe(0)
  })
})
