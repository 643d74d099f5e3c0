/** Whether every server that the configuration names lets us in; nothing is changed anywhere. */
import type { Config } from '../config.ts'
import { connectImap, imapFault } from '../edge/imap/connection.ts'
import { databaseFault, openDatabase } from '../edge/postgres/database.ts'
import { createPost, smtpFault } from '../edge/smtp.ts'
import type { Fault } from '../errors.ts'

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

export async function probeServers(config: Config): Promise<readonly Probe[]> {
  const { databaseUrl, imap, smtp } = config
  const probes: Promise<Probe>[] = []
  if (databaseUrl !== null)
    probes.push(probe('DATABASE_URL', () => askDatabase(databaseUrl), databaseFault))
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
