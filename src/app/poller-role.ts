/** The poller: leads if nobody else does, watches the mailbox, and rings for every letter that was kept. */
import type { MailServer } from '../config.ts'
import { connectImap } from '../edge/imap/connection.ts'
import { startPoller } from '../edge/imap/poller.ts'
import type { Poller, PollerPorts } from '../edge/imap/poller.ts'
import { takeLead } from '../edge/mailbox-lead.ts'
import type { Lead } from '../edge/mailbox-lead.ts'
import type { Queue } from '../edge/queue.ts'
import { Fault } from '../errors.ts'
import { isOwnerLetter } from '../reply/owed.ts'
import type { Running } from './running.ts'
import { Outage, orWait } from './running.ts'
import type { World } from './world.ts'

const LEAD_CHECK_MS = 2_000

interface Watched {
  readonly server: MailServer
  readonly answerFrom: Date
  readonly outage: Outage
}

function portsOf(world: World, queue: Queue, watched: Watched): PollerPorts {
  const { server, answerFrom, outage } = watched
  const { log, promises, letters, places, now, vault } = world
  const { policy } = promises
  return {
    server,
    letters,
    places,
    mailbox: policy.mailbox.address,
    now,
    sortBy: { idKey: vault.idKey, answerFrom, phrases: policy.subjects, isOwnerLetter },
    async onKept(contentIds) {
      for (const id of contentIds) {
        log.info('letter.kept', { letter: id.slice(0, 16) })
        await queue.ring('letter', id)
      }
    },
    onConnected: (folders) => {
      outage.ends('IMAP_URL')
      log.info('poller.connected', { folders: folders.length })
      for (const role of ['junk', 'sent'])
        if (!folders.some((folder) => folder.role === role))
          log.warn('poller.folder-missing', { role })
    },
    onLost: (fault, waitMs) => {
      outage.begins(fault)
      log.warn('poller.disconnected', { againInMs: Math.round(waitMs) }, fault)
    },
    onPass: async (kept) => {
      await places.beat('poller')
      if (kept > 0) log.info('poller.pass', { kept })
    },
  }
}

/** Older letters are never answered on their own. The policy file's date stands above the first start's. */
async function answerFromOf(world: World): Promise<Date> {
  const given = world.promises.policy.answerFrom
  if (given !== undefined) return new Date(given)
  return new Date(await world.places.settle('answerFrom', world.now().toISOString()))
}

/** A wrong password is told at once; a network that is away is waited for. */
async function probe(server: MailServer, outage: Outage): Promise<void> {
  try {
    const client = await connectImap(server)
    await client.logout()
  } catch (error) {
    orWait(error, outage)
  }
}

class PollerRole implements Running {
  private isStopped = false
  private timer: NodeJS.Timeout | undefined
  private lead: Lead | null = null
  private poller: Poller | null = null
  private turn: Promise<void> = Promise.resolve()
  private hasWaited = false
  private readonly world: World
  private readonly ports: PollerPorts

  constructor(world: World, ports: PollerPorts) {
    this.world = world
    this.ports = ports
  }

  /** Takes the lead when it is free, gives up watching when it may be lost. */
  readonly look = (): void => {
    this.turn = this.lookOnce()
      .catch(async () => this.drop())
      .then(() => {
        if (!this.isStopped) this.timer = setTimeout(this.look, LEAD_CHECK_MS)
      })
  }

  private async lookOnce(): Promise<void> {
    if (this.lead !== null) return this.lead.check()
    this.lead = await takeLead(this.world.database.sql, this.ports.mailbox)
    if (this.lead !== null) {
      this.world.log.info('poller.leading')
      this.poller = startPoller(this.ports)
    } else if (!this.hasWaited) {
      this.hasWaited = true
      this.world.log.info('poller.waiting')
    }
  }

  private async drop(): Promise<void> {
    this.poller?.stop()
    await this.poller?.done
    await this.lead?.release()
    this.poller = null
    this.lead = null
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.turn
    await this.drop()
  }
}

/** @throws Fault imap.login, imap.tls at the first connection; later ones are waited out */
export async function watchMailbox(world: World, queue: Queue): Promise<Running> {
  const server = world.config.imap
  if (server === null) throw new Fault('config.invalid', { detail: 'IMAP_URL is not set' })
  const answerFrom = await answerFromOf(world)
  const outage = new Outage(world)
  await probe(server, outage)
  const role = new PollerRole(world, portsOf(world, queue, { server, answerFrom, outage }))
  role.look()
  return role
}
