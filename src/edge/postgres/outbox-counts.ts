/** How much goes where: what the limits on our own letters are counted from (reply/limits.ts). */
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { Fault } from '../../errors.ts'
import type { Counts } from '../../reply/limits.ts'
import { DAY_MS, MONTH_MS, kindsOf } from '../../reply/limits.ts'
import type { Vault } from '../vault.ts'
import type { Queryable } from './database.ts'
import { event, reply } from './schema.ts'

/** Any number that no other advisory lock of this database has. */
const COUNTING_LOCK = 8_273_645

export interface Hashes {
  readonly recipientHash: string
  readonly domainHash: string
}

/** `a+b@x` is the mailbox of `a@x`: whoever floods would number the addresses. */
export function hashesOf(address: string, vault: Pick<Vault, 'hash'>): Hashes {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at).toLowerCase().split('+', 1)[0] ?? ''
  const domain = address.slice(at + 1).toLowerCase()
  return {
    recipientHash: vault.hash('recipient', `${local}@${domain}`),
    domainHash: vault.hash('domain', domain),
  }
}

/**
 * Until the transaction ends nobody else counts: of five workers one takes the last place. The lock
 * is one for all, since the day's letters are; it is held for two short queries.
 */
export async function oneAtATime(at: Queryable): Promise<void> {
  await at.execute(sql`select pg_advisory_xact_lock(${COUNTING_LOCK})`)
}

export interface Counted {
  readonly request?: string | null | undefined
  readonly recipientHash?: string | undefined
  readonly domainHash?: string | undefined
  readonly composedAt: Date
}

const count = (where: SQL | undefined): SQL<number> =>
  sql<number>`(select count(*)::int from ${reply} where ${where})`

/** What the opening of a request says; null where it says nothing of it. */
const openingOf = (request: SQL, fact: 'words' | 'proven'): SQL =>
  sql`(select ${event.facts} ->> ${sql.raw(`'${fact}'`)} from ${event} where ${event.request} = ${request} and ${event.seq} = 1)`

const wordsOf = (request: SQL): SQL => openingOf(request, 'words')
const isProven = (request: SQL): SQL => sql`coalesce(${openingOf(request, 'proven')}, '') <> ''`

/** All of it in one query. A request without words of its own (entered by hand) has no same words. */
export async function countLetters(at: Queryable, letter: Counted): Promise<Counts> {
  const { request = null, recipientHash = '', domainHash = '', composedAt } = letter
  const sinceMs = (ms: number): SQL => gt(reply.composedAt, new Date(composedAt.getTime() - ms))
  const day = sinceMs(DAY_MS)
  const ofKind = (kinds: ReturnType<typeof kindsOf>): SQL => inArray(reply.kind, [...kinds])
  const toSender = and(eq(reply.recipientHash, recipientHash), ofKind(kindsOf('acknowledgement')))
  const sameWords = sql`${wordsOf(sql`${reply.request}`)} = ${wordsOf(sql`${request}`)}`
  const aboutRequest = and(
    sql`${reply.request} = ${request}`,
    ofKind(kindsOf('acknowledgement', 'question')),
  )
  const toUnproven = and(
    eq(reply.audience, 'person'),
    day,
    sql`not ${isProven(sql`${reply.request}`)}`,
  )
  const [counts] = await at.execute<Counts & Record<string, unknown>>(sql`select
    ${isProven(sql`${request}`)} as "isProven",
    ${count(and(toSender, day))} as "senderDay",
    ${count(and(toSender, sinceMs(MONTH_MS)))} as "senderMonth",
    ${count(and(toSender, day, sameWords))} as "sameWords",
    ${count(and(eq(reply.recipientHash, recipientHash), ofKind(kindsOf('confirmation')), day))} as "confirmations",
    ${count(aboutRequest)} as "thread",
    ${count(and(eq(reply.domainHash, domainHash), toUnproven))} as "domain",
    ${count(toUnproven)} as "unproven",
    ${count(day)} as "overall",
    ${count(and(ofKind(kindsOf('routine')), day))} as "routine",
    ${count(and(ofKind(kindsOf('notice')), day))} as "notices",
    ${count(and(ofKind(kindsOf('flood')), day))} as "floods"`)
  if (counts === undefined) throw new Fault('internal', { detail: 'the outbox was not counted' })
  return counts
}
