/** What a command writes where it is told to. */
import { writeFileSync } from 'node:fs'
import { Fault } from '../errors.ts'

/** @throws Fault usage when there is no such place; a full disk is told as such */
export function writeOutFile(file: string, data: string | Uint8Array): void {
  try {
    writeFileSync(file, data)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw cause
    throw new Fault('usage', { detail: `${file} cannot be written (${code})`, cause })
  }
}
