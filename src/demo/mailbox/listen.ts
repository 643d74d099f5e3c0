import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { Fault } from '../../errors.ts'

const HOST = '127.0.0.1'

/**
 * Listens on the loopback; port 0 takes any free one.
 *
 * @returns the port
 * @throws Fault port.taken
 */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Fault('port.taken', { detail: `${HOST}:${port}`, cause }))
    })
    server.listen(port, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** A port of this machine that nobody listens on just now: letters name it before the desk stands. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listenOnLoopback(server, 0)
  await new Promise((closed) => server.close(closed))
  return port
}
