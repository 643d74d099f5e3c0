/** What lies beyond this machine: the owner, whoever is told, the servers. */
import type { Config } from '../../config.ts'
import { ADVICE } from '../../errors.ts'
import { maskEmail } from '../../reply/mask.ts'
import { probeServers } from '../probe.ts'
import type { Patient } from './patient.ts'
import type { Verdict } from './verdict.ts'
import { found, inOrder, unseen } from './verdict.ts'

const noConfig = (): Verdict => unseen('the settings have faults', ADVICE['config.invalid'])

function whereTo({ ownerEmail }: Config, { policy }: Patient): string {
  if (ownerEmail !== null) return `letters to the owner go to ${maskEmail(ownerEmail)}`
  const mailbox = policy.ok ? ` ${maskEmail(policy.promises.policy.mailbox.address)}` : ''
  return `OWNER_EMAIL is not set: letters to the owner go to the mailbox${mailbox}`
}

export function checkOwner(patient: Patient): Verdict {
  const { config, database, isBegun } = patient
  if (config === null) return noConfig()
  if (!isBegun) return inOrder('not configured: OWNER_EMAIL is not set')
  const to = whereTo(config, patient)
  if (config.publicUrl === null) return inOrder(`${to}; without PUBLIC_URL they carry no link`)
  // What is the matter with the database, its own check says.
  if (database?.state !== 'reached')
    return inOrder(`${to}; whether an owner code is set, the database does not tell`)
  if (database.hasOwnerCode) return inOrder(`${to}; an owner code is set`)
  return found(
    `${to} with a link, but no owner code is set: no phone can open it`,
    'Run `privacy-mailbot owner code`.',
  )
}

export function checkAlert({ config }: Patient): Verdict {
  if (config === null) return noConfig()
  const { alertUrl } = config
  return alertUrl === null
    ? inOrder(
        'ALERT_URL is not set: nobody is told when mail or database is dead',
        'Set ALERT_URL to an address that takes a POST, such as a topic of ntfy.',
      )
    : inOrder(`${new URL(alertUrl).host} is told when mail or database is dead`)
}

type Servers = Pick<Config, 'databaseUrl' | 'redisUrl' | 'imap' | 'smtp'>
const NO_SERVER: Servers = { databaseUrl: null, redisUrl: null, imap: null, smtp: null }

/** Logs in to the servers of `only`. */
async function reached(config: Config, only: Partial<Servers>): Promise<Verdict> {
  const probes = await probeServers({ ...config, ...NO_SERVER, ...only })
  const faults = probes.flatMap(({ what, fault }) => (fault === null ? [] : [{ what, fault }]))
  const [first] = faults
  if (first === undefined) return inOrder(`reached: ${probes.map(({ what }) => what).join(', ')}`)
  const lines = faults.map(({ what, fault }) => `${what}: ${fault.message}`)
  return found(lines.join('\n'), ADVICE[first.fault.code])
}

export async function checkMail({ config }: Patient): Promise<Verdict> {
  if (config === null) return noConfig()
  const { imap, smtp } = config
  return imap === null && smtp === null
    ? inOrder('not configured: IMAP_URL and SMTP_URL are not set')
    : reached(config, { imap, smtp })
}

export async function checkQueue({ config }: Patient): Promise<Verdict> {
  if (config === null) return noConfig()
  const { redisUrl } = config
  return redisUrl === null
    ? inOrder('without REDIS_URL the queue runs on the database')
    : reached(config, { redisUrl })
}

const MIGRATE = 'Run `privacy-mailbot migrate`, or `start`, which does it too.'

export function checkDatabase({ config, database }: Patient): Verdict {
  if (config === null || database === null) return noConfig()
  const where = config.databaseUrl === null ? `the own one in ${config.dataDir}` : 'DATABASE_URL'
  if (database.state === 'none')
    return inOrder(`not configured: the first start makes one of its own in ${config.dataDir}`)
  if (database.state === 'failed')
    return found(`${where}: ${database.fault.message}`, ADVICE[database.fault.code])
  switch (database.tables) {
    case 'as-known':
      return inOrder(`reached: ${where}; its tables are up to date`)
    case 'none':
      return found(`reached: ${where}; it has no tables yet`, MIGRATE)
    case 'old':
      return found(`reached: ${where}; its tables are those of an older version`, MIGRATE)
    case 'newer':
      return found(
        `reached: ${where}; its tables are those of a newer version`,
        'Install the version that made them: this one does not know what they hold.',
      )
  }
}
