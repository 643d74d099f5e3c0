/** The demo stays up at a terminal: decide, write a letter, look around. */
import { createInterface } from 'node:readline/promises'
import type { Answer } from '../approval/approval.ts'
import { Fault } from '../errors.ts'
import { readRequestNumber } from '../request/number.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { Stage } from './stage.ts'
import { anotherLetter, rawLetter } from './letters.ts'

const HELP = `
Try: list · show NUMBER · approve NUMBER · refuse NUMBER reason · ask NUMBER question
     undo NUMBER · letter (one more arrives) · mailbox (to look in with a mail program) · quit`

async function find(stage: Stage, typed: string): Promise<PrivacyRequest> {
  const number = readRequestNumber(typed)
  const request = number === null ? null : await stage.desk.load(number)
  if (request === null) throw new Fault('usage', { detail: `there is no request ${typed}` })
  return request
}

async function list({ desk, say }: Stage): Promise<void> {
  for (const { number, kind, state, receivedOn } of await desk.list(false))
    say(`  ${number}  ${kind.padEnd(8)} ${state}, received on ${receivedOn}`)
}

async function show(stage: Stage, typed: string): Promise<void> {
  const request = await find(stage, typed)
  for (const { at, name, actor } of request.events)
    stage.say(`  ${at.toISOString().slice(11, 19)}  ${name.padEnd(18)} ${actor}`)
}

type Act = (stage: Stage, number: string, text: string) => Promise<void>

const decide =
  (answer: (text: string) => Answer): Act =>
  async (stage, number, text) =>
    stage.say(await stage.desk.answer(await find(stage, number), answer(text), null))

const ACTS: Readonly<Record<string, Act>> = {
  list,
  show,
  approve: decide(() => ({ say: 'yes' })),
  refuse: decide((reason) =>
    reason === '' ? { say: 'unclear', why: 'no-reason' } : { say: 'no', reason },
  ),
  ask: decide((question) =>
    question === '' ? { say: 'unclear', why: 'no-question' } : { say: 'ask', question },
  ),
  undo: decide(() => ({ say: 'undo' })),
  async letter({ mail, mailbox }) {
    const now = new Date()
    const letter = anotherLetter(now.getTime() % 90)
    mail.imap.deliver(mailbox, rawLetter(letter, mailbox, `play-${now.getTime()}`, now))
  },
  async mailbox({ mail, mailbox, say }) {
    say(`  IMAP 127.0.0.1:${mail.imapPort}, SMTP 127.0.0.1:${mail.smtpPort}`)
    say(`  user ${mailbox}, password demo`)
  },
}

async function act(stage: Stage, line: string): Promise<void> {
  const [word = '', number = '', ...rest] = line.trim().split(/\s+/)
  if (word === '') return
  const known = ACTS[word]
  if (known === undefined) stage.say(HELP)
  else await known(stage, number, rest.join(' '))
}

/** Until `quit`, Ctrl-D or Ctrl-C. */
export async function play(stage: Stage): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  stage.say(HELP)
  lines.prompt()
  for await (const line of lines) {
    if (/^\s*(quit|exit)\b/.test(line)) break
    try {
      await act(stage, line)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      stage.say(`  ${error.detail ?? error.code}`)
    }
    lines.prompt()
  }
  lines.close()
}
