/** The ports of the steps, made of what the world holds. */
import { join } from 'node:path'
import type { ApplyPorts } from '../action/apply.ts'
import { createReader, readHeadersOnly } from '../edge/mime.ts'
import type { Reader } from '../edge/mime.ts'
import { packageRoot } from '../edge/files.ts'
import { createTemplates } from '../edge/templates.ts'
import { writeMail } from '../edge/write-mail.ts'
import type { Bell } from '../edge/queue.ts'
import { onlySender } from '../letter/sender.ts'
import type { ReadLetter, ReceivePorts } from '../letter/receive.ts'
import type { Context as Known } from '../letter/classify.ts'
import { matchSubject } from '../letter/subject.ts'
import { civilDate, workingDaysBetween, asCivilDate } from '../policy/calendar.ts'
import { deadlines } from '../policy/term.ts'
import type { OpenPorts } from '../request/open.ts'
import type { Context, Draft } from '../reply/draft.ts'
import { formatDate, formatInstant } from '../reply/dates.ts'
import { maskEmail } from '../reply/mask.ts'
import { isOwnerLetter } from '../reply/owed.ts'
import type { WritePorts } from '../reply/write.ts'
import type { Promises } from '../edge/files.ts'
import type { World } from './world.ts'

export type Ring = (bell: Bell, id: string) => Promise<void>

export interface WalkParts {
  readonly world: World
  readonly ring: Ring
  readonly receive: ReceivePorts
  readonly open: OpenPorts
  readonly apply: ApplyPorts
  readonly write: WritePorts
  /** The letter as one in the thread of a request: the thread decides, not the subject. */
  inThread(letter: ReadLetter, number: string): Promise<ReadLetter>
  /** What letters are written from, now. */
  context(): Context
  /** The owner's letter about a letter in the holding pen, and the day by which to look. */
  held(letter: ReadLetter): { readonly dueOn: string; readonly values: HeldValues }
  close(): Promise<void>
}

export interface HeldValues {
  readonly received: string
  readonly sender: string
  readonly lookBy: string
  readonly mailbox: string
}

function understandContext(world: World): Known {
  const { policy } = world.promises
  const { trustedAuthservId } = world.config
  return { phrases: policy.subjects, mailbox: policy.mailbox.address, trustedAuthservId }
}

function receivePorts(world: World, reader: Reader): ReceivePorts {
  const context = understandContext(world)
  return {
    letters: world.letters,
    reader: {
      read: (raw, { truncated, headersOnly }) =>
        headersOnly ? Promise.resolve(readHeadersOnly(raw)) : reader.read(raw, { truncated }),
    },
    understand: (letter) => reader.understand(letter, context),
    isOwnerLetter,
    idKey: world.vault.idKey,
  }
}

function openPorts(world: World): OpenPorts {
  const { policy, rules, calendar } = world.promises
  return {
    letters: world.letters,
    deadlines: (kind, received) => deadlines({ kind, received }, rules, calendar),
    phraseOf: ({ parsed }) => matchSubject(parsed.subject, policy.subjects)?.phrase ?? null,
    idKey: world.vault.idKey,
  }
}

function contextOf(world: World): Context {
  const { policy, calendar } = world.promises
  const now = world.now()
  const today = civilDate(now, policy.zone)
  return {
    policy,
    ownerEmail: world.config.ownerEmail ?? policy.mailbox.address,
    idKey: world.vault.idKey,
    now,
    today,
    workingDaysUntil: (day) => workingDaysBetween(calendar, today, asCivilDate(day)),
  }
}

/** A person must have looked within the term of a question about personal data (p.21). */
export function heldOf(promises: Promises, letter: ReadLetter): ReturnType<WalkParts['held']> {
  const { policy, rules, calendar } = promises
  const { language } = policy.owner
  const input = { kind: 'question', received: letter.receivedAt } as const
  const owed = deadlines(input, rules, calendar)
  const dueOn = owed.obligations.find(({ name }) => name === 'answer')?.actBy ?? owed.receivedOn
  const sender = onlySender(letter.parsed)
  return {
    dueOn,
    values: {
      received: formatInstant(letter.receivedAt, policy.zone, language),
      sender: sender === null ? '' : maskEmail(sender.address),
      lookBy: formatDate(dueOn, language),
      mailbox: policy.mailbox.address,
    },
  }
}

/** @param reader closed with the parts */
export function walkParts(world: World, ring: Ring, reader = createReader()): WalkParts {
  const templates = createTemplates(join(packageRoot(), 'templates'))
  const { company, mailbox } = world.promises.policy
  const sender = { name: company.name, address: mailbox.address }
  return {
    world,
    ring,
    receive: receivePorts(world, reader),
    open: openPorts(world),
    apply: { requests: world.requests, holders: [world.register] },
    write: {
      outbox: world.outbox,
      build: (draft: Draft, at: Date) => writeMail(draft, at, { templates, sender }),
      withhold: (number, event) => world.requests.record(number, [event]),
    },
    async inThread(letter, number) {
      const context = { ...understandContext(world), ownReference: number }
      return { ...letter, understanding: await reader.understand(letter.parsed, context) }
    },
    context: () => contextOf(world),
    held: (letter) => heldOf(world.promises, letter),
    close: () => reader.close(),
  }
}
