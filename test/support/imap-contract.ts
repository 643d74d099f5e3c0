import { randomUUID } from 'node:crypto'
import { ImapFlow, type ImapFlowOptions, type MailboxObject } from 'imapflow'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'

const CORRECT = 'Уточнить персональные данные'
const STOP = 'Прекратить обработку персональных данных'
const TIMEOUT_MS = 20_000

/**
 * What the product expects of an IMAP server, asked of a real client's connection.
 *
 * @param server its name, for the titles
 * @param optionsFor how to log in as a user nobody has used before; any name must be an account
 */
export function imapContract(server: string, optionsFor: (user: string) => ImapFlowOptions): void {
  describe(`an IMAP server (${server})`, { timeout: TIMEOUT_MS }, () => {
    const world = { optionsFor }
    describeFolders(world)
    describeSearch(world)
    describeFetch(world)
    describeChange(world)
    describeSessions(world)
  })
}

interface World {
  readonly optionsFor: (user: string) => ImapFlowOptions
}

/** Runs with a new user's own connection, and ends it. */
async function asNewUser(
  { optionsFor }: World,
  run: (client: ImapFlow, more: () => Promise<ImapFlow>) => Promise<void>,
): Promise<void> {
  const user = `u${randomUUID().slice(0, 13)}@company.example`
  const clients: ImapFlow[] = []
  const connect = async (): Promise<ImapFlow> => {
    const client = new ImapFlow({ logger: false, disableAutoIdle: true, ...optionsFor(user) })
    client.on('error', () => undefined)
    clients.push(client)
    await client.connect()
    return client
  }
  try {
    await run(await connect(), connect)
  } finally {
    for (const client of clients) client.close()
  }
}

interface LetterFields {
  readonly subject?: string
  readonly id?: string
  readonly fields?: readonly string[]
}

