/** The company of the tests: its mailbox, its policy, a Monday morning, and letters that come to it. */
import { readPolicyFile, shippedFile } from '../../src/edge/files.ts'
import type { Promises } from '../../src/edge/files.ts'
import { ownSigned } from './own-signature.ts'

export const MAILBOX = 'privacy@company.example'
/** Monday, 10:00 in Almaty. */
export const MONDAY = new Date('2026-11-16T05:00:00Z')

type SentCopy = Promises['policy']['mailbox']['sentCopy']

/** The shipped policy, at a company of this world. */
export function testPromises(
  sentCopy: SentCopy = 'append',
  changed: Partial<Promises['policy']> = {},
): Promises {
  const reading = readPolicyFile(shippedFile('policy.yaml'))
  if (!reading.ok) throw new Error(reading.faults.join('\n'))
  const { policy } = reading.promises
  const mailbox = { address: MAILBOX, sentCopy }
  return { ...reading.promises, policy: { ...policy, mailbox, ...changed } }
}

export interface WrittenLetter {
  /** Header lines that name a writer stand here as they are: none, one or two. */
  readonly from?: string | readonly string[]
  readonly name?: string
  readonly subject?: string
  readonly body?: string
  readonly id?: string
  /** Header lines of its own. */
  readonly headers?: readonly string[]
  /** The domain whose server signs it; null: nobody's. Left out: that of the one writer. */
  readonly signedBy?: string | null
  readonly answers?: { readonly messageId: string; readonly references: readonly string[] }
}

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
let lettersWritten = 0

/** As a mail server hands a letter over. Its Message-ID is a new one unless it is told. */
export function writeLetter(letter: WrittenLetter, at: Date): Buffer {
  const { name, subject = '', body = '', headers = [], answers } = letter
  lettersWritten += 1
  const { id = `letter-${lettersWritten}@mail.example` } = letter
  const writers = letter.from === undefined ? [] : [letter.from].flat()
  const [writer] = writers
  const lines = [
    ...(writer === undefined ? [] : [`Return-Path: <${writer}>`]),
    ...writers.map((from) => `From: ${name === undefined ? '' : `${encoded(name)} `}<${from}>`),
    `To: <${MAILBOX}>`,
    `Subject: ${encoded(subject)}`,
    `Message-ID: <${id}>`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    ...(answers === undefined
      ? []
      : [
          `In-Reply-To: ${answers.messageId}`,
          `References: ${[...answers.references, answers.messageId].join(' ')}`,
        ]),
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ]
  const raw = Buffer.from(lines.join('\r\n'))
  const signer = letter.signedBy === undefined ? signerOf(writers) : letter.signedBy
  return signer === null ? raw : ownSigned(raw, signer)
}

/** The server of the one writer signs; nobody signs for several, and our own mailbox is not on a server of the tests. */
function signerOf(writers: readonly string[]): string | null {
  const [only = '', ...more] = writers
  const domain = /^[^<>"@\s]+@([a-z0-9.-]+\.example)$/i.exec(only)?.[1]
  return domain === undefined || more.length > 0 || only === MAILBOX ? null : domain.toLowerCase()
}
