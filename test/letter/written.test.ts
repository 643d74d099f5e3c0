import { describe, expect, test } from 'vitest'
import { understand } from '../../src/letter/classify.ts'
import type { Change, Understanding } from '../../src/letter/letter.ts'
import { readSubjects, readWritten } from '../support/labels.ts'
import { letterWith, MAILBOX, PHRASES } from './samples.ts'

function read(subject: string, text: string): Understanding {
  return understand(letterWith({ subject, text }), { phrases: PHRASES, mailbox: MAILBOX })
}

describe('letters in the words of many people', () => {
  test.each(readWritten())('$kind: $subject | $text', (letter) => {
    const { subject, text, changes, ...judged } = letter
    const understood = read(subject, text)
    expect(understood).toMatchObject(judged)
    expect(valuesOf(understood.changes)).toEqual(valuesOf(changes ?? understood.changes))
    expect(understood.changes).toMatchObject(changes ?? understood.changes)
  })
})

/** A wrong form that the row does not tell may be found all the same. */
function valuesOf(changes: readonly Pick<Change, 'field' | 'to'>[]): readonly string[] {
  return changes.map(({ field, to }) => `${field} ${to}`)
}

describe('subjects that people write (p.7)', () => {
  test.each(readSubjects())('$expect: $subject | $body', (line) => {
    const { kind, certainty, review } = read(line.subject, line.body)
    const isDemand = kind === 'rectify' || kind === 'cease'
    expect(isDemand ? kind : 'none').toBe(line.expect)
    const wanted = line.conf ?? 'strong'
    expect({ exact: certainty === 'exact', clarify: review, strong: true }[wanted]).toBe(true)
  })
})
