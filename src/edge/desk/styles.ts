/** The style sheet: `npm run build:css` makes it from `desk.scss`; it is read once, at the start. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { Fault } from '../../errors.ts'
import { readTextFile, shippedFile } from '../files.ts'

export interface Styles {
  readonly text: string
  readonly gzip: Uint8Array<ArrayBuffer>
  /** Stands in the address of the sheet, so that it may be kept for ever. */
  readonly version: string
}

/** @throws Fault internal when the program was not built */
export function readStyles(): Styles {
  const text = readTextFile(shippedFile('dist/desk.css'))
  if (text === null)
    throw new Fault('internal', { detail: 'dist/desk.css is missing: run `npm run build`' })
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return { text, gzip: Uint8Array.from(gzipSync(text)), version }
}
