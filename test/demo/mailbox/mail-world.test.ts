import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  startMailWorld,
  type MailWorld,
  type MailWorldOptions,
} from '../../../src/demo/mailbox/mail-world.ts'

const PERSON = 'ivan@person.example'
const POLICY = 'policy@company.example'

let worlds: MailWorld[] = []
let folder = ''

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mail-world-')), 'mail')
})

afterEach(async () => {
  await Promise.all(worlds.map((world) => world.close()))
  worlds = []
  await rm(join(folder, '..'), { recursive: true })
})

async function started(options: Partial<MailWorldOptions> = {}): Promise<MailWorld> {
  const world = await startMailWorld({ password: 'secret', ...options })
  worlds.push(world)
  return world
}

interface Mail {
  readonly from?: string
  readonly to?: string | readonly string[]
  readonly subject?: string
}

async function send(
  { smtpPort }: MailWorld,
  { from = PERSON, to = POLICY, subject = 'Уточнить персональные данные' }: Mail = {},
  password?: string,
) {
  const auth = password === undefined ? {} : { auth: { user: from, pass: password } }
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ...auth })
  try {
    return await transport.sendMail({ from, to: [to].flat(), subject, text: 'прошу уточнить' })
  } finally {
    transport.close()
  }
}

async function inbox<T>(
  { imapPort }: MailWorld,
  user: string,
  look: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const auth = { user, pass: 'secret' }
  const options = { host: '127.0.0.1', port: imapPort, secure: false, logger: false, auth } as const
  const client = new ImapFlow({ ...options, disableAutoIdle: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.mailboxOpen('INBOX')
    return await look(client)
  } finally {
    client.close()
  }
}

describe('what is sent', () => {
  test('arrives in the mailbox of each recipient, with the trace of its way on top', async () => {
    const world = await started()
    await send(world, { to: [POLICY, 'owner@company.example'] })
    for (const user of [POLICY, 'owner@company.example']) {
      const [letter, ...others] = world.imap.letters(user)
      const [returnPath, deliveredTo, received] = letter?.raw.toString().split('\r\n') ?? []
      expect(others).toEqual([])
      expect(returnPath).toBe(`Return-Path: <${PERSON}>`)
      expect(deliveredTo).toBe(`Delivered-To: ${user}`)
      expect(received).toMatch(/^Received: from \S+ \(\[127\.0\.0\.1\]\)$/)
    }
    const envelope = await inbox(world, POLICY, (client) =>
      client.fetchOne('1', { envelope: true }),
    )
    expect(envelope).toMatchObject({ envelope: { subject: 'Уточнить персональные данные' } })
  })

  test('is told to listeners and kept in order, without the trace', async () => {
    const world = await started()
    const heard: string[] = []
    const stop = world.onSent(({ to }) => heard.push(...to))
    await send(world, { to: 'one@company.example' })
    await send(world, { to: 'two@company.example' })
    stop()
    await send(world, { to: 'three@company.example' })
    expect(heard).toEqual(['one@company.example', 'two@company.example'])
    expect(world.sent.map(({ from, to }) => [from, ...to])).toEqual([
      [PERSON, 'one@company.example'],
      [PERSON, 'two@company.example'],
      [PERSON, 'three@company.example'],
    ])
    expect(world.sent[0]?.raw.toString()).toMatch(/^From: ivan@person\.example\r\n/)
    expect(world.sent[0]?.at).toBeInstanceOf(Date)
  })

  test('by a bounce has an empty return path', async () => {
    const world = await started()
    const transport = createTransport({ host: '127.0.0.1', port: world.smtpPort })
    const raw = 'Subject: Undelivered\r\n\r\ntext'
    await transport.sendMail({ envelope: { from: '', to: POLICY }, raw })
    transport.close()
    expect(world.sent).toMatchObject([{ from: '', to: [POLICY] }])
    expect(world.imap.letters(POLICY)[0]?.raw.toString()).toMatch(/^Return-Path: <>\r\n/)
  })

  test('lies in the Sent folder of a user who logged in, where the world keeps it', async () => {
    const world = await started({ keepsSent: true })
    await send(world, { from: POLICY, to: PERSON }, 'secret')
    await send(world, { from: PERSON, to: POLICY })
    expect(world.imap.letters(POLICY, 'Sent')).toMatchObject([
      { raw: world.sent[0]?.raw, flags: new Set(['\\Seen']) },
    ])
    expect(world.imap.letters(PERSON, 'Sent')).toEqual([])
  })

  test('lies in no Sent folder where the world does not keep it', async () => {
    const world = await started()
    await send(world, { from: POLICY, to: PERSON }, 'secret')
    expect(world.imap.letters(POLICY, 'Sent')).toEqual([])
  })
})

describe('what is refused', () => {
  test('nobody at reject.test is refused for good, tempfail.test for now', async () => {
    const world = await started()
    await expect(send(world, { to: 'a@reject.test' })).rejects.toMatchObject({ responseCode: 550 })
    await expect(send(world, { to: 'a@tempfail.test' })).rejects.toMatchObject({
      responseCode: 451,
    })
    expect(world.sent).toEqual([])
  })

  test('one refused recipient does not keep the letter from the others', async () => {
    const world = await started()
    const { accepted, rejected } = await send(world, { to: ['a@reject.test', POLICY] })
    expect([accepted, rejected]).toEqual([[POLICY], ['a@reject.test']])
    expect(world.imap.letters(POLICY)).toHaveLength(1)
    expect(world.imap.letters('a@reject.test')).toEqual([])
  })

  test('any recipient can be refused for a while', async () => {
    const world = await started()
    world.smtpFault = (recipient) =>
      recipient === POLICY ? { responseCode: 452, message: 'Mailbox full' } : undefined
    await expect(send(world)).rejects.toMatchObject({ responseCode: 452 })
    world.smtpFault = undefined
    await send(world)
    expect(world.sent).toHaveLength(1)
  })

  test('a wrong password is refused', async () => {
    const world = await started()
    await expect(send(world, { from: POLICY, to: PERSON }, 'wrong')).rejects.toMatchObject({
      responseCode: 535,
    })
  })

  test('a port that another program has is named', async () => {
    const { imapPort, smtpPort } = await started()
    for (const taken of [{ imapPort }, { smtpPort }]) {
      await expect(startMailWorld({ password: 'secret', ...taken })).rejects.toMatchObject({
        code: 'port.taken',
      })
    }
  })
})

describe('what is kept in a folder', () => {
  test('letters, numbers, flags and dates are the same after a restart', async () => {
    const first = await started({ keptIn: folder })
    await send(first, { subject: 'one' })
    await send(first, { subject: 'two' })
    const uidValidity = await inbox(first, POLICY, async (client) => {
      await client.messageFlagsAdd('2', ['\\Flagged', '$Processed'], { uid: true })
      await client.messageDelete('1', { uid: true })
      await client.mailboxCreate('Обработано')
      return client.mailbox === false ? 0n : client.mailbox.uidValidity
    })
    const before = first.imap.letters(POLICY)
    await first.close()

    const second = await started({ keptIn: folder })
    expect(second.imap.letters(POLICY)).toMatchObject([
      { uid: 2, raw: before[0]?.raw, internalDate: before[0]?.internalDate },
    ])
    await send(second, { subject: 'three' })
    await inbox(second, POLICY, async (client) => {
      expect(client.mailbox).toMatchObject({ uidValidity, uidNext: 4 })
      expect(await client.search({ keyword: '$Processed' }, { uid: true })).toEqual([2])
      expect(await client.search({ flagged: false }, { uid: true })).toEqual([3])
      expect((await client.list()).map(({ path }) => path)).toContain('Обработано')
    })
  })

  test('nothing is kept without a folder', async () => {
    const first = await started()
    await send(first)
    await first.close()
    expect((await started()).imap.letters(POLICY)).toEqual([])
  })

  test('only the owner of the files can read them, and a deleted letter leaves none', async () => {
    const world = await started({ keptIn: folder })
    await send(world, { subject: 'one' })
    await send(world, { subject: 'two' })
    await inbox(world, POLICY, (client) => client.messageDelete('1', { uid: true }))
    const [account = ''] = await readdir(folder)
    const files = (await readdir(join(folder, account))).toSorted()
    expect(files).toEqual(['2.eml', 'index.json'])
    const modes = await Promise.all(
      [folder, join(folder, account), ...files.map((file) => join(folder, account, file))].map(
        async (path) => ((await stat(path)).mode & 0o777).toString(8),
      ),
    )
    expect(modes).toEqual(['700', '700', '600', '600'])
    const kept = await readFile(join(folder, account, '2.eml'), 'utf8')
    expect(kept).toContain('Subject: two\r\n')
  })

  test('a user name cannot lead out of the folder', async () => {
    const world = await started({ keptIn: folder })
    for (const user of ['..', '../../out', '.', 'a/b', `${'я'.repeat(200)}@company.example`]) {
      world.imap.deliver(user, 'Subject: x\n\n')
    }
    expect(await readdir(join(folder, '..'))).toEqual(['mail'])
    expect(await readdir(folder)).toHaveLength(5)
    await world.close()
    const again = await started({ keptIn: folder })
    expect(again.imap.letters('../../out')).toHaveLength(1)
  })

  test('a reset folder keeps its new numbers', async () => {
    const first = await started({ keptIn: folder })
    await send(first)
    first.imap.resetUidValidity(POLICY)
    const uidValidity = (world: MailWorld) =>
      inbox(world, POLICY, async (client) =>
        client.mailbox === false ? 0n : client.mailbox.uidValidity,
      )
    const reset = await uidValidity(first)
    await first.close()
    expect(await uidValidity(await started({ keptIn: folder }))).toBe(reset)
  })
})