/** A letter with a Cyrillic text part and an attachment of five bytes. */
export function rawLetter({ subject = CORRECT, id = randomUUID(), fields = [] }: LetterFields) {
  const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const lines = [
    `From: ${word('Иван Проба')} <ivan@person.example>`,
    'To: policy@company.example',
    `Subject: ${word(subject)}`,
    `Message-ID: <${id}@person.example>`,
    'Date: Sun, 22 Nov 2026 06:00:00 +0500',
    ...fields,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'прошу уточнить мой телефон',
    '--b',
    'Content-Type: application/pdf; name=a.pdf',
    'Content-Disposition: attachment; filename=a.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0=',
    '--b--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

async function append(
  client: ImapFlow,
  letter: LetterFields = {},
  options: { readonly flags?: string[]; readonly date?: Date; readonly folder?: string } = {},
): Promise<number> {
  const { flags = [], date, folder = 'INBOX' } = options
  const appended = await client.append(folder, rawLetter(letter), flags, date)
  if (appended === false || appended.uid === undefined) throw new Error('no APPENDUID')
  return appended.uid
}

async function fetched(client: ImapFlow, uid: number, query: Parameters<ImapFlow['fetchOne']>[1]) {
  const letter = await client.fetchOne(String(uid), query, { uid: true })
  if (letter === false || letter === undefined) throw new Error(`no letter ${uid}`)
  return letter
}

function opened(client: ImapFlow): MailboxObject {
  if (client.mailbox === false) throw new Error('no folder is open')
  return client.mailbox
}

const byUid = { uid: true } as const

function describeFolders(world: World): void {
  test('the special folders are told apart by their use, not their name', () =>
    asNewUser(world, async (client) => {
      const folders = await client.list()
      const use = new Map(folders.map(({ path, specialUse }) => [path, specialUse]))
      expect(use.get('INBOX')).toBe('\\Inbox')
      expect([...use.values()]).toEqual(
        expect.arrayContaining(['\\Sent', '\\Junk', '\\Trash', '\\Archive']),
      )
    }))

  test('the status of a folder counts its letters without opening it', () =>
    asNewUser(world, async (client) => {
      await append(client, {}, { flags: ['\\Seen'] })
      const last = await append(client)
      const status = await client.status('INBOX', {
        messages: true,
        unseen: true,
        uidNext: true,
        uidValidity: true,
        highestModseq: true,
      })
      if (status === false) throw new Error('no status')
      expect(status).toMatchObject({ messages: 2, unseen: 1, uidNext: last + 1 })
      expect(status.uidValidity).toBeGreaterThan(0n)
      expect(status.highestModseq).toBeGreaterThan(0n)
    }))

  test('a folder with a Cyrillic name is made, listed, filled and opened', () =>
    asNewUser(world, async (client) => {
      await client.mailboxCreate('Обработано & готово')
      await append(client, {}, { folder: 'Обработано & готово' })
      expect((await client.list()).map(({ path }) => path)).toContain('Обработано & готово')
      expect((await client.mailboxOpen('Обработано & готово')).exists).toBe(1)
    }))

  test('a folder that is not there is refused', () =>
    asNewUser(world, async (client) => {
      await expect(client.mailboxOpen('Nowhere')).rejects.toMatchObject({ responseStatus: 'NO' })
      await expect(client.append('Nowhere', rawLetter({}))).rejects.toMatchObject({
        serverResponseCode: 'TRYCREATE',
      })
    }))

  test('UIDVALIDITY and UIDs stay from one connection to the next', () =>
    asNewUser(world, async (client, more) => {
      const uid = await append(client)
      const first = await client.mailboxOpen('INBOX')
      const again = await (await more()).mailboxOpen('INBOX')
      expect(again.uidValidity).toBe(first.uidValidity)
      expect(again.uidNext).toBe(uid + 1)
    }))

  test('a folder made anew under an old name has another UIDVALIDITY', () =>
    asNewUser(world, async (client) => {
      await client.mailboxCreate('Again')
      const { uidValidity } = await client.mailboxOpen('Again')
      await client.mailboxClose()
      await client.mailboxDelete('Again')
      await client.mailboxCreate('Again')
      expect((await client.mailboxOpen('Again')).uidValidity).not.toBe(uidValidity)
    }))
}

function describeSearch(world: World): void {
  test('a letter is found by its Message-ID', () =>
    asNewUser(world, async (client) => {
      await append(client)
      const uid = await append(client, { id: 'wanted' })
      await client.mailboxOpen('INBOX')
      const wanted = { header: { 'message-id': '<wanted@person.example>' } }
      expect(await client.search(wanted, byUid)).toEqual([uid])
    }))

  test('a letter is found by Cyrillic words of its encoded subject, in any case', () =>
    asNewUser(world, async (client) => {
      const correct = await append(client, { subject: CORRECT })
      const stop = await append(client, { subject: STOP })
      await client.mailboxOpen('INBOX')
      expect(await client.search({ subject: 'уточнить' }, byUid)).toEqual([correct])
      expect(await client.search({ subject: 'персональных данных' }, byUid)).toEqual([stop])
    }))

  test('a letter is found by Cyrillic words of its text', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client)
      await client.mailboxOpen('INBOX')
      expect(await client.search({ body: 'мой телефон' }, byUid)).toEqual([uid])
      expect(await client.search({ body: 'мой адрес' }, byUid)).toEqual([])
    }))

  test('an open UID range always holds the last letter (RFC 3501 6.4.8)', () =>
    asNewUser(world, async (client) => {
      const [first, second, third] = [
        await append(client),
        await append(client),
        await append(client),
      ]
      await client.mailboxOpen('INBOX')
      expect(await client.search({ uid: `${second}:*` }, byUid)).toEqual([second, third])
      expect(await client.search({ uid: `${third + 50}:*` }, byUid)).toEqual([third])
      expect(await client.search({ all: true }, byUid)).toEqual([first, second, third])
    }))

  test('letters are found by the day they came', () =>
    asNewUser(world, async (client) => {
      const old = await append(client, {}, { date: new Date('2026-11-01T10:00:00Z') })
      const recent = await append(client, {}, { date: new Date('2026-11-21T10:00:00Z') })
      await client.mailboxOpen('INBOX')
      expect(await client.search({ since: new Date('2026-11-20') }, byUid)).toEqual([recent])
      expect(await client.search({ before: new Date('2026-11-20') }, byUid)).toEqual([old])
    }))

  test('letters are found by flag and keyword, and by not having them', () =>
    asNewUser(world, async (client) => {
      const marked = await append(client, {}, { flags: ['\\Seen', '$Custom'] })
      const plain = await append(client)
      await client.mailboxOpen('INBOX')
      expect(await client.search({ keyword: '$Custom' }, byUid)).toEqual([marked])
      expect(await client.search({ unKeyword: '$Custom' }, byUid)).toEqual([plain])
      expect(await client.search({ seen: false }, byUid)).toEqual([plain])
      expect(await client.search({ not: { seen: false } }, byUid)).toEqual([marked])
    }))

  test('either of two criteria is enough under OR', () =>
    asNewUser(world, async (client) => {
      const one = await append(client, { id: 'one' })
      await append(client)
      const two = await append(client, { fields: ['References: <root@company.example>'] })
      await client.mailboxOpen('INBOX')
      const either = [
        { header: { 'message-id': '<one@person.example>' } },
        { header: { references: '<root@company.example>' } },
      ]
      expect(await client.search({ or: either }, byUid)).toEqual([one, two])
    }))
}

