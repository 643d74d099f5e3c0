/** Two clients: one that drizzle owns (it changes how values are read), and one for plain SQL. */
import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { FaultCode } from '../../errors.ts'
import { Fault } from '../../errors.ts'
import * as schema from './schema.ts'

export type Drizzle = PostgresJsDatabase<typeof schema>
/** The database itself or a transaction in it. */
export type Queryable = Pick<Drizzle, 'select' | 'insert' | 'update' | 'delete' | 'execute'>

export interface Database {
  readonly db: Drizzle
  /** Plain SQL; also LISTEN and advisory locks on connections of their own. */
  readonly sql: postgres.Sql
  close(): Promise<void>
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])
const REFUSED: ReadonlySet<string> = new Set(['28P01', '28000', '3D000', '42501'])

/** The code of the driver, wherever drizzle has wrapped it. */
function driverCode(error: unknown): string | undefined {
  for (let link = error; link instanceof Error; link = link.cause)
    if ('code' in link && typeof link.code === 'string') return link.code
  return undefined
}

/** Library errors quote parameters and rows: only their code leaves this file. */
export function databaseFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const code = driverCode(error) ?? ''
  const kind: FaultCode = UNREACHABLE.has(code)
    ? 'database.unreachable'
    : REFUSED.has(code)
      ? 'database.refused'
      : 'database.failed'
  return new Fault(kind, {
    retry: kind !== 'database.refused',
    ...(code === '' ? {} : { detail: `PostgreSQL said ${code}` }),
    cause: error,
  })
}

/** Every method of a store rejects with a Fault and nothing else. */
export function guarded<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return async (...parameters: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, parameters)
        } catch (error) {
          throw databaseFault(error)
        }
      }
    },
  })
}

/** By the clock of the database, which all workers share. */
export const inMs = (waitMs: number): SQL => sql`now() + make_interval(secs => ${waitMs / 1000})`

/** @param connectionsMax of the pool for the walk; plain SQL takes up to two more */
export function openDatabase(url: string, connectionsMax: number): Database {
  const options = {
    onnotice: () => undefined,
    connect_timeout: 10,
    max_lifetime: null,
    connection: { application_name: 'privacy-mailbot' },
  }
  const forDrizzle = postgres(url, { ...options, max: connectionsMax })
  const plain = postgres(url, { ...options, max: 2 })
  return {
    db: drizzle(forDrizzle, { schema }),
    sql: plain,
    async close() {
      await Promise.all([forDrizzle.end({ timeout: 5 }), plain.end({ timeout: 5 })])
    },
  }
}
