/** The replies: letters of the outbox are sent, and their copies kept in Sent. */
import { createSentCopies } from '../edge/imap/sent-copies.ts'
import type { SentCopies } from '../edge/imap/sent-copies.ts'
import type { Queue } from '../edge/queue.ts'
import { createPost } from '../edge/smtp.ts'
import type { Post } from '../edge/smtp.ts'
import { Fault } from '../errors.ts'
import { send } from '../reply/send.ts'
import type { Running } from './running.ts'
import { Outage, orWait } from './running.ts'
import type { World } from './world.ts'

/** One, so that a crash leaves at most one letter whose fate nobody knows. */
const REPLIES_AT_ONCE = 1
const RENEW_MS = 10_000
const HOUR_MS = 3_600_000
const COPY_ATTEMPTS_MAX = 12

/** The request that a letter of the outbox is about, from its id; null for letters about a letter. */
function requestOf(replyId: string): string | null {
  const about = replyId.split('.', 1)[0] ?? ''
  return about.startsWith('PD-') ? about : null
}

interface Office {
  readonly world: World
  readonly post: Post
  readonly ring: Queue['ring']
  /** Of the server that takes our letters. */
  readonly outage: Outage
}

/** Sends one letter of the outbox and lets its request go on. Never throws. */
async function sendReply(id: string, { world, post, ring, outage }: Office): Promise<void> {
  const { outbox, log } = world
  const every = (callback: () => void): (() => void) => {
    const timer = setInterval(callback, RENEW_MS)
    return () => clearInterval(timer)
  }
  try {
    const sent = await send(id, { outbox, post, every })
    if (sent.outcome === 'not-ours') return
    const facts = { id, attempt: sent.attempt }
    if (sent.outcome === 'deferred') {
      if (sent.fault.code !== 'smtp.deferred') outage.begins(sent.fault)
      log.warn('reply.deferred', facts, sent.fault)
    } else {
      outage.ends('SMTP_URL')
      if (sent.outcome === 'accepted') log.info('reply.sent', facts)
      else log.error('reply.refused', facts, sent.fault)
    }
    const number = requestOf(id)
    if (number !== null && sent.outcome !== 'deferred') await ring('request', number)
  } catch (error) {
    log.warn('reply.deferred', { id }, error)
  }
}

/** Never throws: a copy that cannot be kept is tried again, and given up in the end. */
async function copyReply(
  id: string,
  { world, copies, outage }: { world: World; copies: SentCopies; outage: Outage },
): Promise<void> {
  const { sentLetters, log, promises } = world
  try {
    const letter = await sentLetters.uncopied(id)
    if (letter === null) return
    if (promises.policy.mailbox.sentCopy === 'none') return await sentLetters.copied(id, 'not-kept')
    try {
      const how = await copies.keep(letter)
      await sentLetters.copied(id, how)
      outage.ends('Keeping copies in Sent')
      log.info('reply.copied', { id, how })
    } catch (error) {
      if (error instanceof Fault) outage.begins(error)
      log.warn('reply.copy-failed', { id, attempt: letter.attempts + 1 }, error)
      if (letter.attempts + 1 >= COPY_ATTEMPTS_MAX) await sentLetters.copied(id, 'given-up')
      else await sentLetters.copyLater(id, Math.min(2 ** letter.attempts * 10_000, HOUR_MS))
    }
  } catch (error) {
    log.warn('reply.copy-failed', { id }, error)
  }
}

/** @throws Fault smtp.login, smtp.tls at the first connection */
export async function repliesRole(world: World, queue: Queue): Promise<Running> {
  const { imap, smtp } = world.config
  if (imap === null || smtp === null)
    throw new Fault('config.invalid', { detail: 'no mail servers' })
  const from = world.promises.policy.mailbox.address
  const post = createPost({ server: smtp, from, connectionsMax: REPLIES_AT_ONCE })
  const copies = createSentCopies(imap)
  const outage = new Outage(world)
  const shelfOutage = new Outage(world)
  const office: Office = { world, post, outage, ring: (name, of) => queue.ring(name, of) }
  await post.verify().catch((error: unknown) => orWait(error, outage))
  queue.answer(
    'replies',
    (bell, id) =>
      bell === 'reply'
        ? sendReply(id, office)
        : copyReply(id, { world, copies, outage: shelfOutage }),
    REPLIES_AT_ONCE,
  )
  return {
    async stop() {
      post.close()
      copies.close()
    },
  }
}
