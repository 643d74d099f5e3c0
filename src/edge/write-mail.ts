/**
 * A draft becomes the final bytes: words from the template, as text and as its HTML twin, headers of
 * our own, nothing of the letter that came.
 */
import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { Fault } from '../errors.ts'
import type { Language } from '../letter/letter.ts'
import { readAddress } from '../letter/sender.ts'
import { MARK_HEADER } from '../letter/reference.ts'
import type { Draft, DraftFile, Filled } from '../reply/draft.ts'
import { htmlTwin } from './html-twin.ts'
import type { Look } from './html-twin.ts'
import type { Rendered, Templates } from './templates.ts'

export interface Sender {
  /** The company, as it stands before the address. */
  readonly name: string
  readonly address: string
}

function rendered(templates: Templates, draft: Draft): Rendered {
  const { template, values }: Filled = draft.filled
  return templates.render(template, draft.language, values)
}

/** What the HTML twin of a letter needs to know besides its words. */
export function lookOf(language: Language, values: Filled['values']): Look {
  return {
    language,
    link: 'link' in values ? values.link : '',
    company: 'company' in values ? values.company.name : '',
  }
}

const FILE_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u
const FILE_TYPE = /^[a-z]{1,20}\/[a-z0-9.+-]{1,80}(?:; charset=utf-8)?$/

/** Neither a name nor a type may write a line into a head. */
function attachment({ name, type, content }: DraftFile, id: string) {
  if (!FILE_NAME.test(name) || !FILE_TYPE.test(type))
    throw new Fault('internal', { detail: `a file of ${id} has no plain name and type` })
  return {
    filename: name,
    contentType: type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    contentDisposition: 'attachment',
    contentTransferEncoding: 'base64',
    content,
  } as const
}

/** Between the parts; the same whenever the letter is written again, and in no base64. */
function boundaryOf({ messageId }: Draft): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 24)
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

/** @throws Fault internal when the recipient is not exactly one plain address, or a file has no plain name */
export async function writeMail(
  draft: Draft,
  at: Date,
  parts: { readonly templates: Templates; readonly sender: Sender },
): Promise<Buffer> {
  if (readAddress(draft.to) !== draft.to)
    throw new Fault('internal', { detail: `the recipient of ${draft.id} is no plain address` })
  const letter = rendered(parts.templates, draft)
  const composer = new MailComposer({
    from: { name: parts.sender.name, address: parts.sender.address },
    to: { name: '', address: draft.to },
    subject: letter.subject,
    text: letter.text,
    html: htmlTwin(letter, lookOf(draft.language, draft.filled.values)),
    attachments: (draft.files ?? []).map((file) => attachment(file, draft.id)),
    baseBoundary: boundaryOf(draft),
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
