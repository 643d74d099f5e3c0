/** A look at the database that changes nothing in it: no table is made, no key is needed. */
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import { readTextFile } from '../files.ts'
import { databaseFault } from './database.ts'
import { CODE_SETTING } from './devices.ts'
import { assertServer } from './migrate.ts'

export interface Checkup {
  /** The tables against what this version of the program knows. */
  readonly tables: 'none' | 'old' | 'as-known' | 'newer'
  readonly hasOwnerCode: boolean
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) })

/** When the newest migration of this version was written: what drizzle notes of those it has made. */
function newestKnown(packageRoot: string): number {
  const text = readTextFile(join(packageRoot, 'drizzle/meta/_journal.json')) ?? ''
  return Math.max(...journalSchema.parse(JSON.parse(text)).entries.map(({ when }) => when))
}

async function isThere(sql: postgres.Sql, table: string): Promise<boolean> {
  const [row] = await sql<{ isThere: boolean }[]>`
    select to_regclass(${table}) is not null as "isThere"`
  return row?.isThere === true
}

/** 0 when nothing was ever made. */
async function newestMade(sql: postgres.Sql): Promise<number> {
  if (!(await isThere(sql, 'drizzle.__drizzle_migrations'))) return 0
  const [row] = await sql<{ made: string | null }[]>`
    select max(created_at) as made from drizzle.__drizzle_migrations`
  return Number(row?.made ?? 0)
}

async function hasOwnerCode(sql: postgres.Sql): Promise<boolean> {
  if (!(await isThere(sql, 'public.setting'))) return false
  const rows = await sql`select from setting where name = ${CODE_SETTING}`
  return rows.length > 0
}

function compared(made: number, known: number): Checkup['tables'] {
  if (made === 0) return 'none'
  if (made === known) return 'as-known'
  return made < known ? 'old' : 'newer'
}

/**
 * @param packageRoot the folder that holds `drizzle/`
 * @throws Fault database.*
 */
export async function checkUp(url: string, packageRoot: string): Promise<Checkup> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  try {
    await assertServer(sql)
    const tables = compared(await newestMade(sql), newestKnown(packageRoot))
    return { tables, hasOwnerCode: await hasOwnerCode(sql) }
  } catch (error) {
    throw databaseFault(error)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
