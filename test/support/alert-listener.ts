/** Whoever is at ALERT_URL: a server on this machine that keeps what it was told. */
import { createServer } from 'node:http'
import { z } from 'zod'
import { listenOnLoopback } from '../../src/demo/mailbox/listen.ts'

const bodySchema = z.strictObject({
  program: z.literal('privacy-mailbot'),
  event: z.enum(['alive', 'dead', 'back']),
  what: z.enum(['mail', 'database']).optional(),
  since: z.iso.datetime().optional(),
  at: z.iso.datetime(),
  version: z.string(),
  text: z.string(),
})

export type Posted = z.infer<typeof bodySchema>

export interface AlertListener {
  readonly url: string
  /** What was taken, in that order. */
  readonly posted: readonly Posted[]
  /** What it answers: nothing is taken with another status than 200. */
  status: number
  /** `dead mail`, `alive`, … of everything that was taken. */
  heard(): readonly string[]
  close(): Promise<void>
}

export async function listenForAlerts(): Promise<AlertListener> {
  const posted: Posted[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      if (listener.status === 200) posted.push(bodySchema.parse(JSON.parse(body)))
      response.writeHead(listener.status).end()
    })
  })
  const port = await listenOnLoopback(server, 0)
  const listener = {
    url: `http://127.0.0.1:${port}/privacy-mailbot`,
    posted,
    status: 200,
    heard: () => posted.map(({ event, what }) => (what === undefined ? event : `${event} ${what}`)),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return listener
}
