/**
 * Databases for tests: the run has one embedded PostgreSQL in a temporary folder, with a migrated
 * database that others are copied from. A PostgreSQL of CI's own (`TEST_DATABASE_URL`, a superuser's)
 * gets the same, for the tests that ask for every server there is.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { startEmbedded } from '../../src/edge/postgres/embedded.ts'
import { migrate } from '../../src/edge/postgres/migrate.ts'

/** How the files of a run learn of what was made before the first of them. */
const EMBEDDED_URL = 'TEST_EMBEDDED_DATABASE_URL'
const TEMPLATE = 'TEST_DATABASE_TEMPLATE'
const OUTSIDE_URL = 'TEST_DATABASE_URL'
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface DatabaseServer {
  readonly name: string
  /** Of somebody who may make databases. */
  readonly url: string
}

export interface TestDatabase {
  readonly url: string
  /** Whoever is still connected is sent away. */
  drop(): Promise<void>
}

const valueOf = (name: string): string => process.env[name] ?? ''

/** The embedded server, and the one of CI where there is one. */
export function databaseServers(): readonly DatabaseServer[] {
  const outside = valueOf(OUTSIDE_URL)
  const embedded = { name: 'embedded PostgreSQL', url: valueOf(EMBEDDED_URL) }
  return outside === '' ? [embedded] : [embedded, { name: 'outside PostgreSQL', url: outside }]
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function asSuperuser(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** A database of one's own, with every table in it and nothing in the tables. */
export async function freshDatabase(server?: DatabaseServer): Promise<TestDatabase> {
  const home = server?.url ?? valueOf(EMBEDDED_URL)
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asSuperuser(home, `create database ${name} template ${valueOf(TEMPLATE)}`)
  return {
    url: databaseUrl(home, name),
    drop: () => asSuperuser(home, `drop database if exists ${name} with (force)`),
  }
}

async function makeTemplate(server: string): Promise<void> {
  await asSuperuser(server, `create database ${valueOf(TEMPLATE)}`)
  await migrate(databaseUrl(server, valueOf(TEMPLATE)), PROJECT)
}

/** Before the first test file; what it returns leaves nothing behind. */
export async function startDatabases(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-mailbot-test-'))
  // PostgreSQL never runs as root: its own account must be let through.
  chmodSync(folder, 0o711)
  const embedded = await startEmbedded({ dir: join(folder, 'postgres'), fast: true })
  const clear = async (): Promise<void> => {
    await embedded.leave()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
  process.env[EMBEDDED_URL] = `${embedded.url}?sslmode=disable`
  process.env[TEMPLATE] = `template_${process.pid}_${randomBytes(4).toString('hex')}`
  try {
    for (const { url } of databaseServers()) await makeTemplate(url)
  } catch (error) {
    await clear()
    throw error
  }
  return async () => {
    const outside = valueOf(OUTSIDE_URL)
    if (outside !== '')
      await asSuperuser(outside, `drop database if exists ${valueOf(TEMPLATE)} with (force)`)
    await clear()
  }
}
