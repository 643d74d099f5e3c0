/** People who write, the mail they send, and the mailboxes it lands in. */
import { randomUUID } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import type { Installation } from './support.ts'
import { RECEIVING_SERVER, eventually, servers } from './support.ts'

export const RECTIFY = 'Уточнить персональные данные'

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const inLines = (text: string): string =>
  Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')

/** The six letters of the installation in Cyrillic. */
const cyrillic = (id: string): string =>
  id.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 97 + 0x430))

export interface Person {
  readonly address: string
  readonly surname: string
  readonly name: string
  readonly oldPhone: string
  readonly newPhone: string
}

/** Somebody invented; everything they could be known by bears the marks of the installation. */
export function personOf({ id }: Installation, index = 0, domain = 'person.example'): Person {
  const digits = String(index).padStart(4, '0')
  return {
    address: `testperson-${id}-${index}@${domain}`,
    surname: `Тестов${cyrillic(id)}`,
    name: `Проба${cyrillic(id)}`,
    oldPhone: `+7700000${digits}`,
    newPhone: `+7700001${digits}`,
  }
}

/** What must be found nowhere: addresses, names and the words of the letters, also as they are sent. */
export function marksOf({ id }: Installation): readonly string[] {
  const words = `Здравствуйте, я Проба${cyrillic(id)}`
  return [
    `testperson-${id}`,
    `Тестов${cyrillic(id)}`,
    `Проба${cyrillic(id)}`,
    Buffer.from(words).toString('base64').slice(0, -4),
    '+7700000',
    '+7700001',
  ]
}

export interface Written {
  readonly subject?: string
  readonly messageId?: string
  readonly fields?: readonly string[]
  readonly words?: string
}

/** A letter as a mail program sends it: the exact subject of the policy, and a new phone number. */
export function letterOf(person: Person, mailbox: string, written: Written = {}): Buffer {
  const { subject = RECTIFY, messageId = `<${randomUUID()}@person.example>`, fields = [] } = written
  const words =
    written.words ??
    `Здравствуйте, я ${person.name}.\n\nМой адрес: ${person.address}\nПрошу исправить телефон на ${person.newPhone}.\n`
  const lines = [
    `From: ${encoded(`${person.name} ${person.surname}`)} <${person.address}>`,
    `To: <${mailbox}>`,
    `Subject: ${encoded(subject)}`,
    `Message-ID: ${messageId}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    ...fields,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    inLines(words),
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/**
 * Into the mailbox as the server of a provider hands a letter over: it has checked whose servers sent
 * it and says so on top, and Dovecot adds its Received within the same house above that.
 */
export async function deliver(mailbox: string, from: string, raw: Buffer): Promise<void> {
  const domain = from.slice(from.indexOf('@') + 1)
  const results = `Authentication-Results: ${RECEIVING_SERVER}; dmarc=pass header.from=${domain}; spf=pass smtp.mailfrom=${domain}\r\n`
  await handOver(mailbox, from, Buffer.concat([Buffer.from(results), raw]))
}

/** Of whose sender the provider's server says nothing. */
export async function handOver(mailbox: string, from: string, raw: Buffer): Promise<void> {
  const { hostname: host, port } = new URL(servers().lmtpUrl)
  const lmtp = createTransport({ host, port: Number(port), lmtp: true, ignoreTLS: true })
  await lmtp.sendMail({ envelope: { from, to: [mailbox] }, raw })
  lmtp.close()
}

/** A letter that lies in a mailbox. */
export interface Found {
  readonly uid: number
  readonly raw: Buffer
  readonly mail: ParsedMail
}

/** Opens a mailbox of the lab, whose password is the same for everybody. */
export async function openMailbox(user: string): Promise<Mailbox> {
  const { hostname: host, port, password: pass } = new URL(servers().imapUrl)
  const client = new ImapFlow({
    host,
    port: Number(port),
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass },
    logger: false,
    disableAutoIdle: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  return new Mailbox(client)
}

export class Mailbox {
  readonly client: ImapFlow

  constructor(client: ImapFlow) {
    this.client = client
  }

  async read(folder = 'INBOX'): Promise<readonly Found[]> {
    await this.client.mailboxOpen(folder, { readOnly: true })
    const letters = await this.client.fetchAll('1:*', { uid: true, source: true }, { uid: true })
    await this.client.mailboxClose()
    return Promise.all(
      letters.map(async ({ uid, source = Buffer.alloc(0) }) => ({
        uid,
        raw: source,
        mail: await simpleParser(source),
      })),
    )
  }

  /** Counted without reading. */
  async count(folder = 'INBOX'): Promise<number> {
    const status = await this.client.status(folder, { messages: true })
    return status === false ? 0 : (status.messages ?? 0)
  }

  /** The letters that match, once there are so many of them. */
  async awaited(
    what: string,
    matches: (letter: Found) => boolean,
    options: { readonly count?: number; readonly folder?: string; readonly withinMs?: number } = {},
  ): Promise<readonly [Found, ...Found[]]> {
    const { count = 1, folder = 'INBOX', withinMs = 20_000 } = options
    let seen = -1
    const look = async (): Promise<readonly [Found, ...Found[]] | null> => {
      const now = await this.count(folder)
      if (now === seen) return null
      seen = now
      const [first, ...others] = (await this.read(folder)).filter(matches)
      return first !== undefined && others.length + 1 >= count ? [first, ...others] : null
    }
    return eventually(what, look, withinMs)
  }

  close(): void {
    this.client.close()
  }
}

/** The mark of a letter of ours (`PD-7F3K-92QD.approval.1`), without its keyed hash; '' for others. */
export function markOf({ mail }: Found): string {
  const value = mail.headers.get('x-privacy-mailbot-mark')
  return typeof value === 'string' ? value.split('.').slice(0, 3).join('.') : ''
}

/** Which of our letters it is: `approval`. */
export const kindOf = (letter: Found): string => markOf(letter).split('.')[1] ?? ''

/**
 * A phone answers a letter: over the provider's own SMTP to the mailbox itself, and a copy into Sent.
 * The question comes back quoted beneath the answer.
 */
export async function answerFromPhone(
  mailbox: string,
  { mail }: Found,
  words: string,
): Promise<void> {
  const quoted = (mail.text ?? '')
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  const raw = letterOf(
    { address: mailbox, surname: '', name: 'Владелец', oldPhone: '', newPhone: '' },
    mailbox,
    {
      subject: `Re: ${mail.subject ?? ''}`,
      words: `${words}\n\n-- \nОтправлено с iPhone\n\n23 нояб. 2026 г., в 10:00, ${mailbox} написал(а):\n\n${quoted}\n`,
      fields: [`In-Reply-To: ${mail.messageId ?? ''}`, `References: ${mail.messageId ?? ''}`],
    },
  )
  const { hostname: host, port, password: pass } = new URL(servers().smtpUrl)
  const auth = { user: mailbox, pass }
  const smtp = createTransport({ host, port: Number(port), auth, ignoreTLS: true })
  await smtp.sendMail({ envelope: { from: mailbox, to: [mailbox] }, raw })
  smtp.close()
  const phone = await openMailbox(mailbox)
  await phone.client.append('Sent', raw, ['\\Seen'])
  phone.close()
}
