import { BadCommand } from './command.ts'

export const SYSTEM_FLAGS = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft']

/** Flags as a client names them, system flags in their usual spelling. @throws BadCommand */
export function readFlags(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(readFlag))
}

export function flagList(flags: Iterable<string>): string {
  return `(${[...flags].join(' ')})`
}

/** Keywords are told apart without regard to case (RFC 3501 2.3.2). */
export function hasFlag(flags: ReadonlySet<string>, name: string): boolean {
  return [...flags].some((flag) => flag.toLowerCase() === name.toLowerCase())
}

export function withFlags(flags: ReadonlySet<string>, more: ReadonlySet<string>): Set<string> {
  return new Set([...flags, ...[...more].filter((flag) => !hasFlag(flags, flag))])
}

export function withoutFlags(flags: ReadonlySet<string>, fewer: ReadonlySet<string>): Set<string> {
  return new Set([...flags].filter((flag) => !hasFlag(fewer, flag)))
}

function readFlag(name: string): string {
  const system = SYSTEM_FLAGS.find((flag) => flag.toLowerCase() === name.toLowerCase())
  if (system !== undefined) return system
  if (!/^[!#$&'+-[\]^-z|}~]+$/.test(name)) throw new BadCommand('Not a flag')
  return name
}