function describeFetch(world: World): void {
  test('a fetch tells envelope, structure, named headers, size, flags and date', () =>
    asNewUser(world, async (client) => {
      const date = new Date('2026-11-01T10:00:00Z')
      const letter = { id: 'whole', fields: ['References: <root@company.example>'] }
      const uid = await append(client, letter, { flags: ['\\Seen', '$Custom'], date })
      await client.mailboxOpen('INBOX')
      const [found, ...others] = await client.fetchAll('1:*', {
        uid: true,
        flags: true,
        envelope: true,
        bodyStructure: true,
        internalDate: true,
        size: true,
        headers: ['message-id', 'references'],
      })
      if (found === undefined) throw new Error('no letter')
      const { flags = new Set(), envelope, bodyStructure, headers } = found
      expect(others).toEqual([])
      expect(found).toMatchObject({ uid, seq: 1, internalDate: date })
      expect(found.size).toBe(rawLetter(letter).length)
      expect(flags.has('\\Seen') && flags.has('$Custom')).toBe(true)
      expect(envelope).toMatchObject({
        subject: CORRECT,
        messageId: '<whole@person.example>',
        from: [{ name: 'Иван Проба', address: 'ivan@person.example' }],
        to: [{ address: 'policy@company.example' }],
        date: new Date('2026-11-22T01:00:00Z'),
      })
      expect(bodyStructure).toMatchObject({
        type: 'multipart/mixed',
        childNodes: [
          { part: '1', type: 'text/plain', encoding: '8bit', parameters: { charset: 'utf-8' } },
          {
            part: '2',
            type: 'application/pdf',
            disposition: 'attachment',
            dispositionParameters: { filename: 'a.pdf' },
          },
        ],
      })
      expect(String(headers).trim().split('\r\n').toSorted()).toEqual([
        'Message-ID: <whole@person.example>',
        'References: <root@company.example>',
      ])
    }))

  test('the source of a letter is what was handed over, byte for byte', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client, { id: 'exact' })
      await client.mailboxOpen('INBOX')
      const { source = Buffer.alloc(0) } = await fetched(client, uid, { source: true })
      expect(source.equals(rawLetter({ id: 'exact' }))).toBe(true)
      const parsed = await simpleParser(source)
      expect(parsed.subject).toBe(CORRECT)
      expect(parsed.attachments.map(({ size }) => size)).toEqual([5])
    }))

  test('no more of a letter is sent than is asked for', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client, { id: 'part' })
      const whole = rawLetter({ id: 'part' })
      await client.mailboxOpen('INBOX')
      const start = await fetched(client, uid, { source: { maxLength: 64 } })
      expect(start.source?.equals(whole.subarray(0, 64))).toBe(true)
      const middle = await fetched(client, uid, { source: { start: 10, maxLength: 20 } })
      expect(middle.source?.equals(whole.subarray(10, 30))).toBe(true)
      const end = await fetched(client, uid, { source: { maxLength: 1_000_000 } })
      expect(end.source?.equals(whole)).toBe(true)
    }))

  test('a part is fetched alone, and what is not there is nothing', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client)
      await client.mailboxOpen('INBOX')
      const bodyParts = ['1', '2', '2.mime', '7']
      const letter = await fetched(client, uid, { bodyParts, headers: true })
      const part = (name: string) => letter.bodyParts?.get(name)?.toString()
      expect(part('1')).toBe('прошу уточнить мой телефон')
      expect(part('2')).toBe('JVBERi0=')
      expect(part('2.mime')).toMatch(/^Content-Type: application\/pdf/)
      expect(part('7')).toBe('')
      expect(String(letter.headers)).toMatch(/^From: [^]*boundary=b\r\n\r\n$/)
    }))

  test('looking at a letter leaves it unseen', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client)
      await client.mailboxOpen('INBOX')
      await fetched(client, uid, { source: true, headers: true, bodyParts: ['1'] })
      expect(await client.search({ seen: false }, byUid)).toEqual([uid])
    }))

  test('a letter that is not there is not found, and nothing fails', () =>
    asNewUser(world, async (client) => {
      await append(client)
      await client.mailboxOpen('INBOX')
      expect(await client.fetchOne('4711', { source: true }, byUid)).toBe(false)
    }))
}

