/** The ports of the steps, made of what the world holds. */
import { join } from 'node:path'
import type { AdvancePorts } from '../action/advance.ts'
import { currentLink, linkToken } from '../approval/link.ts'
import { createReader, readHeadersOnly } from '../edge/mime.ts'
import type { Reader } from '../edge/mime.ts'
import { packageRoot } from '../edge/files.ts'
import { createTemplates } from '../edge/templates.ts'
import { writeMail } from '../edge/write-mail.ts'
import type { Bell } from '../edge/queue.ts'
import { onlySender } from '../letter/sender.ts'
import type { Signature } from '../letter/authentication.ts'
import type { KeptLetter, ReadLetter, ReceivePorts } from '../letter/receive.ts'
import type { Context as Known } from '../letter/classify.ts'
import { matchSubject } from '../letter/subject.ts'
import { civilDate, workingDaysUntil, asCivilDate } from '../policy/calendar.ts'
import { deadlines } from '../policy/term.ts'
import { withoutFiles } from '../edge/without-documents.ts'
import type { FollowPorts } from '../request/follow-up.ts'
import type { JoinPorts } from '../request/joining.ts'
import type { OpenPorts } from '../request/open.ts'
import { twinOf } from '../request/twin.ts'
import type { Context, Draft } from '../reply/draft.ts'
import { formatDate, formatInstant } from '../reply/dates.ts'
import { maskEmail } from '../reply/mask.ts'
import { isOwnerLetter } from '../reply/owed.ts'
import type { WritePorts } from '../reply/write.ts'
import type { Promises } from '../edge/files.ts'
import { OwnerActs } from './owner-acts.ts'
import { datesOf, followPortsOf, stepPortsOf } from './promise-ports.ts'
import type { World } from './world.ts'

export type Ring = (bell: Bell, id: string) => Promise<void>

export interface WalkParts {
  readonly world: World
  readonly ring: Ring
  readonly receive: ReceivePorts
  readonly open: OpenPorts
  readonly advance: AdvancePorts
  readonly acts: OwnerActs
  join(): JoinPorts
  readonly write: WritePorts
  /** The letter as one in the thread of a request: the thread decides, not the subject. */
  inThread(letter: ReadLetter, number: string): Promise<ReadLetter>
  /** A letter of ours in words, not sent. */
  words(draft: Draft): { readonly subject: string; readonly text: string }
  /** What letters are written from, now. */
  context(): Context
  /** The owner's letter about a letter in the holding pen, and the day by which to look. */
  held(letter: ReadLetter): { readonly dueOn: string; readonly values: HeldValues }
  /** Makes ready what the first letter would else wait for. */
  warm(): Promise<void>
  close(): Promise<void>
}

export interface HeldValues {
  readonly received: string
  readonly sender: string
  readonly lookBy: string
  readonly mailbox: string
  readonly office: 'authority' | 'partner' | ''
}

function understandContext(world: World): Known {
  const { policy } = world.promises
  const { trustedAuthservId } = world.config
  return { phrases: policy.subjects, mailbox: policy.mailbox.address, trustedAuthservId }
}

/** No name server answers: the letter waits so long for one, then it is read without a proof. */
const SIGNATURES_WAIT_MS = 2 * 60_000

/** Checked once, while the keys are still published, and kept with the letter. */
async function signaturesOf(
  world: World,
  { contentId, raw, truncated, receivedAt, signatures }: KeptLetter,
): Promise<readonly Signature[] | 'later'> {
  if (signatures !== null) return signatures
  const found = await world.signatures.check(raw, truncated)
  const isYoung = world.now().getTime() - receivedAt.getTime() < SIGNATURES_WAIT_MS
  if (!found.isFinal && isYoung) return 'later'
  await world.letters.keepSignatures(contentId, found.signatures)
  return found.signatures
}

function receivePorts(world: World, reader: Reader): ReceivePorts {
  const context = understandContext(world)
  return {
    letters: world.letters,
    reader: {
      read: (raw, { truncated, headersOnly }) =>
        headersOnly ? Promise.resolve(readHeadersOnly(raw)) : reader.read(raw, { truncated }),
    },
    signaturesOf: (kept) => signaturesOf(world, kept),
    understand: (letter, signatures) => reader.understand(letter, { ...context, signatures }),
    isOwnerLetter,
    idKey: world.vault.idKey,
  }
}

