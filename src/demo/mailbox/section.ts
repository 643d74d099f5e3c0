import { BadCommand } from './command.ts'
import type { MimePart } from './mime.ts'

const NOTHING = Buffer.alloc(0)

export type SectionReader = (letter: MimePart) => Buffer

/**
 * Reads the name of a section: '', `HEADER`, `HEADER.FIELDS (…)`, `TEXT`, `1.2`, `1.2.MIME`.
 *
 * @returns what takes these bytes out of a letter, none where the letter has no such part
 * @throws BadCommand
 */
export function sectionReader(name: string): SectionReader {
  const [, path, text = ''] = /^(?:(\d+(?:\.\d+)*)(?:\.|$))?(.*)$/s.exec(name) ?? []
  const what = text.toUpperCase()
  if (path === undefined) return what === '' ? ({ raw }) => raw : letterReader(what)
  const read = what === '' || what === 'MIME' ? partReader(what) : enclosedReader(what)
  const numbers = path.split('.').map(Number)
  return (letter) => {
    const part = partAt(letter, numbers)
    return part === undefined ? NOTHING : read(part)
  }
}

function partReader(what: '' | 'MIME'): SectionReader {
  return ({ head, body }) => (what === '' ? body : head)
}

function enclosedReader(what: string): SectionReader {
  const read = letterReader(what)
  return ({ enclosed }) => (enclosed === undefined ? NOTHING : read(enclosed))
}

function letterReader(what: string): SectionReader {
  if (what === 'TEXT') return ({ body }) => body
  const choose = headerChoice(what)
  return ({ head }) => choose(head)
}

/** The only part of a letter that is not multipart is number 1. */
function partAt(letter: MimePart, path: readonly number[]): MimePart | undefined {
  let part: MimePart | undefined
  let holder: MimePart | undefined = letter
  for (const number of path) {
    const parts: readonly MimePart[] = holder === undefined ? [] : innerParts(holder)
    part = parts[number - 1]
    holder = part?.enclosed ?? (part !== undefined && part.parts.length > 0 ? part : undefined)
  }
  return part
}

function innerParts(holder: MimePart): readonly MimePart[] {
  return holder.parts.length > 0 ? holder.parts : [holder]
}

function headerChoice(what: string): (head: Buffer) => Buffer {
  if (what === 'HEADER') return (head) => head
  const [, not, list] = /^HEADER\.FIELDS(\.NOT)? ?\(([^()]*)\)$/.exec(what) ?? []
  if (list === undefined) throw new BadCommand('Unknown section')
  const names = new Set(list.split(' ').map((name) => name.replaceAll('"', '').toLowerCase()))
  return (head) => {
    const lines = head.toString('latin1').split(/\r\n(?![ \t])/)
    const kept = lines.filter(
      (line) => line !== '' && names.has(nameOf(line)) === (not === undefined),
    )
    const end = lines.at(-2) === '' ? '\r\n' : ''
    return Buffer.from(kept.map((line) => `${line}\r\n`).join('') + end, 'latin1')
  }
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf(':')).trim().toLowerCase()
}
