/** One year of the company: two thousand letters, everybody's answers, and what has become of it all. */
import { asCivilDate, civilDate } from '../../src/policy/calendar.ts'
import { instantAt } from '../../src/policy/clock-time.ts'
import type { Promises } from '../../src/edge/files.ts'
import { formatDate } from '../../src/reply/dates.ts'
import type { Language } from '../../src/letter/letter.ts'
import { demandRule } from '../../src/request/demand-kinds.ts'
import { textFact } from '../../src/request/event.ts'
import type { Obligation, PrivacyRequest } from '../../src/request/request.ts'
import { eventsNamed } from '../../src/request/request.ts'
import { testPromises } from '../support/company.ts'
import type { Manner, Person } from './people.ts'
import { Chance, DEMANDS, Everybody, beginLetters, demandOf, letterOf } from './people.ts'
import { YearWorld } from './year-world.ts'

const BEGIN = new Date('2026-02-02T03:00:00Z')
const LAST_LETTER = new Date('2027-02-02T03:00:00Z')
const MINUTE_MS = 60_000

const PARTNERS: Promises['policy']['partners'] = [
  {
    id: 'studio',
    name: 'ТОО «Студия»',
    address: 'privacy@studio.example',
    language: 'ru',
    categories: ['name', 'phone'],
    purposes: ['8.2'],
  },
  {
    id: 'post',
    name: 'ТОО «Пошта»',
    address: 'privacy@post.example',
    language: 'kk',
    categories: ['email'],
    purposes: ['8.8'],
  },
]

function personOf(n: number, chance: Chance): Person {
  const email = `p${n}@person.example`
  const manner = chance.of<Manner>([
    ['prompt', 50],
    ['slow', 15],
    ['late', 8],
    ['twice', 7],
    ['wrong', 8],
    ['never', 12],
  ])
  const language = chance.of<Language>([
    ['ru', 70],
    ['kk', 20],
    ['en', 10],
  ])
  const fields = {
    surname: 'Тестова',
    name: 'Анна',
    email,
    phone: `+7701${String(n).padStart(7, '0')}`,
    userId: `user-${n}`,
  }
  return { email, language, manner, isSigned: chance.is(0.6), fields }
}

export interface Year {
  readonly world: YearWorld
  readonly letters: number
}

/** The same seed gives the same year. @param letters how many come that answer none of ours */
export async function liveYear(seed: number, letters: number): Promise<Year> {
  beginLetters()
  const chance = new Chance(seed)
  const everybody = new Everybody(new Chance(seed + 1))
  const world = new YearWorld(testPromises('append', { partners: PARTNERS }), BEGIN, everybody)
  const spanMinutes = (LAST_LETTER.getTime() - BEGIN.getTime()) / MINUTE_MS
  let earlier: Person | null = null
  for (let n = 0; n < letters; n += 1) {
    // One in twelve writes again: the same demand, another one, or long after the first.
    const isAgain = earlier !== null && chance.is(0.08)
    const person: Person = isAgain && earlier !== null ? earlier : personOf(n, chance)
    earlier = person
    everybody.add(person)
    if (!isAgain && chance.is(0.85)) await world.holder.enter(person.fields)
    if (chance.is(0.01)) world.refusing.add(person.email)
    const what = chance.of(DEMANDS)
    const at = new Date(BEGIN.getTime() + chance.between(0, spanMinutes) * MINUTE_MS)
    const written = demandOf(person, what, n)
    const send = (): Promise<void> => world.receive(letterOf(person, world, written))
    world.at(at, send)
    // Who hears nothing for a day or two writes the same once more.
    const again = new Date(at.getTime() + chance.between(60, 3_000) * MINUTE_MS)
    if (chance.is(0.04)) world.at(again, send)
  }
  await world.runUntil(LAST_LETTER)
  return { world, letters }
}

/** A promise and the day that binds it. */
interface Dated {
  readonly request: PrivacyRequest
  readonly owed: Obligation
  readonly clock: string
  readonly day: string
}

function datesOf(request: PrivacyRequest): readonly Dated[] {
  return request.obligations
    .filter(({ name }) => name !== 'ack')
    .flatMap((owed) =>
      [
        { clock: 'policy', day: owed.policyDue },
        { clock: 'law', day: owed.lawDue },
      ].flatMap(({ clock, day }) => (day === null ? [] : [{ request, owed, clock, day }])),
    )
}

