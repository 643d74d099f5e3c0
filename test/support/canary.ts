/**
 * The canary: everybody in our fixtures is invented and marked, so that a name, a telephone number
 * or an address that gets where it does not belong is seen. Importing this file makes the check run
 * after every test of the importing file, over everything that `watchFor` was told of.
 *
 * A log line and a job may name nobody. A letter goes to exactly one address and names nobody in its
 * head but that one, and nobody in full in its words: masks such as `a•••@person.example` are fine.
 * A partner must find the person: a letter that bears our mark for a partner names one, by one identifier,
 * and the new value of a correction (p.12).
 */
import { simpleParser } from 'mailparser'
import postgres from 'postgres'
import { afterEach } from 'vitest'
import { MARK_HEADER } from '../../src/letter/reference.ts'

/** Names, addresses and telephone numbers of the people in fixtures. */
const MARKS: readonly RegExp[] = [
  /\p{L}{0,20}(?:тестов|сынақ|testperson)\p{L}{0,20}/giu,
  /[\w.+-]{1,64}@(?:person\.example|reject\.test|tempfail\.test)/giu,
  /\+?[78][\s(-]{0,2}700[\s)-]{0,2}000[\s-]?\d\d[\s-]?\d\d/gu,
]

/** The marks of people in a text, each as it stands there. */
export function marksIn(text: string): readonly string[] {
  return MARKS.flatMap((mark) => text.match(mark) ?? [])
}

export interface Mailed {
  readonly to: readonly string[]
  readonly raw: Buffer
}

/** What is looked through after every test. Each answers with everything up to now. */
export interface Watched {
  readonly logLines?: () => readonly string[]
  readonly jobs?: () => readonly string[] | Promise<readonly string[]>
  readonly sent?: () => readonly Mailed[]
}

const watched = new Set<Watched>()

/** From now to the end of the file, or until the returned function is called. */
export function watchFor(place: Watched): () => void {
  watched.add(place)
  return () => void watched.delete(place)
}

/** Head lines that name whom the letter goes to. */
const ADDRESSED = new Set(['to'])

/** Our own mark on a letter to a partner. */
const TO_PARTNER = new RegExp(`^${MARK_HEADER}: *[^.]+\\.partner-`, 'i')

function headLines(raw: Buffer): readonly string[] {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end === -1 ? raw.length : end).toString('utf8')
  return head.replace(/\r\n[ \t]/g, ' ').split('\r\n')
}

/** An instruction to correct has a list of new values (`templates/…/_instruction.liquid`). */
const TELLS_NEW_VALUE = /^(?:Как правильно|Дұрысы|What is right|Right):/mu

/** A head names whom the envelope names, and nobody else. */
function headOffences(raw: Buffer, recipient: string): readonly string[] {
  const lines = headLines(raw)
  const other = lines.filter((line) => !ADDRESSED.has(line.split(':', 1)[0]?.toLowerCase() ?? ''))
  const addressed = lines.filter((line) => !other.includes(line)).join('\n')
  const strangers = marksIn(addressed).filter(
    (mark) => mark.toLowerCase() !== recipient.toLowerCase(),
  )
  return [
    ...strangers.map((mark) => `the head of a letter is addressed to ${mark}, its envelope is not`),
    ...marksIn(other.join('\n')).map((mark) => `the head of a letter names ${mark}`),
  ]
}

/** What is wrong with a letter of ours, one line each. */
export async function offencesOf({ to, raw }: Mailed): Promise<readonly string[]> {
  const [recipient = ''] = to
  const parsed = await simpleParser(raw)
  const words = [parsed.subject ?? '', parsed.text ?? '', parsed.html || ''].join('\n')
  const named = new Set(marksIn(words))
  const most = TELLS_NEW_VALUE.test(words) ? 2 : 1
  const isToPartner = headLines(raw).some((line) => TO_PARTNER.test(line))
  const mayName = isToPartner && named.size <= most
  return [
    ...(to.length === 1 ? [] : [`a letter to ${to.length} recipients`]),
    ...headOffences(raw, recipient),
    ...(mayName ? [] : [...named].map((mark) => `the words of a letter name ${mark}`)),
  ]
}

/** A letter that was looked through once does not change. */
const looked = new WeakMap<Mailed, Promise<readonly string[]>>()

function offencesOnce(letter: Mailed): Promise<readonly string[]> {
  const found = looked.get(letter) ?? offencesOf(letter)
  looked.set(letter, found)
  return found
}

async function offencesIn(place: Watched): Promise<readonly string[]> {
  const inLog = (place.logLines?.() ?? []).flatMap(marksIn).map((mark) => `the log names ${mark}`)
  const jobs = (await place.jobs?.()) ?? []
  const inJobs = jobs.flatMap(marksIn).map((mark) => `a job names ${mark}`)
  const inMail = await Promise.all((place.sent?.() ?? []).map(offencesOnce))
  return [...inLog, ...inJobs, ...inMail.flat()]
}

afterEach(async () => {
  const found = (await Promise.all([...watched].map(offencesIn))).flat()
  if (found.length > 0) throw new Error([...new Set(found)].join('\n'))
})

const asText = (value: unknown): string =>
  Buffer.isBuffer(value)
    ? `${value.toString('utf8')}\n${value.toString('utf16le')}`
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

/** Every value of every table, the queue's among them; binary values as the text they might be. */
export async function everythingIn(databaseUrl: string): Promise<readonly string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    const tables = await sql<{ schema: string; name: string }[]>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
    const values: string[] = []
    for (const { schema, name } of tables)
      for (const row of await sql`select * from ${sql(schema)}.${sql(name)}`)
        values.push(...Object.values(row).map(asText))
    return values
  } finally {
    await sql.end({ timeout: 1 })
  }
}
