import { fold } from './sentence/words/fold.ts'
import { deniesCopy, namesDocument, namesElse, tellsOfCopy } from './kinds/identity-document.ts'
import type { Attachment, ParsedLetter } from './letter.ts'

/** Below this a picture is a logo or a signature, whatever the words say. */
const PICTURE_BYTES_MIN = 30 * 1024
/** A file that says so much is no picture of a document. */
const TEXT_CHARS_MAX = 300

const SCAN_TYPE =
  /^(?:image\/(?:jpe?g|pjpeg|png|x-png|heic|heif|tiff?|webp|bmp|x-ms-bmp)|application\/(?:pdf|x-pdf|msword|vnd\.openxmlformats-officedocument\.wordprocessingml\.document))$/
const SCAN_ENDING = /\.(?:jpe?g|jfif|png|hei[cf]|tiff?|webp|bmp|pdf|docx?)$/i
const PICTURE = /^image\/|\.(?:jpe?g|jfif|png|hei[cf]|tiff?|webp|bmp)$/i
const WORD_FILE = /(?:msword|wordprocessingml\.document)$|\.docx?$/i

/**
 * The names of the attachments that are copies of identity documents: by their own names, else by
 * what the writer's words say is attached. Nobody needs them and ours are destroyed, so that a
 * doubtful one is none.
 */
export function documentsIn(letter: ParsedLetter, words: string): readonly string[] {
  const scans = letter.attachments.filter((one) => isScan(one, letter))
  if (scans.length === 0 || deniesCopy(words)) return []
  const named = scans.filter(({ name }) => namesDocument(plainName(name)))
  return namesOf(named.length > 0 ? named : toldOf(scans, words))
}

function namesOf(found: readonly Attachment[]): readonly string[] {
  return [...new Set(found.map(({ name }) => name))]
}

function isScan({ name, type, sizeBytes }: Attachment, letter: ParsedLetter): boolean {
  if (sizeBytes === 0 || !(SCAN_TYPE.test(type) || isNamedAsScan(name, type))) return false
  const said = letter.attachmentText.find((one) => one.name === name)?.text ?? ''
  return said.length < TEXT_CHARS_MAX
}

/** Phones and web mail call every file a stream of bytes. */
function isNamedAsScan(name: string, type: string): boolean {
  return SCAN_ENDING.test(name) && /^application\/(?:octet-stream|x-download|download)$/.test(type)
}

/** Of the files that bear no telling name, those that the words can mean. */
function toldOf(scans: readonly Attachment[], words: string): readonly Attachment[] {
  const told = tellsOfCopy(words)
  if (told === null) return []
  const possible = scans.filter(isPossible)
  const nameless = possible.filter(({ name }) => isMadeByDevice(plainName(name)))
  const meant = nameless.length > 0 ? nameless : possible
  const isOne = meant.length === 1
  return isOne || (nameless.length > 0 && told === 'alone') ? meant : []
}

function isPossible({ name, type, sizeBytes }: Attachment): boolean {
  const isLarge = sizeBytes >= PICTURE_BYTES_MIN
  const isPicture = PICTURE.test(type) || PICTURE.test(name)
  const isWordFile = WORD_FILE.test(type) || WORD_FILE.test(name)
  return (isLarge || !(isPicture || isWordFile)) && !namesElse(plainName(name))
}

const DEVICE_WORD =
  /^(?:img|image|dsc|dscn|dscf|pxl|mvimg|photo|photos|picture|pic|scan|scans|scanned|document|documents|doc|docs|file|whatsapp|viber|telegram|camscanner|adobe|att|attachment|page|copy|at|front|back|pdf|jpg|фото|фотография|скан|сканы|копия|копии|документ|документы|документа|док|файл|снимок|изображение|вложение|страница|стр|без|названия|сурет|кужат|коширме|from|камера)$/u

/** `IMG_2041`, `Скан 1`, `WhatsApp Image 2026-11-02 at 10.15`. */
function isMadeByDevice(name: string): boolean {
  return name.split(' ').every((word) => !/\p{L}{2}/u.test(word) || DEVICE_WORD.test(word))
}

/** `IdCard_Front(1).jpg` as `id card front 1`. */
function plainName(name: string): string {
  const spaced = name.replace(/\.\w{2,5}$/u, '').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  return fold(spaced)
    .replace(/(\p{L})(\d)|(\d)(\p{L})/gu, '$1$3 $2$4')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}