function openPorts(world: World, follow: FollowPorts): OpenPorts {
  const { policy } = world.promises
  return {
    ...follow,
    letters: world.letters,
    phraseOf: ({ parsed }) => matchSubject(parsed.subject, policy.subjects)?.phrase ?? null,
    strictIdentity: policy.strictIdentity,
    twinOf: (request) => twinOf(request, world.requests),
  }
}

function contextOf(world: World, acts: OwnerActs): Context {
  const { policy, calendar } = world.promises
  const now = world.now()
  const today = civilDate(now, policy.zone)
  const ownerEmail = ownerEmailOf(world)
  const { idKey } = world.vault
  return {
    policy,
    ownerEmail,
    idKey,
    now,
    today,
    workingDaysUntil: (day) => workingDaysUntil(calendar, today, asCivilDate(day)),
    linkTo: (request) => {
      const { publicUrl } = world.config
      if (publicUrl === null) return ''
      return `${publicUrl.replace(/\/+$/, '')}/r/${linkToken(idKey, currentLink(request), ownerEmail)}`
    },
    runAt: (request) => acts.runAt(request),
  }
}

/** The owner of a company of one is reached in the policy mailbox itself. */
export function ownerEmailOf({ config, promises }: World): string {
  return config.ownerEmail ?? promises.policy.mailbox.address
}

const OFFICES = ['authority', 'partner'] as const

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
      office: OFFICES.find((office) => letter.understanding.flags.includes(office)) ?? '',
    },
  }
}

function joinPorts(world: World): JoinPorts {
  const { requests, letters, outbox, promises, vault, now } = world
  const { strictIdentity, zone } = promises.policy
  return {
    requests,
    letters,
    sentTo: (id) => outbox.recipientOf(id),
    idKey: vault.idKey,
    strictIdentity,
    today: civilDate(now(), zone),
  }
}

/** What takes the copies of identity documents out of a kept letter; nothing where the letter is gone. */
async function withoutDocuments(
  idStart: string,
  { world, reader }: { readonly world: World; readonly reader: Reader },
): Promise<(raw: Buffer) => Buffer> {
  const raw = await world.letters.openRaw(idStart)
  if (raw === null) return (same) => same
  const { documents = [] } = await reader.understand(
    await reader.read(raw),
    understandContext(world),
  )
  return (kept) => withoutFiles(kept, documents)
}

/** @param reader closed with the parts */
export function walkParts(world: World, ring: Ring, reader = createReader()): WalkParts {
  const templates = createTemplates(join(packageRoot(), 'templates'))
  const { company, mailbox } = world.promises.policy
  const sender = { name: company.name, address: mailbox.address }
  const dates = datesOf(world.promises)
  const acts = new OwnerActs(world, dates)
  const { idKey } = world.vault
  const follow = followPortsOf(world.promises, dates, { idKey, now: world.now })
  return {
    world,
    ring,
    receive: receivePorts(world, reader),
    open: openPorts(world, follow),
    advance: {
      ...stepPortsOf(world.promises, dates, { ...world, holders: [world.register], follow }),
      destroyDocument: async (letter) =>
        world.letters.replaceRaw(letter, await withoutDocuments(letter, { world, reader })),
      onOpened: (number) => ring('request', number),
    },
    acts,
    join: () => joinPorts(world),
    write: {
      outbox: world.outbox,
      build: (draft: Draft, at: Date) => writeMail(draft, at, { templates, sender }),
      withhold: (number, event) => world.requests.record(number, [event]),
    },
    async inThread(letter, number) {
      const { signatures } = letter
      const context = { ...understandContext(world), ownReference: number, signatures }
      return { ...letter, understanding: await reader.understand(letter.parsed, context) }
    },
    words: ({ filled, language }) => templates.render(filled.template, language, filled.values),
    context: () => contextOf(world, acts),
    held: (letter) => heldOf(world.promises, letter),
    warm: () => reader.warm(),
    close: () => reader.close(),
  }
}
