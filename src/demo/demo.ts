/** The whole walk on this machine: an own mailbox, an own database, nothing outside loopback. */
import { join, resolve } from 'node:path'
import { createApp, createLog, ownersDesk, shippedPolicy } from '../app.ts'
import type { Config } from '../config.ts'
import { writeMessageId } from '../letter/reference.ts'
import { lastEvent } from '../request/request.ts'
import { Narrator } from './narrator.ts'
import { LETTERS, PEOPLE, RECEIVING_SERVER, anotherLetter, rawLetter } from './letters.ts'
import type { SampleLetter } from './letters.ts'
import { startMailWorld } from './mailbox/mail-world.ts'
import type { MailWorld } from './mailbox/mail-world.ts'
import { freePort } from './mailbox/listen.ts'
import { until } from './owner.ts'
import { play } from './play.ts'
import { SETTLE_MS, settled } from './settled.ts'
import { carryThrough, destroyOne } from './stories.ts'
import type { Stage } from './stage.ts'

const PASSWORD = 'demo'

/** The owner code of the demo; a real one is made by `owner code`. */
const OWNER_CODE = '270416'

function configFor(dataDir: string, mail: MailWorld, mailbox: string, port: number): Config {
  const login = { host: '127.0.0.1', security: 'plain', user: mailbox, password: PASSWORD } as const
  return {
    databaseUrl: null,
    redisUrl: null,
    imap: { ...login, port: mail.imapPort },
    smtp: { ...login, port: mail.smtpPort },
    ownerEmail: mailbox,
    publicUrl: `http://127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    secretKey: null,
    alertUrl: null,
    dataDir,
    policyFile: '',
    trustedAuthservId: RECEIVING_SERVER,
    logLevel: 'info',
  }
}

/** Brings a letter in, and waits until everything that follows is done. */
async function delivered(stage: Stage, letter: SampleLetter, id: string): Promise<void> {
  const { mail, mailbox, app } = stage
  const { letters } = app.world
  const before = Object.values(await letters.counts()).reduce<number>(sum, 0)
  mail.imap.deliver(mailbox, rawLetter(letter, mailbox, id, new Date()))
  const isDecided = async (): Promise<boolean> => {
    const counts = await letters.counts()
    const all = Object.values(counts).reduce<number>(sum, 0)
    return all > before && (counts['undecided'] ?? 0) === 0
  }
  await until(isDecided, SETTLE_MS)
  await until(() => settled(stage), SETTLE_MS)
}

/** Whoever sent an unsigned letter answers the acknowledgement, and its mark proves the mailbox. */
async function answerAsPerson(stage: Stage, letter: SampleLetter, id: string): Promise<void> {
  const { desk, say, app } = stage
  const requests = await desk.list(true)
  const asked = requests.find(
    ({ details, state }) => details.writer === letter.from && state === 'awaiting-identity',
  )
  const words = letter.answers
  if (asked === undefined || words === undefined) return
  const kind = asked.kind === 'cease' ? 'acknowledgement-cease' : 'acknowledgement-rectify'
  const inReplyTo = writeMessageId(
    app.world.vault.idKey,
    { about: asked.number, kind, version: 1 },
    stage.mailbox.split('@', 2)[1] ?? 'localhost',
  )
  say(`         ${letter.name} answers: ${words}`)
  await delivered(
    stage,
    { ...letter, body: words, subject: `Re: ${letter.subject}`, inReplyTo },
    id,
  )
}

async function deliverAll(stage: Stage, letters: readonly SampleLetter[]): Promise<void> {
  const { say, narrator } = stage
  for (const [index, letter] of letters.entries()) {
    say(`\n[${index + 1}/${letters.length}] ${letter.name}: «${letter.subject}»`)
    say(`         ${letter.shows}`)
    const id = `demo-${Date.now()}-${index}`
    await delivered(stage, letter, id)
    if (letter.answers !== undefined) await answerAsPerson(stage, letter, `${id}-yes`)
  }
  say(`\n${narrator.clock()}  ${letters.length} letters in, everything owed is sent.`)
}

/** With a terminal the demo stays up to be played with. */
function isTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY
}

const sum = (total: number, count: number | undefined): number => total + (count ?? 0)

async function summary(stage: Stage): Promise<void> {
  const { desk, say, narrator, app } = stage
  const open = await desk.list(true)
  const { held, counts } = await desk.pen()
  const acknowledged = narrator.sent.filter((id) => id.includes('.acknowledgement-')).length
  say('\n--- What waits for the owner ---\n')
  for (const { number, kind, state, receivedOn } of open)
    say(`  ${number}  ${kind.padEnd(8)} ${state}, received on ${receivedOn}`)
  say(`  and ${held.length} in the holding pen`)
  const first = open.find(
    (request) =>
      request.state === 'awaiting-approval' &&
      request.kind === 'rectify' &&
      lastEvent(request, 'planned')?.facts['possible'] === true,
  )
  const number = first?.number ?? 'NUMBER'
  if (isTerminal()) {
    say(`\nApprove one here and now: type  approve ${number}  below, or on the owner's page:`)
    if (first !== undefined) say(`  ${desk.link(first)}   (owner code: ${OWNER_CODE})`)
  } else {
    say('\nApprove one, and the next run of the demo sends the final reply:')
    say(`  DATA_DIR=${app.world.config.dataDir} npx privacy-mailbot requests approve ${number}`)
  }
  say('\n--- Summary ---\n')
  const total = Object.values(counts).reduce<number>(sum, 0)
  say(`  letters kept: ${total} (the owner's own answers among them)`)
  say(`  acknowledged in this run: ${acknowledged}, letters sent: ${narrator.sent.length}`)
  say(`  requests: ${(await desk.list(false)).length}, open: ${open.length}`)
  say(`  never answered: ${counts['ordinary'] ?? 0} ordinary, ${counts['automatic'] ?? 0} machines`)
  say(`  kept in ${app.world.config.dataDir}; another run starts from there`)
}

