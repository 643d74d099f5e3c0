/** The bell rings for a request: what its events owe is written, and the next step is taken, until none is left. */
import { apply } from '../action/apply.ts'
import { prepare } from '../action/prepare.ts'
import { Fault, codeOf } from '../errors.ts'
import { isFinal } from '../reply/owed.ts'
import { write } from '../reply/write.ts'
import { instantFact, textFact } from '../request/event.ts'
import { addWorkingDays, asCivilDate } from '../policy/calendar.ts'
import { instantAt } from '../policy/clock-time.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed, lastEvent, nextDue } from '../request/request.ts'
import type { WalkParts } from './walk-parts.ts'

/** More steps than any request takes at once: beyond it something goes in circles. */
const STEPS_MAX = 25
const RETRY_MS = 60_000

/** Whether the person has been told how it ended; who has no address is told by the owner. */
function isTold(request: PrivacyRequest): boolean {
  if (request.details.writer === null) return true
  return eventsNamed(request, 'reply-accepted').some((event) => isFinal(textFact(event, 'kind')))
}

/** Whether a step was taken, or until when there is nothing to do; null: until something happens. */
type Step = 'taken' | Date | null

/** One step on. */
async function step(request: PrivacyRequest, parts: WalkParts): Promise<Step> {
  const document = documentPending(request)
  if (document !== null) return destroyDocument(request, document, parts)
  switch (request.state) {
    case 'received':
      await prepare(request, parts.prepare)
      return 'taken'
    case 'awaiting-identity':
      return tellLate(request, parts)
    case 'approved':
      return carryOutInTime(request, parts)
    case 'stopped':
      await releaseHolds(request, parts)
      return closeWhenTold(request, parts)
    case 'fulfilled':
    case 'refused':
      return closeWhenTold(request, parts)
    default:
      return null
  }
}

async function closeWhenTold(request: PrivacyRequest, { world }: WalkParts): Promise<Step> {
  if (!isTold(request)) return null
  await world.requests.append(request, [{ name: 'closed', actor: 'system', facts: {} }])
  return 'taken'
}

/** So many working days before the promised day the owner hears that an address is still not proven. */
const LATE_WORKING_DAYS = 3
const MORNING_HOUR = 9

async function tellLate(request: PrivacyRequest, { world }: WalkParts): Promise<Step> {
  const { policy, calendar } = world.promises
  const due = nextDue(request.obligations)
  if (due === null || lastEvent(request, 'identity-late') !== undefined) return null
  const day = addWorkingDays(calendar, asCivilDate(due), -LATE_WORKING_DAYS)
  const at = instantAt(day, MORNING_HOUR, policy.zone)
  if (world.now() < at) return at
  await world.requests.append(request, [{ name: 'identity-late', actor: 'system', facts: {} }])
  return 'taken'
}

/** What was approved can be taken back until its time has come. */
async function carryOutInTime(request: PrivacyRequest, parts: WalkParts): Promise<Step> {
  const approved = lastEvent(request, 'approved')
  const at = approved === undefined ? null : instantFact(approved, 'runAt')
  if (at !== null && parts.world.now() < at) return at
  return (await carryOut(request, parts)) ? 'taken' : null
}

/** A hold that nobody asked for ends, unless another open request needs it. */
async function releaseHolds(request: PrivacyRequest, { world }: WalkParts): Promise<void> {
  const refs = refsHeld(request)
  if (refs.length === 0) return
  const numbers = (await world.requests.list(true)).filter((one) => one !== request.number)
  const needed = new Set<string>()
  for (const number of numbers) {
    const other = await world.requests.load(number)
    if (other !== null && other.state !== 'stopped')
      refsHeld(other).forEach((ref) => needed.add(ref))
  }
  for (const ref of refs.filter((one) => !needed.has(one)))
    await world.register.release(ref.slice(ref.indexOf(':') + 1))
}

function refsHeld(request: PrivacyRequest): readonly string[] {
  const held = lastEvent(request, 'held')
  return held === undefined
    ? []
    : textFact(held, 'refs')
        .split(' ')
        .filter((ref) => ref !== '')
}

/** A letter with a copy of an identity document whose copy is still among ours; null when there is none. */
function documentPending(request: PrivacyRequest): string | null {
  const done = eventsNamed(request, 'document-came').map((event) => textFact(event, 'letter'))
  const came = request.events.find(
    (event) => event.facts['document'] === true && !done.includes(textFact(event, 'letter')),
  )
  return came === undefined || request.state === 'closed' ? null : textFact(came, 'letter')
}

/** Our copy of the document goes; the words of the letter stay. The person and the owner are told. */
async function destroyDocument(
  request: PrivacyRequest,
  letter: string,
  { world, withoutDocuments }: WalkParts,
): Promise<Step> {
  await world.letters.replaceRaw(letter, await withoutDocuments(letter))
  await world.requests.append(request, [
    { name: 'document-came', actor: 'system', facts: { letter } },
  ])
  return 'taken'
}

/** What failed is noted once and tried again: the request stays approved, its date stays as it is. */
async function carryOut(request: PrivacyRequest, parts: WalkParts): Promise<boolean> {
  try {
    await apply(request, parts.apply)
    return true
  } catch (error) {
    if (!(error instanceof Fault) || error.code.startsWith('database.')) throw error
    const facts = { code: error.code }
    if (request.events.at(-1)?.name !== 'apply-failed')
      await parts.world.requests.append(request, [{ name: 'apply-failed', actor: 'system', facts }])
    throw error
  }
}

async function walk(number: string, parts: WalkParts): Promise<void> {
  const { world, ring } = parts
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const request = await world.requests.load(number)
    if (request === null) return
    const { ids, isSomeWithheld } = await write(request, parts.context(), parts.write)
    for (const id of ids) {
      world.log.info('reply.owed', { id })
      await ring('reply', id)
    }
    if (isSomeWithheld) continue
    const next = await step(request, parts)
    if (next === 'taken') continue
    if (next === null) await world.requests.settle(number, request.events.length)
    else await world.requests.postpone(number, next.getTime() - world.now().getTime())
    return
  }
  throw new Fault('internal', { detail: `${number} takes more than ${STEPS_MAX} steps` })
}

/** Never throws: what is not settled is rung for again. */
export async function walkRequest(number: string, parts: WalkParts): Promise<void> {
  const { log, requests } = parts.world
  try {
    await walk(number, parts)
  } catch (error) {
    log.warn('request.failed', { number }, error)
    if (codeOf(error).startsWith('database.')) return
    await requests
      .postpone(number, RETRY_MS)
      .catch((another: unknown) => log.warn('request.failed', { number }, another))
  }
}
