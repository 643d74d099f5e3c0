import { connect } from 'node:net'
import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import getTlsOptions from 'smtp-server/lib/tls-options.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ImapServer } from '../../../src/demo/mailbox/imap-server.ts'
import { imapContract, rawLetter } from '../../support/imap-contract.ts'

const USER = 'policy@company.example'
const byUid = { uid: true } as const

const server = new ImapServer({ password: 'secret' })
let port = 0
let clients: ImapFlow[] = []

beforeAll(async () => {
  port = await server.listen()
})

afterEach(() => {
  server.fault = undefined
  for (const client of clients) client.close()
  clients = []
})

afterAll(() => server.close())

function optionsFor(user: string): ImapFlowOptions {
  return { host: '127.0.0.1', port, secure: false, auth: { user, pass: 'secret' }, logger: false }
}

async function connected(options: ImapFlowOptions = optionsFor(USER)): Promise<ImapFlow> {
  const client = new ImapFlow({ disableAutoIdle: true, ...options })
  client.on('error', () => undefined)
  clients.push(client)
  await client.connect()
  return client
}

/** Sends lines as they are and returns all that came back when the connection is over. */
function talk(...lines: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n`))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })
}

function pem(value: unknown): string {
  if (typeof value !== 'string') throw new Error('not PEM text')
  return value
}

function closed(client: ImapFlow): Promise<void> {
  return new Promise((resolve) => client.once('close', resolve))
}

imapContract('the demo mailbox', optionsFor)

describe('faults made on purpose', () => {
  test('a dropped connection makes the command fail, and the next connection is well', async () => {
    server.fault = (command) => (command === 'UID SEARCH' ? 'drop' : undefined)
    const client = await connected()
    await client.mailboxOpen('INBOX')
    const ended = closed(client)
    expect(await client.search({ all: true }, byUid)).not.toBeInstanceOf(Array)
    await ended
    server.fault = undefined
    const next = await connected()
    await next.mailboxOpen('INBOX')
    expect(await next.search({ all: true }, byUid)).toEqual([])
  })

  test('a refused command is a failure, not an empty answer', async () => {
    server.fault = (command) => (command === 'UID SEARCH' ? 'NO [INUSE] Busy' : undefined)
    const client = await connected()
    await client.mailboxOpen('INBOX')
    expect(await client.search({ all: true }, byUid)).toBe(false)
    server.fault = undefined
    expect(await client.search({ all: true }, byUid)).toEqual([])
  })

  test('a server that hangs answers neither this command nor the next', async () => {
    const answers = await new Promise<string>((resolve) => {
      server.fault = (command) => {
        if (command !== 'NOOP') return undefined
        setTimeout(() => server.dropAll(), 50)
        return 'hang'
      }
      void talk('a CAPABILITY', 'b NOOP', 'c CAPABILITY').then(resolve)
    })
    expect(answers.match(/^\w (?=OK|NO|BAD)/gm)).toEqual(['a '])
  })

  test('the hook knows who asks and what is open', async () => {
    const asked: string[] = []
    const client = await connected()
    await client.mailboxOpen('Junk')
    server.fault = (command, { account, view }) => {
      asked.push(`${command} ${account?.user} ${view?.folder.name}`)
      return undefined
    }
    await client.search({ all: true }, byUid)
    expect(asked).toEqual([`UID SEARCH ${USER} Junk`])
  })

  test('every connection can be cut at once', async () => {
    const both = await Promise.all([connected(), connected()])
    const ended = Promise.all(both.map(closed))
    server.dropAll()
    await ended
    expect(both.map(({ usable }) => usable)).toEqual([false, false])
  })

  test('a reset folder has another UIDVALIDITY, its letters new UIDs, its visitors are sent away', async () => {
    const user = 'reset@company.example'
    for (const subject of ['one', 'two', 'three']) server.deliver(user, rawLetter({ subject }))
    const client = await connected(optionsFor(user))
    const before = await client.mailboxOpen('INBOX')
    await client.messageDelete('1', byUid)
    const ended = closed(client)
    server.resetUidValidity(user)
    await ended
    const again = await connected(optionsFor(user))
    const after = await again.mailboxOpen('INBOX')
    expect(after.uidValidity).toBeGreaterThan(before.uidValidity)
    expect(await again.search({ subject: 'two' }, byUid)).toEqual([1])
    expect(after.uidNext).toBe(3)
  })
})

describe('deliveries', () => {
  test('a letter is put into a folder of that user alone, with flags and date', async () => {
    const internalDate = new Date('2026-11-01T10:00:00Z')
    const raw = rawLetter({ subject: 'mine' })
    server.deliver('one@company.example', raw, { folder: 'Junk', flags: ['$Spam'], internalDate })
    const client = await connected(optionsFor('ONE@company.example'))
    await client.mailboxOpen('Junk')
    const letter = await client.fetchOne('1', { flags: true, internalDate: true, source: true })
    expect(letter).toMatchObject({ flags: new Set(['$Spam']), internalDate, source: raw })
    expect(server.letters('two@company.example', 'Junk')).toEqual([])
    expect(server.letters('one@company.example', 'Junk')).toMatchObject([{ uid: 1, raw }])
  })

  test('bare line feeds become line ends', () => {
    server.deliver('lf@company.example', 'Subject: x\n\ntext\n')
    const [letter] = server.letters('lf@company.example')
    expect(letter?.raw.toString()).toBe('Subject: x\r\n\r\ntext\r\n')
  })

  test('five thousand letters are opened, listed and fetched for less than two seconds of work', async () => {
    const user = 'many@company.example'
    for (let n = 0; n < 5000; n++) server.deliver(user, rawLetter({ subject: `№ ${n}` }))
    const client = await connected(optionsFor(user))
    const before = process.cpuUsage()
    await client.mailboxOpen('INBOX')
    const uids = await client.search({ all: true }, byUid)
    const letters = await client.fetchAll('1:*', { uid: true, headers: ['message-id', 'subject'] })
    const { user: userMicros, system: systemMicros } = process.cpuUsage(before)
    expect(userMicros + systemMicros).toBeLessThan(2_000_000)
    expect(uids).toHaveLength(5000)
    expect(letters).toHaveLength(5000)
    expect(letters.at(-1)).toMatchObject({ uid: 5000, seq: 5000 })
  })
})

describe('what is said', () => {
  test('letters are taken away last first, so that each number is true (RFC 3501 7.4.1)', async () => {
    for (let n = 0; n < 4; n++) server.deliver('order@company.example', rawLetter({}))
    const answers = await talk(
      'a LOGIN order@company.example secret',
      'b SELECT INBOX',
      'c STORE 2,4 +FLAGS.SILENT (\\Deleted)',
      'd EXPUNGE',
      'e LOGOUT',
    )
    expect(answers.match(/^\* \d EXPUNGE/gm)).toEqual(['* 4 EXPUNGE', '* 2 EXPUNGE'])
    expect(server.letters('order@company.example').map(({ uid }) => uid)).toEqual([1, 3])
  })

  test('a subject that is encoded in part is searched as it is read', async () => {
    const subject =
      'Subject: Re: =?utf-8?Q?=D0=9E=D1=82=D0=B2?=\r\n =?utf-8?Q?=D0=B5=D1=82?= [PD-7F3K]'
    server.deliver('half@company.example', `${subject}\r\n\r\n`)
    const client = await connected(optionsFor('half@company.example'))
    await client.mailboxOpen('INBOX')
    expect(await client.search({ subject: 're: ответ [pd-7f3k]' }, byUid)).toEqual([1])
    expect(await client.search({ subject: 'ответ[' }, byUid)).toEqual([])
  })
})

describe('bad manners', () => {
  test('what is not IMAP is answered with BAD, and the connection lives on', async () => {
    const answers = await talk(
      '',
      'nonsense',
      'a1 NOSUCH',
      'a2 SELECT INBOX',
      'a3 LOGIN "open',
      'a4 LOGIN policy@company.example secret extra',
      'a5 LOGIN policy@company.example secret',
      'b1 FETCH 1 FLAGS',
      'b2 SELECT INBOX',
      'b3 FETCH 1:x FLAGS',
      'b4 FETCH 1 (FLAGS',
      'b5 FETCH 1 FLAGS)',
      'b6 FETCH 1 (NOSUCH)',
      'b7 FETCH 1 BODY[HEADER',
      'b8 SEARCH NOSUCH',
      'b9 SEARCH SINCE yesterday',
      'c1 STORE 1 FLAGS (\\Nosuch)',
      'c2 UID NOOP',
      'c3 STATUS INBOX (NOSUCH)',
      'c4 APPEND INBOX "32-Foo-2026 00:00:00 +0000" {1+}',
      'x',
      `c5 SEARCH ${'('.repeat(100)}`,
      'c6 AUTHENTICATE PLAIN AAAA',
      'c7 NOOP',
      'c8 LOGOUT',
    )
    const tagged = answers.split('\r\n').filter((line) => /^(\* BAD|\w\d) /.test(line))
    const words = tagged.map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(words.filter((word) => word.endsWith('BAD'))).toHaveLength(20)
    expect(words.filter((word) => !word.endsWith('BAD'))).toEqual([
      'a5 OK',
      'b2 OK',
      'c7 OK',
      'c8 OK',
    ])
  })

  test('commands sent in one breath are answered in order, literals and all', async () => {
    const answers = await talk(
      'a LOGIN {22+}',
      'breath@company.example {6+}',
      'secret',
      'b APPEND INBOX (\\Seen) {14+}',
      'Subject: x\r\n\r\n',
      'c SELECT INBOX',
      'd FETCH 1 (FLAGS BODY[HEADER.FIELDS (SUBJECT)]<0.7>)',
      'e LOGOUT',
    )
    expect(answers).toContain('b OK [APPENDUID ')
    expect(answers).toContain(
      '* 1 FETCH (FLAGS (\\Seen) BODY[HEADER.FIELDS (SUBJECT)]<0> {7}\r\nSubject)',
    )
    expect(answers.match(/^\w (?=OK)/gm)).toEqual(['a ', 'b ', 'c ', 'd ', 'e '])
  })

  test('a literal too large to hold is not waited for', async () => {
    expect(await talk('a LOGIN {999999999+}', 'x')).toContain('* BYE ')
  })

  test('reading a letter without PEEK marks it seen and says so', async () => {
    server.deliver('peek@company.example', rawLetter({}))
    const answers = await talk(
      'a LOGIN peek@company.example secret',
      'b SELECT INBOX',
      'c FETCH 1 BODY[1]',
      'd LOGOUT',
    )
    expect(answers).toContain('* 1 FETCH (UID 1 FLAGS (\\Seen))')
    expect(server.letters('peek@company.example')[0]?.flags).toEqual(new Set(['\\Seen']))
  })
})

describe('TLS', () => {
  test('with a key and a certificate the server speaks TLS from the first byte', async () => {
    const { key, cert } = getTlsOptions()
    const secure = new ImapServer({
      password: 'secret',
      tls: { key: pem(key), cert: pem(cert) },
    })
    const client = await connected({
      ...optionsFor(USER),
      port: await secure.listen(),
      secure: true,
      tls: { rejectUnauthorized: false },
    })
    expect(client.secureConnection).toBe(true)
    expect((await client.mailboxOpen('INBOX')).exists).toBe(0)
    await secure.close()
  })
})