async function perform(stage: Stage): Promise<void> {
  const { app, say } = stage
  const earlier = (await app.world.requests.list(false)).length
  await app.world.devices.setCode(OWNER_CODE)
  for (const person of PEOPLE) await app.world.register.add(person)
  if (earlier > 0) {
    const run = Number((await app.world.places.read('demo-runs')) ?? '1')
    say(`Kept from before: ${earlier} requests. Nothing is answered twice.`)
    await deliverAll(stage, [anotherLetter(earlier + run)])
  } else await deliverAll(stage, LETTERS)
  await carryThrough(stage)
  await destroyOne(stage)
  await summary(stage)
}

/** Reads neither `.env` nor any product URL; keeps everything in DATA_DIR/demo. */
export async function runDemo(): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const dataDir = resolve(process.env['DATA_DIR'] ?? './data', 'demo')
  const shipped = shippedPolicy()
  const { policy } = shipped
  const promises = {
    ...shipped,
    policy: {
      ...policy,
      mailbox: { ...policy.mailbox, sentCopy: 'append' as const },
      owner: { ...policy.owner, night: 'none' as const },
      // Nobody watches a demo until the next working morning.
      undo: { ...policy.undo, destruction: 'at-once' as const },
    },
  }
  const mailbox = policy.mailbox.address
  say('privacy-mailbot demo: an own mailbox and database on this machine; nothing leaves it.\n')
  const mail = await startMailWorld({ password: PASSWORD, keptIn: join(dataDir, 'mail') })
  const narrator = new Narrator(say)
  const log = createLog('info', narrator)
  const config = configFor(dataDir, mail, mailbox, await freePort())
  const roles = ['poller', 'requests', 'replies', 'clock', 'desk'] as const
  try {
    const app = await createApp({ config, promises, log, onTalk: say }, roles)
    const desk = ownersDesk(app.world)
    const stage: Stage = { app, mail, desk, mailbox, narrator, say }
    try {
      await perform(stage)
      if (isTerminal()) await play(stage)
    } finally {
      await desk.close()
      await app.stop()
    }
  } finally {
    await mail.close()
  }
}
