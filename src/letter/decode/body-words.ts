import { decode } from './charset.ts'
import { contradict } from './contradiction.ts'
import { unflow } from './flowed.ts'
import { cut } from './headers.ts'
import type { RawHeader } from './headers.ts'
import { textOfHtml } from './html-text.ts'
import { repair } from './mojibake.ts'
import { splitParts } from './parts.ts'
import type { Part } from './parts.ts'
import { separate } from '../own-words/quotes.ts'
import { decodeTransfer } from './transfer.ts'

/** A file that came with a letter, its transfer encoding undone. */
export interface AttachedFile {
  readonly name: string
  readonly type: string
  readonly charset: string
  readonly content: Buffer
}

export interface BodyWords {
  readonly text: string
  readonly contradiction: boolean
  readonly files: readonly AttachedFile[]
  readonly isWhole: boolean
}

export const TEXT_CHARS_MAX = 64 * 1024
/** What is folded, flowed or unseen may take as much again. */
const DECODED_CHARS_MAX = 2 * TEXT_CHARS_MAX
/** So much of a part, still encoded, is looked at for words. */
const ENCODED_BYTES_MAX = 2 * 1024 * 1024

/** What a body says, and the files that came with it. Pure and linear; nothing of it is executed. */
export function readBody(headers: readonly RawHeader[], body: Buffer): BodyWords {
  const { root, isWhole } = splitParts(headers, body)
  // Whatever a letter of one part says of it, that part is the letter.
  const said = READ_AS_TEXT.test(root.type) ? readText(root) : read(root)
  const { plain, html, files, contradiction } = said
  return { text: tidy(chosen(plain, html)), contradiction, files, isWhole }
}

/** Words of one part. At most one of the two kinds unless they are alternatives that were merged. */
interface Said {
  readonly plain: string
  readonly html: string
  readonly files: readonly AttachedFile[]
  readonly contradiction: boolean
}

const NOTHING: Said = { plain: '', html: '', files: [], contradiction: false }

function read(part: Part): Said {
  if (part.type === 'multipart/alternative') return readAlternatives(part)
  if (part.type.startsWith('multipart/')) return readSequence(part)
  // Words for the reader, and a sign of who wrote: both are kept.
  if (part.type === 'message/delivery-status') return { ...readText(part), files: [fileOf(part)] }
  if (isText(part)) return readText(part)
  return { ...NOTHING, files: [fileOf(part)] }
}

const READ_AS_TEXT = /^text\/(?!calendar|x-amp-html|rtf|csv|x-vcard|vcard|xml)/

/** A text that is not said to be a file; servers give the footers they append names as well. */
function isText({ type, isAttached, name }: Part): boolean {
  const isNamed = name !== '' && !/^(?:att\d{1,8}|part[\d.]{0,10})\.(?:txt|html?)$/i.test(name)
  return READ_AS_TEXT.test(type) && !isAttached && !isNamed
}

function fileOf({ name, type, charset, encoding, content }: Part): AttachedFile {
  return { name, type, charset, content: decodeTransfer(content, encoding) }
}

function readText(part: Part): Said {
  const bytes = decodeTransfer(part.content.subarray(0, ENCODED_BYTES_MAX), part.encoding)
  if (part.type !== 'text/html') return { ...NOTHING, plain: textOf(part, bytes) }
  return { ...NOTHING, html: wordsOfHtml(bytes, part.charset) }
}

function textOf({ charset, flow }: Part, bytes: Buffer): string {
  const text = cut(decode(bytes, charset), DECODED_CHARS_MAX).replaceAll('\r\n', '\n')
  return repair(flow === 'fixed' ? text : unflow(text, flow === 'flowed-delete-space'))
}

/** The words of an HTML page; where its part names no charset the page itself may. */
function wordsOfHtml(bytes: Buffer, charset: string): string {
  return repair(textOfHtml(decode(bytes, charset === '' ? charsetInHtml(bytes) : charset)))
}

function charsetInHtml(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 2_000)
  return /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec(start)?.[1] ?? ''
}

