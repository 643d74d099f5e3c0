/**
 * The canary: everybody in our fixtures is invented and marked, so that a name, a telephone number
 * or an address that gets where it does not belong is seen. Importing this file makes the check run
 * after every test of the importing file, over everything that `watchFor` was told of.
 *
 * A log line and a job may name nobody. A letter goes to exactly one address and names nobody in its
 * head but that one, and nobody in full in its words: masks such as `a•••@person.example` are fine.
 */
import { simpleParser } from 'mailparser'
import postgres from 'postgres'
import { afterEach } from 'vitest'

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

function headLines(raw: Buffer): readonly string[] {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end === -1 ? raw.length : end).toString('utf8')
  return head.replace(/\r\n[ \t]/g, ' ').split('\r\n')
}

/** What is wrong with a letter of ours, one line each. */
export async function offencesOf({ to, raw }: Mailed): Promise<readonly string[]> {
  const found: string[] = []
  const [recipient = ''] = to
  if (to.length !== 1) found.push(`a letter to ${to.length} recipients`)
  const lines = headLines(raw)
  const other = lines.filter((line) => !ADDRESSED.has(line.split(':', 1)[0]?.toLowerCase() ?? ''))
  const addressed = lines.filter((line) => !other.includes(line)).join('\n')
  const parsed = await simpleParser(raw)
  const words = `${parsed.subject ?? ''}\n${parsed.text ?? ''}\n${parsed.html || ''}`
  for (const mark of marksIn(addressed))
    if (mark.toLowerCase() !== recipient.toLowerCase())
      found.push(`the head of a letter is addressed to ${mark}, its envelope is not`)
  for (const mark of marksIn(other.join('\n'))) found.push(`the head of a letter names ${mark}`)
  for (const mark of marksIn(words)) found.push(`the words of a letter name ${mark}`)
  return found
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
