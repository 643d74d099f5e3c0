/** `/livez`: the process answers. `/readyz`: what was tested just now, and nothing else. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Fault } from '../../errors.ts'

export interface Health {
  /** Asks the database; rejects when it does not answer. */
  database(): Promise<void>
  /** When the mailbox was last looked at; null when never. */
  lastPass(): Promise<Date | null>
  readonly now: () => Date
}

/** Older than this and nobody may rely on letters being seen. */
const PASS_AGE_MAX_MS = 5 * 60_000

interface Ready {
  readonly ready: boolean
  readonly database: 'ok' | 'failed'
  readonly lastPass: string | null
  readonly mailbox: 'ok' | 'late'
}

async function readiness(health: Health): Promise<Ready> {
  try {
    await health.database()
    const lastPass = await health.lastPass()
    const isLate =
      lastPass === null || health.now().getTime() - lastPass.getTime() > PASS_AGE_MAX_MS
    const mailbox = isLate ? 'late' : 'ok'
    return { ready: !isLate, database: 'ok', lastPass: lastPass?.toISOString() ?? null, mailbox }
  } catch {
    return { ready: false, database: 'failed', lastPass: null, mailbox: 'late' }
  }
}

export function deskApp(health: Health): Hono {
  const app = new Hono()
  app.get('/livez', (context) => context.json({ live: true }))
  app.get('/readyz', async (context) => {
    const ready = await readiness(health)
    return context.json(ready, ready.ready ? 200 : 503)
  })
  return app
}

export interface DeskServer {
  readonly port: number
  close(): Promise<void>
}

/** @throws Fault port.taken */
export function startDesk(app: Hono, host: string, port: number): Promise<DeskServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (address) =>
      resolve({
        port: address.port,
        close: () => new Promise((closed) => void server.close(() => closed())),
      }),
    )
    server.on('error', (cause: Error) =>
      reject(new Fault('port.taken', { detail: `${host}:${port}`, cause })),
    )
  })
}
