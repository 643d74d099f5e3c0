/** Two requests from letter to reply: a correction, and a destruction with its second letter. */
import type { OwnersDesk } from '../app.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { planVersion } from '../request/request.ts'
import { LETTERS } from './letters.ts'
import { answerAsOwner, until, wordsOf } from './owner.ts'
import { SETTLE_MS, settled } from './settled.ts'
import type { Stage } from './stage.ts'

/** The newest request of Anna's that waits for the owner and can be carried out. */
async function waitingForYes(desk: OwnersDesk): Promise<PrivacyRequest | undefined> {
  const waiting = (await desk.list(true)).filter(({ state }) => state === 'awaiting-approval')
  return waiting.find(
    ({ details, kind }) => details.writer === LETTERS[0]?.from && kind === 'rectify',
  )
}

async function isClosed({ desk }: Stage, number: string): Promise<boolean> {
  return (await desk.load(number))?.state === 'closed'
}

/** A destruction by letter: yes, and a second letter whose code counts. */
export async function destroyOne(stage: Stage): Promise<void> {
  const { desk, say, app } = stage
  const waiting = (await desk.list(true)).filter(({ state }) => state === 'awaiting-approval')
  const request = waiting.find(({ kind }) => kind === 'cease')
  if (request === undefined) return
  const { number } = request
  say(`\n--- A destruction by letter: ${number} ---`)
  say('\nThe owner answers ДА; what cannot be undone is asked for once more:\n')
  await answerAsOwner(stage, { number, kind: 'approval', version: planVersion(request) }, 'ДА')
  const asked = async (): Promise<number | null> => {
    const event = (await desk.load(number))?.events.find(({ name }) => name === 'second-yes-asked')
    return event?.seq ?? null
  }
  await until(async () => (await asked()) !== null, SETTLE_MS)
  const version = (await asked()) ?? 0
  await until(() => settled(stage), SETTLE_MS)
  const second = await wordsOf(app.world.outbox, `${number}.second-yes.${version}`)
  say(indented(second))
  const line = /^УДАЛИТЬ \d{4}$/m.exec(second)?.[0] ?? ''
  say(`\nand answers: ${line}`)
  say('(the demo destroys at once; the shipped policy waits until the next working morning)\n')
  await answerAsOwner(stage, { number, kind: 'second-yes', version }, line)
  await until(() => isClosed(stage, number), SETTLE_MS)
  const done = (await desk.load(number))?.events.find(({ name }) => name === 'destroyed')
  say('\nThe person reads:\n')
  say(indented(await wordsOf(app.world.outbox, `${number}.destroyed.${done?.seq ?? 0}`)))
}

export async function carryThrough(stage: Stage): Promise<void> {
  const { desk, say, app } = stage
  const request = await waitingForYes(desk)
  if (request === undefined) return
  const { number } = request
  say(`\n--- One request from letter to reply: ${number} ---`)
  say('\nThe owner reads, on a phone:\n')
  say(indented(await wordsOf(app.world.outbox, `${number}.approval.${planVersion(request)}`)))
  say('\nand answers with one word: ДА\n')
  await answerAsOwner(stage, { number, kind: 'approval', version: planVersion(request) }, 'ДА')
  await until(() => isClosed(stage, number), SETTLE_MS)
  const closed = await desk.load(number)
  const final = closed?.events.find(({ name }) => name === 'corrected')
  say('\nThe person reads:\n')
  say(indented(await wordsOf(app.world.outbox, `${number}.corrected.${final?.seq ?? 0}`)))
  say('\nWhat is on record, every entry chained to the one before:\n')
  for (const { at, name, actor } of closed?.events ?? [])
    say(`  ${at.toISOString().slice(11, 23)}  ${name.padEnd(16)} ${actor}`)
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  | ${line}`.trimEnd())
    .join('\n')
}