interface Court {
  readonly world: YearWorld
  /** By request and day: when a letter first named that day to the owner. */
  readonly named: ReadonlyMap<string, Date>
  readonly zone: string
  readonly today: string
}

function isMissed({ owed, day }: Dated, { zone, today }: Court): boolean {
  return owed.doneAt === null ? day < today : civilDate(owed.doneAt, zone) > day
}

/** What is wrong with a date that was missed: not on record, nobody named, or the owner not told before. */
function faultsOf({ request, owed, day, clock }: Dated, { named, zone }: Court): readonly string[] {
  const label = `${request.number} (${request.kind}, ${request.state}): ${owed.name} ${clock} ${day}`
  const noted = eventsNamed(request, 'overdue').find(
    ({ facts }) => facts['obligation'] === owed.name && facts['due'] === day,
  )
  if (noted === undefined) return [`${label}: the lateness is not on record`]
  const said = named.get(`${request.number} ${day}`)
  const isNamed = said !== undefined && said < instantAt(asCivilDate(day), 24, zone)
  return [
    ...(textFact(noted, 'silent') === '' ? [`${label}: nobody is named as silent`] : []),
    ...(isNamed ? [] : [`${label}: not named to the owner before`]),
  ]
}

function faultsIn(request: PrivacyRequest, court: Court): readonly string[] {
  const dated = datesOf(request)
  const missed = dated.filter((one) => isMissed(one, court))
  const isOver = dated.length > 0 && dated.every(({ day }) => day < court.today)
  const isExplained = request.state === 'closed' || missed.length > 0 || isWaitingLawfully(request)
  return [
    ...missed.flatMap((one) => faultsOf(one, court)),
    ...untold(request, court),
    ...(isOver && !isExplained
      ? [`${request.number} (${request.kind}, ${request.state}): open and unexplained`]
      : []),
  ]
}

/** What went wrong, one line each; a year without a broken promise has none. */
export function judge({ world }: Year): readonly string[] {
  const { zone } = world.promises.policy
  const court = { world, zone, named: ownersDates(world), today: civilDate(world.now, zone) }
  return [...world.book.values()].flatMap((request) => faultsIn(request, court))
}

/** Kept by law until a day to come, or answered and on its way. */
function isWaitingLawfully({ state }: PrivacyRequest): boolean {
  return [
    'kept-by-law',
    'fulfilled',
    'refused',
    'unanswered',
    'withdrawn',
    'stopped',
    'merged',
  ].includes(state)
}

/** The day that the person was told, of what the whole request is promised for. */
function dayTold(request: PrivacyRequest): Dated | null {
  const { main } = demandRule(request.kind)
  const owed = request.obligations.find(({ name }) => name === main)
  const day = owed?.policyDue ?? owed?.lawDue ?? null
  if (owed === undefined || day === null || request.details.writer === null) return null
  return { request, owed, clock: 'told', day }
}

/** The person hears of the date that was told once it has passed. */
function untold(request: PrivacyRequest, court: Court): readonly string[] {
  const told = dayTold(request)
  if (told === null || told.owed.name === 'hold' || !isMissed(told, court)) return []
  const inWords = formatDate(told.day, request.language)
  const isTold = court.world.sent.some(
    ({ number, draft: { filled } }) =>
      number === request.number && filled.template === 'delayed' && filled.values.due === inWords,
  )
  return isTold ? [] : [`${request.number} (${request.kind}): not told that ${told.day} was missed`]
}

/** By request and day: when a letter first named that day to the owner. */
function ownersDates(world: YearWorld): ReadonlyMap<string, Date> {
  const days = new Map<string, string>()
  for (const request of world.book.values())
    for (const { day } of datesOf(request)) days.set(formatDate(day, 'ru'), day)
  const named = new Map<string, Date>()
  for (const { draft, number, at } of world.sent) {
    if (draft.audience !== 'owner' || !('due' in draft.filled.values)) continue
    const day = days.get(draft.filled.values.due)
    const key = `${number} ${day ?? ''}`
    if (day !== undefined && !named.has(key)) named.set(key, at)
  }
  return named
}

/** How it went, for whoever reads the run. */
export function tally({ world }: Year): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  const add = (key: string): void => void (counts[key] = (counts[key] ?? 0) + 1)
  for (const request of world.book.values()) {
    add(`kind ${request.kind}`)
    add(`state ${request.state}`)
    for (const name of new Set(request.events.map((event) => event.name))) add(`had ${name}`)
  }
  for (const { draft } of world.sent) add(`letter ${draft.kind}`)
  return counts
}
