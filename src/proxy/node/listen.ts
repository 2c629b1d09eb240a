import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'

export interface Listening {
  /** The port that was given, also when the system chose it. */
  port: number
  /** Lets requests in progress end, then closes; after `graceMs` it closes whatever is open. */
  close(graceMs: number): Promise<void>
}

/** Serves HTTP/1.1 on one address. Rejects with the error of the system, `EADDRINUSE` for one. */
export function listen(fetch: (request: Request) => Promise<Response>, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request: Request) => fetch(request),
    hostname: host,
    createServer,
    // Nobody who asks for a list needs longer than this to say so.
    serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
  }) as Server
  server.maxHeadersCount = 100
  server.maxConnections = 1_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve({
        port: address !== null && typeof address === 'object' ? address.port : port,
        close: (graceMs) => closeServer(server, graceMs),
      })
    })
  })
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that falls idle after `close` would be kept for its keep-alive time.
    const sweeping = setInterval(() => server.closeIdleConnections(), 50)
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearInterval(sweeping)
      clearTimeout(deadline)
      resolve()
    })
    server.closeIdleConnections()
  })
}
