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