/** Parts that follow one another: a letter with pictures or files, a footer that a server added. */
function readSequence(part: Part): Said {
  const said = part.parts.map(read)
  const files = said.flatMap((one) => one.files)
  const contradiction = said.some((one) => one.contradiction)
  const words = said.filter(hasWords)
  const [first, second, third] = words
  if (first === undefined) return { ...namedWords(part), files, contradiction }
  // Programs that say "mixed" where they mean "alternative" send the same words twice.
  if (second !== undefined && third === undefined && areTwins(first, second)) {
    return { ...merged([first, second]), files, contradiction }
  }
  if (second === undefined) return { ...first, files, contradiction }
  const text = words.map(({ plain, html }) => chosen(plain, html)).join('\n')
  const isHtml = words.every(({ plain }) => plain === '')
  return { plain: isHtml ? '' : text, html: isHtml ? text : '', files, contradiction }
}

function hasWords({ plain, html }: Said): boolean {
  return plain.trim() !== '' || html.trim() !== ''
}

/** Phones give the letter itself a file name; it counts where nothing else has words. */
function namedWords({ parts }: Part): Said {
  const named = parts.find(({ type, isAttached }) => READ_AS_TEXT.test(type) && !isAttached)
  return named === undefined ? NOTHING : readText(named)
}

function areTwins(first: Said, second: Said): boolean {
  const isPlainAndHtml = first.html === '' && second.plain === ''
  if (!isPlainAndHtml || second.html === '') return false
  const compact = (text: string): string => text.replace(/[\s>*_-]+/g, '').slice(0, 2_000)
  return compact(first.plain) === compact(second.html)
}

/** The same letter in several forms, of which a program shows the one it knows best. */
function readAlternatives(part: Part): Said {
  const said = part.parts.map(read)
  const files = said.flatMap((one) => one.files)
  const { plain, html } = merged(said)
  const isStub = isPlainStub(plain)
  const isContradicted = !isStub && contradict(newWords(plain), newWords(html))
  const isOnlyHtmlSeen = html !== '' && (isStub || isContradicted)
  const contradiction = isContradicted || said.some((one) => one.contradiction)
  return { plain: isOnlyHtmlSeen ? '' : plain, html, files, contradiction }
}

function merged(said: readonly Said[]): Pick<Said, 'plain' | 'html'> {
  return {
    plain: said.find(({ plain }) => plain.trim() !== '')?.plain ?? '',
    html: said.findLast(({ html }) => html.trim() !== '')?.html ?? '',
  }
}

/** What was quoted may be cut or folded differently; only the new words are compared. */
function newWords(text: string): string {
  const { own, signature } = separate(text)
  return `${own}\n${signature}`
}

const STUB =
  /html[^]{0,80}(?:viewer|client|support|compatible|capable|view|format|просм|поддерж|формат|програм)|(?:просм|поддерж|формат|view|support)[^]{0,80}html/i

/** «Ваша почтовая программа не поддерживает HTML»: a note to the reader and none of the letter. */
function isPlainStub(plain: string): boolean {
  const text = plain.trim()
  return text.length < 300 && STUB.test(text)
}

/** The plain words, else those of the HTML, also where the plain ones are only their beginning. */
function chosen(plain: string, html: string): string {
  const isShort = plain.trim().length * 3 < html.length
  return isShort ? html : plain
}

/** No control characters but the end of a line, no blanks that only look like one, nothing unseen. */
export function tidy(words: string): string {
  const text = words
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]|[\p{Zs}]/gu, ' ')
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
  return cut(text, TEXT_CHARS_MAX).trim()
}

/** The words of a file that is text by its type or name, as of a body; null for every other file. */
export function textOfFile({ name, type, charset, content }: AttachedFile): string | null {
  const lower = name.toLowerCase()
  const bytes = content.subarray(0, ENCODED_BYTES_MAX)
  if (type === 'text/html' || /\.html?$/.test(lower)) return tidy(wordsOfHtml(bytes, charset))
  if (type === 'text/plain' || lower.endsWith('.txt')) return tidy(repair(decode(bytes, charset)))
  return null
}
