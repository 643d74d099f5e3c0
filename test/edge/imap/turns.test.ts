import { expect, test } from 'vitest'
import type { Head } from '../../../src/edge/imap/sort.ts'
import { inTurns } from '../../../src/edge/imap/turns.ts'

const head = (uid: number, from: string): Head => ({
  uid,
  receivedAt: new Date(0),
  sizeBytes: 0,
  lines: Buffer.from(`Subject: x\r\n${from}\r\n`),
})
const uids = (...heads: Head[]) => inTurns(heads).map(({ uid }) => uid)
const BOMBER = 'From: <bomber@flood.example>'

test('one letter among many of somebody else is the second to be read', () => {
  const heads = Array.from({ length: 1_000 }, (_, index) => head(index, BOMBER))
  heads.splice(500, 0, head(5_000, 'From: Anna <anna@person.example>'))
  expect(uids(...heads).slice(0, 3)).toEqual([0, 5_000, 1])
})

test('letters of one sender stay in their order, however the name is written', () => {
  const spelled = [
    BOMBER,
    'from: "B" <Bomber@flood.example>',
    'From:\r\n "B"\r\n <bomber@flood.example>',
  ]
  expect(uids(...spelled.map((from, index) => head(index, from)))).toEqual([0, 1, 2])
})

test('without From they are of one nobody, and none is lost', () => {
  expect(uids(head(1, 'X: y'), head(2, BOMBER), head(3, 'X: z'))).toEqual([1, 2, 3])
  expect(inTurns([])).toEqual([])
})
