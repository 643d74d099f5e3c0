/** What many stories of a whole walk need: somebody on record, the files of a letter, a day from now. */
import { simpleParser } from 'mailparser'
import { addDays, asCivilDate, civilDate } from '../../src/policy/calendar.ts'
import { instantAt } from '../../src/policy/clock-time.ts'
import type { Fields } from '../../src/action/holder.ts'
import type { EventName } from '../../src/request/event.ts'
import type { PrivacyRequest } from '../../src/request/request.ts'
import type { Reply, WalkHarness } from './walk-harness.ts'

const ZONE = 'Asia/Almaty'

export interface Entered {
  readonly email: string
  readonly ref: string
  readonly fields: Fields
}

let entered = 0

/** Somebody on record, with a number of their own. */
export async function enter(walk: WalkHarness, local: string): Promise<Entered> {
  entered += 1
  const email = `${local}@person.example`
  const phone = `+77000${String(entered).padStart(6, '0')}`
  const fields = { surname: 'Тестова', name: 'Анна', email, phone }
  const added = await walk.world.register.add(fields)
  if (!added.added) throw new Error(`${local} could not be entered: ${added.why}`)
  return { email, ref: added.ref, fields }
}

/** Somebody on record wants the data gone, under the subject of the policy (p.17). */
export function withdrawalOf(from: string) {
  return {
    from,
    name: 'Анна Тестова',
    subject: 'Прекратить обработку персональных данных',
    body: `Прошу прекратить обработку моих персональных данных.\nМой адрес: ${from}`,
  }
}

/** The files that came along with a letter, by name. */
export async function filesIn({ raw }: Reply): Promise<ReadonlyMap<string, string>> {
  const { attachments } = await simpleParser(raw)
  return new Map(
    attachments.map(({ filename = '', content }) => [filename, content.toString('utf8')]),
  )
}

export function kindsOf(replies: readonly Reply[]): readonly string[] {
  return replies.map(({ kind }) => kind)
}

export function namesOf({ events }: PrivacyRequest): readonly EventName[] {
  return events.map(({ name }) => name)
}

/** Time passes until an hour of a day of the company's zone, and what is due by then is done. */
export async function passTo(walk: WalkHarness, day: string, hour: number): Promise<void> {
  await walk.passAndSettle(instantAt(day, hour, ZONE).getTime() - walk.now.getTime())
}

/** As `passTo`, one morning after another, as a clock that runs does it. */
export async function liveTo(walk: WalkHarness, day: string, hour: number): Promise<void> {
  for (;;) {
    const next = addDays(civilDate(walk.now, ZONE), 1)
    if (next >= day) break
    await passTo(walk, next, 11)
  }
  await passTo(walk, day, hour)
}

export function daysAfter(day: string, days: number): string {
  return addDays(asCivilDate(day), days)
}

/** An answer of the person in the thread of a letter of ours. */
export async function answerTo(walk: WalkHarness, reply: Reply, words: string): Promise<void> {
  const subject = `Re: ${reply.subject}`
  walk.deliver({ from: reply.to, subject, body: words, answers: reply })
  await walk.settle()
}

/** The newest letter of a kind about a request to the owner. */
export async function newestToOwner(
  walk: WalkHarness,
  kind: string,
  number: string,
): Promise<Reply> {
  const newest = (await walk.toOwner(kind, number)).at(-1)
  if (newest === undefined) throw new Error(`no letter ${kind} about ${number}`)
  return newest
}

/** The owner answers the newest letter of a kind. */
export async function ownerSays(
  walk: WalkHarness,
  about: { readonly kind: string; readonly number: string },
  words: string,
): Promise<void> {
  walk.answer(await newestToOwner(walk, about.kind, about.number), words)
  await walk.settle()
}
