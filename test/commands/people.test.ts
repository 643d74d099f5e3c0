import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import type { Terminal } from './cli.ts'
import { jsonLines, openTerminal } from './cli.ts'

let database: TestDatabase
let terminal: Terminal

beforeAll(async () => {
  database = await freshDatabase()
  terminal = openTerminal({ DATABASE_URL: database.url, SECRET_KEY: 'ab'.repeat(32) })
})
afterAll(async () => {
  terminal.close()
  await database.drop()
})

test.each([
  {
    what: 'an unknown column',
    text: 'surname,vorname,email\nТестова,Анна,a@person.example\n',
    said: ['unknown column "vorname"; the columns are surname, name, email, phone, userId'],
  },
  {
    what: 'a wrong phone and a wrong address',
    text: 'name,email,phone\nА,a@person.example,+77000000001\nБ,b@person.example,123\n\nВ,nowhere,\n',
    said: ['people.csv line 3: phone is no valid number', 'people.csv line 5: email is no address'],
  },
  {
    what: 'a cell too many',
    text: 'name,email\nА,a@person.example,x\n',
    said: ['people.csv line 2'],
  },
  { what: 'nothing at all', text: '', said: ['people.csv is empty'] },
  {
    what: 'another encoding',
    text: Buffer.from('email\nа@person.example', 'utf16le'),
    said: ['people.csv is not UTF-8'],
  },
])('a file with $what changes nothing, and is told by line', async ({ text, said }) => {
  terminal.put('people.csv', text)
  const imported = await terminal.here(['people', 'import', 'people.csv'])
  expect(imported).toMatchObject({ code: 2, out: '' })
  for (const words of said) expect(imported.err).toContain(words)
  expect(await terminal.here(['people', 'list', '--json'])).toMatchObject({ code: 0, out: '' })
})

test('a file from a spreadsheet is taken: byte order mark, semicolons, CRLF; twice is once', async () => {
  const rows = [
    'surname;name;email;phone;userId',
    'Тестова;Анна;anna.testova@person.example;8 700 000 00 02;U2',
    '"Тест;ов";"Ер ""Е""";erzhan.testov@person.example;;',
  ]
  terminal.put('people.csv', `\uFEFF${rows.join('\r\n')}\r\n`)
  const typed = ['people', 'import', 'people.csv', '--json']
  const first = await terminal.here(typed)
  expect(jsonLines(first.out)).toEqual([{ added: 2, exists: 0, suppressed: 0 }])
  const second = await terminal.here(typed)
  expect(jsonLines(second.out)).toEqual([{ added: 0, exists: 2, suppressed: 0 }])
  const { out } = await terminal.here(['people', 'list', '--reveal', '--json'])
  expect(jsonLines(out)).toMatchObject([
    { surname: 'Тестова', phone: '+77000000002', userId: 'U2' },
    { surname: 'Тест;ов', name: 'Ер "Е"', phone: null, userId: null },
  ])
})

test('a person is listed masked unless asked otherwise, and not added twice', async () => {
  const person = ['--name', 'Сынақ', '--email', 'synaq.testov@person.example']
  expect(await terminal.here(['people', 'add', ...person])).toMatchObject({ code: 0, out: '' })
  const again = await terminal.here(['people', 'add', ...person])
  expect(again).toMatchObject({ code: 1, out: '' })
  expect(again.err).toContain('not-done: this person is in the register already')
  const { out } = await terminal.here(['people', 'list'])
  expect(out).toContain('s•••@person.example')
  expect(out).not.toMatch(/Сынақ|synaq/)
})
