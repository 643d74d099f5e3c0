/** A request as it stands: its row opened with its key, its events in order, its state computed from them. */
import { asc, eq } from 'drizzle-orm'
import { Fault } from '../../errors.ts'
import type { RequestEvent } from '../../request/event.ts'
import type { Details, Obligation, PrivacyRequest } from '../../request/request.ts'
import { stateAfter } from '../../request/transition.ts'
import { readContent, readDetails } from '../sealed-shapes.ts'
import { unsealText } from '../vault.ts'
import type { Drizzle, Queryable } from './database.ts'
import type { Keys } from './keys.ts'
import { event, obligation, request } from './schema.ts'

/** What is left of the details once the request's key is destroyed. */
const FORGOTTEN: Details = {
  writer: null,
  stated: null,
  changes: [],
  messageId: null,
  references: [],
  phrase: null,
}

/** In no order but that of their names. */
export async function obligationsOf(at: Queryable, number: string): Promise<Obligation[]> {
  const rows = await at.select().from(obligation).where(eq(obligation.request, number))
  return rows.map(({ request: _of, ...owed }) => owed)
}

/** Null when there is none; without its contents once its key is destroyed. */
export async function loadRequest(
  { db, keys }: { readonly db: Drizzle; readonly keys: Keys },
  number: string,
): Promise<PrivacyRequest | null> {
  const [row] = await db.select().from(request).where(eq(request.number, number))
  if (row === undefined) return null
  const key = await keys.find(db, `request:${number}`)
  const rows = await db
    .select()
    .from(event)
    .where(eq(event.request, number))
    .orderBy(asc(event.seq))
  const events = rows.map((one): RequestEvent => {
    const { seq, at, name, actor, facts, sealed } = one
    const happened = { seq, at, name, actor, facts }
    if (sealed === null || key === null) return happened
    const content = readContent(unsealText(key, `event:${number}:${seq}`, sealed))
    return { ...happened, content }
  })
  const state = stateAfter(events.map((one) => one.name))
  if (state === undefined) throw new Fault('internal', { detail: `${number} has no lawful state` })
  return {
    number,
    kind: row.kind,
    language: row.language,
    receivedAt: row.receivedAt,
    receivedOn: row.receivedOn,
    details:
      key === null
        ? FORGOTTEN
        : readDetails(unsealText(key, `request:${number}`, row.sealedDetails)),
    events,
    obligations: await obligationsOf(db, number),
    state,
  }
}
