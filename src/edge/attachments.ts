import { readAttachedLetter } from '../letter/decode/attached-letter.ts'
import { TEXT_CHARS_MAX, textOfFile, tidy } from '../letter/decode/body-words.ts'
import type { AttachedFile } from '../letter/decode/body-words.ts'
import { cut } from '../letter/decode/headers.ts'
import type { AttachmentText } from '../letter/letter.ts'
import { readDocx } from './docx.ts'

/** A letter within a letter is read, one within that is not. */
const DEPTH_MAX = 2
const FILES_MAX = 20

/** What can be read of the files of a letter without opening them in a program. */
export function readAttachments(files: readonly AttachedFile[]): readonly AttachmentText[] {
  let left = TEXT_CHARS_MAX
  const texts: AttachmentText[] = []
  for (const read of files.slice(0, FILES_MAX).flatMap((file) => readFile(file, DEPTH_MAX))) {
    const text = cut(read.text, left)
    left -= text.length
    if (text !== '' || read.subject !== '') texts.push({ ...read, text })
  }
  return texts
}

function readFile(file: AttachedFile, depth: number): readonly AttachmentText[] {
  if (isLetter(file)) return depth === 0 ? [] : readLetter(file, depth)
  const text = isDocx(file) ? readDocx(file.content) : textOfFile(file)
  return text === null ? [] : [{ name: file.name, text: tidy(text), subject: '', from: null }]
}

function readLetter({ name, content }: AttachedFile, depth: number): readonly AttachmentText[] {
  const { subject, from, text, files } = readAttachedLetter(content)
  const within = files.slice(0, FILES_MAX).flatMap((file) => readFile(file, depth - 1))
  return [{ name, text, subject, from }, ...within]
}

function isLetter({ type, name }: AttachedFile): boolean {
  return type === 'message/rfc822' || name.toLowerCase().endsWith('.eml')
}

function isDocx({ type, name }: AttachedFile): boolean {
  return type.endsWith('wordprocessingml.document') || /\.(?:docx|docm)$/i.test(name)
}
