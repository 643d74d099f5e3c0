/** One poller leads per mailbox. Two do no harm, they only do everything twice. */
import { createHash } from 'node:crypto'
import type postgres from 'postgres'

export interface Lead {
  /** Rejects when the lead may have passed to somebody else. */
  check(): Promise<void>
  release(): Promise<void>
}

function lockOf(mailbox: string): number {
  return createHash('sha256').update(`poller:${mailbox}`).digest().readUInt32BE()
}

/** Null when another process leads. The lead ends with the connection, so a killed process gives it up at once. */
export async function takeLead(sql: postgres.Sql, mailbox: string): Promise<Lead | null> {
  const connection = await sql.reserve()
  try {
    const [row] = await connection<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(7346512, ${lockOf(mailbox) % 2_147_483_647}) as taken`
    if (row?.taken === true)
      return {
        async check() {
          await connection`select 1`
        },
        async release() {
          await connection`select pg_advisory_unlock_all()`.catch(() => undefined)
          connection.release()
        },
      }
  } catch (error) {
    connection.release()
    throw error
  }
  connection.release()
  return null
}
