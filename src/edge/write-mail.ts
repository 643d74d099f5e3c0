/** A draft becomes the final bytes: words from the template, headers of our own, nothing of the letter that came. */
import MailComposer from 'nodemailer/lib/mail-composer'
import { Fault } from '../errors.ts'
import { readAddress } from '../letter/sender.ts'
import { MARK_HEADER } from '../letter/reference.ts'
import type { Draft, Filled } from '../reply/draft.ts'
import type { Templates } from './templates.ts'

export interface Sender {
  /** The company, as it stands before the address. */
  readonly name: string
  readonly address: string
}

function rendered(templates: Templates, draft: Draft): { subject: string; text: string } {
  const { template, values }: Filled = draft.filled
  return templates.render(template, draft.language, values)
}

/** RFC 3834: an answer to a letter, or something we say on our own. Nobody's machine answers either. */
function headersOf(draft: Draft): Record<string, string> {
  return {
    'Auto-Submitted': draft.audience === 'person' ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'Content-Language': draft.language,
    [MARK_HEADER]: draft.mark,
  }
}

/** @throws Fault internal when the recipient is not exactly one plain address */
export async function writeMail(
  draft: Draft,
  at: Date,
  parts: { readonly templates: Templates; readonly sender: Sender },
): Promise<Buffer> {
  if (readAddress(draft.to) !== draft.to)
    throw new Fault('internal', { detail: `the recipient of ${draft.id} is no plain address` })
  const { subject, text } = rendered(parts.templates, draft)
  const composer = new MailComposer({
    from: { name: parts.sender.name, address: parts.sender.address },
    to: { name: '', address: draft.to },
    subject,
    text,
    date: at,
    messageId: draft.messageId,
    references: [...draft.references],
    ...(draft.references.length > 0 ? { inReplyTo: draft.references.at(-1) ?? '' } : {}),
    headers: headersOf(draft),
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
