import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/edge/files.ts'
import { migrate } from '../../../src/edge/postgres/migrate.ts'
import { databaseServers, freshDatabase } from '../../support/database.ts'

/** Runs with a database in which there is nothing at all. */
async function withEmpty(server: string, work: (url: string) => Promise<void>): Promise<void> {
  const name = `empty_${process.pid}_${randomBytes(4).toString('hex')}`
  const sql = postgres(server, { max: 1, onnotice: () => undefined })
  const url = new URL(server)
  url.pathname = `/${name}`
  try {
    await sql.unsafe(`create database ${name}`)
    await work(url.href)
  } finally {
    await sql.unsafe(`drop database if exists ${name} with (force)`)
    await sql.end({ timeout: 1 })
  }
}

async function tables(url: string): Promise<readonly string[]> {
  const sql = postgres(url, { max: 1 })
  const rows = await sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('public', 'vault') order by 1`
  await sql.end()
  return rows.map(({ name }) => name)
}

describe.each(databaseServers())('migrations ($name)', ({ url: server }) => {
  test('make every table once, also when eight processes start together', async () => {
    await withEmpty(server, async (url) => {
      await Promise.all(Array.from({ length: 8 }, () => migrate(url, packageRoot())))
      expect(await tables(url)).toEqual([
        'public.event',
        'public.heartbeat',
        'public.letter',
        'public.letter_place',
        'public.obligation',
        'public.owner_code_try',
        'public.owner_device',
        'public.person',
        'public.reply',
        'public.request',
        'public.setting',
        'public.suppression',
        'vault.data_key',
      ])
    })
  })

  test('leave a database that is up to date as it is', async () => {
    const database = await freshDatabase({ name: '', url: server })
    const before = await tables(database.url)
    await migrate(database.url, packageRoot())
    expect(await tables(database.url)).toEqual(before)
    await database.drop()
  })

  test('that cannot be read leave the database as it was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-migrations-'))
    await withEmpty(server, async (url) => {
      await expect(migrate(url, folder)).rejects.toMatchObject({ code: 'migration.failed' })
      expect(await tables(url)).toEqual([])
    })
    rmSync(folder, { recursive: true })
  })
})

test('migrations need a server that is there', async () => {
  await expect(migrate('postgres://u:p@127.0.0.1:1/x', packageRoot())).rejects.toMatchObject({
    code: 'database.unreachable',
  })
})
