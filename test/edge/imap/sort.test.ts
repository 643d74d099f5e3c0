import { describe, expect, test } from 'vitest'
import type { Folder } from '../../../src/edge/imap/folders.ts'
import { passOver } from '../../../src/edge/imap/sort.ts'
import { writeMark, writeMessageId } from '../../../src/letter/reference.ts'
import { MAILBOX, MONDAY, testPromises, writeLetter } from '../../support/company.ts'
import type { WrittenLetter } from '../../support/company.ts'

const ID_KEY = Buffer.alloc(32, 'id')
const ANNA = 'anna.testova@person.example'
const APPROVAL = { about: 'PD-7F3K-92QD', kind: 'approval', version: 1 }
const CLARIFY = { ...APPROVAL, kind: 'clarify' }

const by = {
  idKey: ID_KEY,
  answerFrom: new Date(MONDAY.getTime() + 700),
  phrases: testPromises().policy.subjects,
  isOwnerLetter: (kind: string) => kind === 'approval',
}
const answering = (mark: typeof APPROVAL, key = ID_KEY) => ({
  messageId: writeMessageId(key, mark, 'company.example'),
  references: [],
})

function sorted(
  letter: WrittenLetter,
  role: Folder['role'] = 'inbox',
  receivedAt = MONDAY,
): string | null {
  const lines = writeLetter(letter, MONDAY)
  const head = { uid: 1, receivedAt, sizeBytes: lines.length, lines }
  return passOver(head, { path: role, role }, by)?.why ?? null
}

describe('before it is fetched a letter is sorted by its head', () => {
  test('a letter that came in the second of the first start is new', () => {
    expect(sorted({ from: ANNA, subject: 'x' })).toBeNull()
    const before = new Date(MONDAY.getTime() - 1_000)
    expect(sorted({ from: ANNA, subject: 'x' }, 'inbox', before)).toBe('before-answer-from')
  })

  test('an old demand is listed with its kind, its writer and its subject', () => {
    const subject = 'Re: Уточнить персональные данные'
    const lines = writeLetter({ from: ANNA, subject }, MONDAY)
    const head = { uid: 7, receivedAt: new Date(0), sizeBytes: 1, lines }
    expect(passOver(head, { path: 'INBOX', role: 'inbox' }, by)).toEqual({
      uid: 7,
      receivedAt: new Date(0),
      role: 'inbox',
      why: 'before-answer-from',
      demand: { kind: 'rectify', from: `<${ANNA}>`, subject },
    })
    const inSent = passOver(head, { path: 'Sent', role: 'sent' }, by)
    expect(inSent).not.toHaveProperty('demand')
  })

  test('our own letter is known by its Message-ID, and by its mark where the provider gave another', () => {
    const id = answering(CLARIFY).messageId.slice(1, -1)
    expect(sorted({ from: MAILBOX, id })).toBe('own')
    const headers = [`X-Privacy-Mailbot-Mark: ${writeMark(ID_KEY, CLARIFY)}`]
    expect(sorted({ from: MAILBOX, headers }, 'sent')).toBe('own')
    const forged = [`X-Privacy-Mailbot-Mark: ${writeMark(Buffer.alloc(32), CLARIFY)}`]
    expect(sorted({ from: ANNA, headers: forged })).toBeNull()
  })

  test('of Sent only answers to letters to the owner are fetched', () => {
    expect(sorted({ from: MAILBOX, answers: answering(APPROVAL) }, 'sent')).toBeNull()
    expect(sorted({ from: MAILBOX, answers: answering(CLARIFY) }, 'sent')).toBe('not-ours')
    expect(sorted({ from: MAILBOX, answers: answering(APPROVAL, Buffer.alloc(32)) }, 'sent')).toBe(
      'not-ours',
    )
    expect(sorted({ from: MAILBOX, subject: 'Re: PD-7F3K-92QD' }, 'sent')).toBe('not-ours')
  })
})