function describeChange(world: World): void {
  test('flags and keywords are set and taken away, for every connection', () =>
    asNewUser(world, async (client, more) => {
      const uid = await append(client)
      await client.mailboxOpen('INBOX')
      await client.messageFlagsAdd(String(uid), ['\\Flagged', '$Processed'], byUid)
      const other = await more()
      await other.mailboxOpen('INBOX')
      const flags = async () => (await fetched(other, uid, { flags: true })).flags ?? new Set()
      const both = await flags()
      expect(both.has('\\Flagged') && both.has('$Processed')).toBe(true)
      await client.messageFlagsRemove(String(uid), ['\\Flagged'], byUid)
      await other.noop()
      const one = await flags()
      expect([one.has('\\Flagged'), one.has('$Processed')]).toEqual([false, true])
    }))

  test('only what changed since is fetched (RFC 7162)', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client)
      await append(client)
      await client.mailboxOpen('INBOX')
      const status = await client.status('INBOX', { highestModseq: true })
      if (status === false) throw new Error('no status')
      await client.messageFlagsAdd(String(uid), ['\\Answered'], byUid)
      const changedSince = status.highestModseq ?? 0n
      const changed = await client.fetchAll('1:*', { flags: true }, { changedSince })
      expect(changed.map((letter) => letter.uid)).toEqual([uid])
    }))

  test('a move tells the new UID and takes the letter away (RFC 6851)', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client, { id: 'moved' }, { flags: ['$Custom'] })
      const stays = await append(client)
      await client.mailboxOpen('INBOX')
      const moved = await client.messageMove(String(uid), 'Archive', byUid)
      const newUid = moved === false ? undefined : moved.uidMap?.get(uid)
      expect(await client.search({ all: true }, byUid)).toEqual([stays])
      await client.mailboxOpen('Archive')
      expect(await client.search({ keyword: '$Custom' }, byUid)).toEqual([newUid])
    }))

  test('a copy leaves the letter where it was', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client)
      await client.mailboxOpen('INBOX')
      const copied = await client.messageCopy(String(uid), 'Archive', byUid)
      expect(copied).toMatchObject({ uidMap: new Map([[uid, expect.any(Number)]]) })
      expect(await client.search({ all: true }, byUid)).toEqual([uid])
      expect(await client.status('Archive', { messages: true })).toMatchObject({ messages: 1 })
    }))

  test('the UID of a deleted letter is never given to another', () =>
    asNewUser(world, async (client) => {
      const first = await append(client)
      await client.mailboxOpen('INBOX')
      await client.messageDelete(String(first), byUid)
      expect(await client.search({ all: true }, byUid)).toEqual([])
      expect(await append(client)).toBeGreaterThan(first)
    }))

  test('a folder opened to look at cannot be changed', () =>
    asNewUser(world, async (client) => {
      const uid = await append(client)
      const { readOnly } = await client.mailboxOpen('INBOX', { readOnly: true })
      expect(readOnly).toBe(true)
      await client.messageFlagsAdd(String(uid), ['\\Flagged'], byUid)
      expect(await client.search({ flagged: true }, byUid)).toEqual([])
    }))
}

function describeSessions(world: World): void {
  test('an idle connection hears of a letter that another brings', () =>
    asNewUser(world, async (client, more) => {
      await append(client)
      await client.mailboxOpen('INBOX')
      const heard = new Promise((resolve) => client.once('exists', resolve))
      const idle = client.idle()
      const uid = await append(await more())
      expect(await heard).toMatchObject({ path: 'INBOX', count: 2, prevCount: 1 })
      expect(await client.search({ uid: `${uid}:*` }, byUid)).toEqual([uid])
      await idle
    }))

  test('an idle connection hears of a letter that another takes away', () =>
    asNewUser(world, async (client, more) => {
      const uid = await append(client)
      const other = await more()
      await client.mailboxOpen('INBOX')
      await other.mailboxOpen('INBOX')
      const heard = new Promise((resolve) => client.once('expunge', resolve))
      const idle = client.idle()
      await other.messageDelete(String(uid), byUid)
      expect(await heard).toMatchObject({ path: 'INBOX', seq: 1 })
      expect(opened(client).exists).toBe(0)
      await client.noop()
      await idle
    }))

  test('numbers stay under a fetch, whatever another takes away meanwhile', () =>
    asNewUser(world, async (client, more) => {
      const [first, , third] = [await append(client), await append(client), await append(client)]
      const other = await more()
      await client.mailboxOpen('INBOX')
      await other.mailboxOpen('INBOX')
      await other.messageDelete(String(first), byUid)
      expect(await client.fetchOne('3', { uid: true })).toMatchObject({ uid: third })
      expect(await client.fetchOne('3', { uid: true })).toMatchObject({ uid: third })
      await client.noop()
      expect(await client.fetchOne('2', { uid: true })).toMatchObject({ uid: third })
    }))

  test('a letter that came between two commands is seen by the next', () =>
    asNewUser(world, async (client, more) => {
      const other = await more()
      await client.mailboxOpen('INBOX')
      const uid = await append(other)
      await client.noop()
      expect(opened(client).exists).toBe(1)
      expect(await client.search({ all: true }, byUid)).toEqual([uid])
    }))

  test('a wrong password is refused as such', async () => {
    const { auth, ...options } = world.optionsFor('somebody@company.example')
    const client = new ImapFlow({
      logger: false,
      ...options,
      auth: { user: auth?.user ?? '', pass: 'wrong' },
    })
    client.on('error', () => undefined)
    await expect(client.connect()).rejects.toMatchObject({ authenticationFailed: true })
    client.close()
  })
}
