/** The owner of the demo, who answers from the policy mailbox itself. */
import { simpleParser } from 'mailparser'
import { writeMessageId } from '../letter/reference.ts'
import type { Stage } from './stage.ts'

/** The words of a letter of the outbox, as a mail program shows them. */
export async function wordsOf(
  outbox: { open(id: string): Promise<Buffer | null> },
  id: string,
): Promise<string> {
  const raw = await outbox.open(id)
  if (raw === null) return `(no letter ${id})`
  const { subject = '', text = '' } = await simpleParser(raw)
  return `${subject}\n\n${text}`
}

/** Asks again and again, a moment apart. @throws when it does not come true in time */
export async function until(isTrue: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('the demo waited too long for the next step')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** A reply as a phone's mail program sends it: to the mailbox itself, with a copy in its Sent. */
export async function answerAsOwner(
  stage: Stage,
  letter: { readonly number: string; readonly kind: string; readonly version: number },
  words: string,
): Promise<void> {
  const { app, mail, mailbox } = stage
  const { number, kind, version } = letter
  const domain = mailbox.split('@', 2)[1] ?? 'localhost'
  const mark = { about: number, kind, version }
  const answered = writeMessageId(app.world.vault.idKey, mark, domain)
  const raw = Buffer.from(
    [
      `From: <${mailbox}>`,
      `To: <${mailbox}>`,
      `Subject: Re: ${number}`,
      `Message-ID: <owner-${Date.now()}@phone.example>`,
      `In-Reply-To: ${answered}`,
      `References: ${answered}`,
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      words,
      '',
      '-- ',
      'Отправлено с iPhone',
      '',
    ].join('\r\n'),
    'utf8',
  )
  mail.imap.deliver(mailbox, raw, { folder: 'Sent', flags: ['\\Seen'] })
  mail.imap.deliver(mailbox, raw)
}
