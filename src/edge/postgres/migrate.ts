/** Brings the tables up to date, one process at a time: drizzle's own migrate() has no lock. */
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as drizzleMigrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { Fault } from '../../errors.ts'
import { databaseFault } from './database.ts'

/** Any number, the same in every version of the program. */
const LOCK = 7_346_512_901
const OLDEST_SERVER = 130_000

/** @throws Fault database.too-old */
export async function assertServer(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<
    { version: string }[]
  >`select current_setting('server_version_num') as version`
  if (Number(row?.version ?? 0) < OLDEST_SERVER)
    throw new Fault('database.too-old', {
      detail: `the server is version ${row?.version ?? 'unknown'}`,
    })
}

/**
 * Safe to call from many processes at once: the first does it, the others wait and find it done.
 *
 * @param packageRoot the folder that holds `drizzle/`
 * @throws Fault database.unreachable, database.refused, database.too-old, migration.failed
 */
export async function migrate(url: string, packageRoot: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  try {
    await assertServer(sql)
    await sql`select pg_advisory_lock(${LOCK})`
    await drizzleMigrate(drizzle(sql), { migrationsFolder: join(packageRoot, 'drizzle') })
  } catch (error) {
    const fault = databaseFault(error)
    throw fault.code === 'database.failed'
      ? new Fault('migration.failed', {
          ...(fault.detail ? { detail: fault.detail } : {}),
          cause: error,
        })
      : fault
  } finally {
    await sql.end({ timeout: 5 })
  }
}
