import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { understand } from '../../src/letter/classify.ts'
import type { Change, Kind, Understanding } from '../../src/letter/letter.ts'
import { letterWith, MAILBOX, PHRASES } from './samples.ts'

interface Written {
  readonly subject: string
  readonly text: string
  readonly kind: Kind
  readonly review?: boolean
  readonly changes?: readonly Change[]
  readonly code?: string
  readonly statedEmail?: string
}

interface SubjectLine {
  readonly subject: string
  readonly body: string
  readonly expect: 'rectify' | 'cease' | 'none'
  /** `clarify`: a person is to be asked what is meant. */
  readonly conf?: 'exact' | 'strong' | 'clarify'
}

function rowsOf<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../letters/${name}`, import.meta.url), 'utf8')) as T[]
}

function read(subject: string, text: string): Understanding {
  return understand(letterWith({ subject, text }), { phrases: PHRASES, mailbox: MAILBOX })
}

const WRITTEN = rowsOf<Written>('written.json')

describe('letters in the words of many people', () => {
  test.each(WRITTEN.map((letter) => [letter.kind, letter.subject, letter.text, letter] as const))(
    '%s: %s | %s',
    (kind, subject, text, letter) => {
      const understood = read(subject, text)
      expect(understood.kind).toBe(kind)
      if (letter.review !== undefined) expect(understood.review).toBe(letter.review)
      if (letter.changes !== undefined) expectChanges(understood.changes, letter.changes)
      if (letter.code !== undefined) expect(understood.code).toBe(letter.code)
      if (letter.statedEmail !== undefined) expect(understood.statedEmail).toBe(letter.statedEmail)
    },
  )
})

/** A wrong form that the row does not tell may be found all the same. */
function expectChanges(found: readonly Change[], wanted: readonly Change[]): void {
  expect(found.map(({ field, to }) => [field, to])).toEqual(
    wanted.map(({ field, to }) => [field, to]),
  )
  expect(found).toMatchObject(wanted)
}

describe('subjects that people write (p.7)', () => {
  const lines = rowsOf<SubjectLine>('subjects.json')

  test.each(lines.map((line) => [line.expect, line.subject, line.body, line] as const))(
    '%s: %s | %s',
    (wanted, subject, body, { conf }) => {
      const { kind, certainty, review } = read(subject, body)
      expect(kind === 'rectify' || kind === 'cease' ? kind : 'none').toBe(wanted)
      if (conf === 'clarify') expect(review).toBe(true)
      if (conf === 'exact') expect(certainty).toBe('exact')
    },
  )
})
