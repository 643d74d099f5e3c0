/**
 * Watches the mailbox: a pass over every folder, then IDLE on INBOX until something arrives or a
 * short time is over, and so on for ever. A lost connection is made again, sooner at first, never
 * more often than every minute later on.
 */
import type { ImapFlow } from 'imapflow'
import type { MailServer } from '../../config.ts'
import { Fault } from '../../errors.ts'
import { connectImap, imapFault, answered } from './connection.ts'
import type { Folder } from './folders.ts'
import { findFolders } from './folders.ts'
import type { PassPorts } from './pass.ts'
import { passFolder } from './pass.ts'

export interface PollerPorts extends PassPorts {
  readonly server: MailServer
  readonly onConnected: (folders: readonly Folder[]) => void
  readonly onLost: (fault: Fault, waitMs: number) => void
  /** After every pass that ended well. */
  readonly onPass: (kept: number) => Promise<void>
  /** The other folders are looked at so often, and every folder is compared whole. */
  readonly quietMs?: number
  readonly sweepMs?: number
}

/** A reply in Sent is picked up within this time; INBOX tells by itself. */
const QUIET_MS = 5_000
/** The set difference over everything, whatever the counters of the server say. */
const SWEEP_MS = 5 * 60_000
/** A server whose counters contradict each other is listened to all the same. */
const HURRIES_MAX = 5
const INBOX: Folder = { path: 'INBOX', role: 'inbox' }
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000]
/** A wrong password tried too often locks the account. */
const LOGIN_WAIT_MS = 5 * 60_000

export interface Poller {
  /** Resolves when `stop` was called and everything begun is ended. */
  readonly done: Promise<void>
  stop(): void
}

/** What a folder looked like at the last pass; a hint only: the sweep does not ask it. */
type Seen = Map<string, string>

class Watch {
  private stopped = false
  private client: ImapFlow | null = null
  private wake: () => void = () => undefined
  private sweptAt = 0
  /** Passes in a row that began without listening. */
  private hurries = 0
  private readonly ports: PollerPorts

  constructor(ports: PollerPorts) {
    this.ports = ports
  }

  stop(): void {
    this.stopped = true
    this.wake()
    this.client?.close()
  }

  async run(): Promise<void> {
    for (let failures = 0; !this.stopped;) {
      try {
        await this.connected(() => (failures = 0))
      } catch (error) {
        if (this.stopped) break
        const fault = imapFault(error, this.ports.server)
        const waitMs = this.waitAfter(fault, failures)
        failures += 1
        this.ports.onLost(fault, waitMs)
        await this.sleep(waitMs)
      }
    }
  }

  private waitAfter(fault: Fault, failures: number): number {
    if (fault.code === 'imap.login') return LOGIN_WAIT_MS
    const waitMs = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 60_000
    // A little apart, so that many installations do not come back in the same instant.
    return waitMs * (0.75 + Math.random() / 2)
  }

  private async connected(onPassed: () => void): Promise<void> {
    const client = await connectImap(this.ports.server)
    this.client = client
    try {
      const folders = await findFolders(client)
      this.ports.onConnected(folders)
      const seen: Seen = new Map()
      client.on('exists', () => this.wake())
      client.on('close', () => this.wake())
      while (!this.stopped) {
        await this.pass(client, folders, seen)
        onPassed()
        if (!client.usable) throw new Fault('imap.unreachable', { detail: 'connection closed' })
        await this.listen(client, seen.get(INBOX.path))
      }
    } finally {
      this.client = null
      client.close()
    }
  }

  private async pass(client: ImapFlow, folders: readonly Folder[], seen: Seen): Promise<void> {
    const sweepMs = this.ports.sweepMs ?? SWEEP_MS
    if (Date.now() - this.sweptAt >= sweepMs) {
      seen.clear()
      this.sweptAt = Date.now()
    }
    let kept = 0
    for (const folder of folders) {
      const before = await this.look(client, folder)
      if (seen.get(folder.path) === before) continue
      kept += await passFolder(client, folder, this.ports)
      seen.set(folder.path, before)
    }
    await this.ports.onPass(kept)
  }

  /** What changes when a letter arrives; asked before the pass, so that nothing slips in between. */
  private async look(client: ImapFlow, folder: Folder): Promise<string> {
    const query = { messages: true, uidNext: true, uidValidity: true }
    const status = answered(await client.status(folder.path, query), 'STATUS')
    return `${status.uidValidity}:${status.uidNext}:${status.messages}`
  }

  /** Until INBOX says that something arrived, or the other folders want a look. */
  private async listen(client: ImapFlow, passed: string | undefined): Promise<void> {
    await client.mailboxOpen(INBOX.path, { readOnly: true })
    // What came between the pass and this opening is no news to IDLE any more.
    const isPassed = (await this.look(client, INBOX)) === passed
    this.hurries = isPassed ? 0 : this.hurries + 1
    if (this.stopped || (!isPassed && this.hurries <= HURRIES_MAX)) return
    const idling = client.idle()
    await Promise.race([this.sleep(this.ports.quietMs ?? QUIET_MS), idling.catch(() => undefined)])
    // Any command ends IDLE.
    if (!this.stopped && client.usable) await client.noop()
    await idling
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

export function startPoller(ports: PollerPorts): Poller {
  const watch = new Watch(ports)
  return { done: watch.run(), stop: () => watch.stop() }
}
