/** Whether every server that the configuration names lets us in; nothing that is kept is changed. */
import type { Config } from '../config.ts'
import { connectImap, imapFault } from '../edge/imap/connection.ts'
import { databaseFault, openDatabase } from '../edge/postgres/database.ts'
import { openQueue } from '../edge/queue.ts'
import { createPost, smtpFault } from '../edge/smtp.ts'
import { Fault } from '../errors.ts'

export interface Probe {
  readonly what: string
  readonly fault: Fault | null
}

async function probe(
  what: string,
  attempt: () => Promise<void>,
  toFault: (error: unknown) => Fault,
): Promise<Probe> {
  try {
    await attempt()
    return { what, fault: null }
  } catch (error) {
    return { what, fault: toFault(error) }
  }
}

async function askDatabase(url: string): Promise<void> {
  const database = openDatabase(url, 1)
  try {
    await database.sql`select 1`
  } finally {
    await database.close()
  }
}

async function askQueue(redisUrl: string): Promise<void> {
  const queue = await openQueue({ redisUrl, databaseUrl: '', onError: () => undefined })
  await queue.close()
}

const queueFault = (cause: unknown): Fault =>
  cause instanceof Fault ? cause : new Fault('queue.unreachable', { retry: true, cause })

export async function probeServers(config: Config): Promise<readonly Probe[]> {
  const { databaseUrl, redisUrl, imap, smtp } = config
  const probes: Promise<Probe>[] = []
  if (databaseUrl !== null)
    probes.push(probe('DATABASE_URL', () => askDatabase(databaseUrl), databaseFault))
  if (redisUrl !== null) probes.push(probe('REDIS_URL', () => askQueue(redisUrl), queueFault))
  if (imap !== null) {
    const login = async (): Promise<void> => (await connectImap(imap)).logout()
    probes.push(probe('IMAP_URL', login, (error) => imapFault(error, imap)))
  }
  if (smtp !== null) {
    const post = createPost({ server: smtp, from: '', connectionsMax: 1 })
    const login = (): Promise<void> => post.verify().finally(() => post.close())
    probes.push(probe('SMTP_URL', login, (error) => smtpFault(error, smtp)))
  }
  return Promise.all(probes)
}
