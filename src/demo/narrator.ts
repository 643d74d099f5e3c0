/** Turns the log of the program into lines that a person follows. */
import { Writable } from 'node:stream'

interface Line {
  readonly msg?: string
  readonly level?: number
  readonly fault?: string
  readonly [fact: string]: unknown
}

const MEANING: Readonly<Record<string, (line: Line) => string | null>> = {
  'letter.kept': () => 'kept as raw bytes, before anybody reads it',
  'letter.decided': ({ what, reason }) => `read: ${String(what)} (${String(reason)})`,
  'request.opened': ({ number }) => `request ${String(number)} opened, its clock runs`,
  'reply.owed': ({ id }) => `owed: ${nameOf(id)}`,
  'reply.sent': ({ id }) => `sent: ${nameOf(id)}`,
  'reply.deferred': ({ id }) => `put off: ${nameOf(id)}`,
  'reply.refused': ({ id }) => `refused by the server: ${nameOf(id)}`,
}

/** `PD-….approval.1` → `approval of PD-…`. */
function nameOf(id: unknown): string {
  const [about = '', kind = ''] = String(id).split('.')
  return `${kind} (${about.startsWith('PD-') ? about : 'about a letter'})`
}

/** What went wrong is told by its code. */
function trouble({ level = 0, msg, fault }: Line): string | null {
  return level >= 40 ? `! ${msg ?? ''} ${fault ?? ''}` : null
}

export class Narrator extends Writable {
  private readonly startedAt = Date.now()
  private readonly say: (text: string) => void
  /** Which letters were answered, for the summary. */
  readonly sent: string[] = []

  constructor(say: (text: string) => void) {
    super()
    this.say = say
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    for (const text of chunk.toString('utf8').split('\n')) if (text !== '') this.tell(text)
    done()
  }

  private tell(text: string): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own log writes it
    const line = JSON.parse(text) as Line
    if (line.msg === 'reply.sent') this.sent.push(String(line['id']))
    const meaning = MEANING[line.msg ?? '']?.(line) ?? trouble(line)
    if (meaning !== undefined && meaning !== null) this.say(`${this.clock()}  ${meaning}`)
  }

  clock(): string {
    return `${((Date.now() - this.startedAt) / 1000).toFixed(2).padStart(6)} s`
  }
}
