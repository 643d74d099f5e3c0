import { decodeWords } from './encoded-words.ts'
import { charsetOf, cut, decodeHeader, withoutControls } from './headers.ts'
import type { RawHeader } from './headers.ts'
import type { Address, ParsedLetter } from '../letter.ts'
import { repair } from './mojibake.ts'
import { readFrom } from '../sender.ts'

const SUBJECT_CHARS_MAX = 998

/** A letter by its headers alone: nothing of the body is known. */
export function letterByHead(headers: readonly RawHeader[]): ParsedLetter {
  const charset = charsetOf(headers)
  return {
    headers: headers.map((header) => decodeHeader(header, charset)),
    from: fromOf(headers),
    subject: subjectOf(headers),
    text: '',
    attachments: [],
    attachmentText: [],
    contradiction: false,
    doubledHeaders: ['from', 'subject'].filter((name) => valuesIn(headers, name).length > 1),
    reading: 'headers-only',
  }
}

/** The subject line, decoded and mended; '' when there is none. Of several the first, as people see it. */
export function subjectOf(headers: readonly RawHeader[]): string {
  const raw = valuesIn(headers, 'subject')[0] ?? ''
  const subject = repair(withoutControls(decodeWords(raw, charsetOf(headers))))
  return cut(subject, SUBJECT_CHARS_MAX)
}

/** Every address of every From header. */
export function fromOf(headers: readonly RawHeader[]): readonly Address[] {
  return readFrom(valuesIn(headers, 'from'), charsetOf(headers))
}

function valuesIn(headers: readonly RawHeader[], name: string): readonly string[] {
  return headers.filter((header) => header.name === name).map(({ value }) => value)
}
