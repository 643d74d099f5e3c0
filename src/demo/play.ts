/** The demo stays up at a terminal: decide, write a letter, look around. */
import { createInterface } from 'node:readline/promises'
import { Fault } from '../errors.ts'
import { readRequestNumber } from '../request/number.ts'
import type { PrivacyRequest } from '../request/request.ts'
import type { Stage } from './demo.ts'
import { anotherLetter, rawLetter } from './letters.ts'

const HELP = `
Try: list · show NUMBER · approve NUMBER · refuse NUMBER reason · ask NUMBER question
     letter (one more arrives) · mailbox (to look in with a mail program) · quit`

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

async function act(stage: Stage, [word = '', number = '', ...rest]: string[]): Promise<void> {
  const { desk, say, mail, mailbox } = stage
  const text = rest.join(' ')
  switch (word) {
    case '':
      return
    case 'list':
      return list(stage)
    case 'show':
      return show(stage, number)
    case 'approve':
      return say(await desk.answer(await find(stage, number), { say: 'yes' }, null))
    case 'refuse':
      return say(await desk.answer(await find(stage, number), { say: 'no', reason: text }, null))
    case 'ask':
      return say(await desk.answer(await find(stage, number), { say: 'ask', question: text }, null))
    case 'letter':
      mail.imap.deliver(
        mailbox,
        rawLetter(anotherLetter(Date.now() % 90), mailbox, `play-${Date.now()}`, new Date()),
      )
      return
    case 'mailbox':
      return say(
        `  IMAP 127.0.0.1:${mail.imapPort}, SMTP 127.0.0.1:${mail.smtpPort}, user ${mailbox}, password demo`,
      )
    default:
      say(HELP)
  }
}

/** Until `quit`, Ctrl-D or Ctrl-C. */
export async function play(stage: Stage): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  stage.say(HELP)
  lines.prompt()
  for await (const line of lines) {
    const words = line.trim().split(/\s+/)
    if (words[0] === 'quit' || words[0] === 'exit') break
    try {
      await act(stage, words)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      stage.say(`  ${error.detail ?? error.code}`)
    }
    lines.prompt()
  }
  lines.close()
}
