import { describe, expect, test } from 'vitest'
import { LineReader } from '../../../src/demo/mailbox/line-reader.ts'

function listening() {
  const heard: string[][] = []
  const signs: string[] = []
  const reader = new LineReader({
    onCommand: (pieces) => heard.push(pieces.map(String)),
    onLiteral: () => signs.push('go on'),
    onTooLong: () => signs.push('too long'),
  })
  return { reader, heard, signs }
}

describe('what a client sends is cut into commands', () => {
  const stream = 'a LOGIN {4}\r\nu\r\ns {0}\r\n\r\nb NOOP\r\nc X {2+}\r\n{}\r\nd'
  const commands = [['a LOGIN ', 'u\r\ns', ' ', '', ''], ['b NOOP'], ['c X ', '{}', '']]

  test('in whatever pieces it comes', () => {
    for (const size of [1, 2, 3, 7, stream.length]) {
      const { reader, heard, signs } = listening()
      for (let at = 0; at < stream.length; at += size) {
        reader.take(Buffer.from(stream.slice(at, at + size)))
      }
      expect(heard).toEqual(commands)
      expect(signs).toEqual(['go on', 'go on'])
    }
  })

  test('until a line or literal is too long, and nothing after that', () => {
    for (const long of [
      `a ${'x'.repeat(1_000_001)}`,
      'a X {64000001+}\r\n',
      'a X {64000001}\r\n',
    ]) {
      const { reader, heard, signs } = listening()
      reader.take(Buffer.from(long))
      reader.take(Buffer.from('\r\nb NOOP\r\n'))
      expect(heard).toEqual([])
      expect(signs).toEqual(['too long'])
    }
  })
})
