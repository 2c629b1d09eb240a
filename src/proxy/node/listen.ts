import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Caller } from '../callers/caller.ts'

export interface Listening {
  /** The port that was given, also when the system chose it. */
  port: number
  /** From now on each answer is the last on its connection, so that callers go elsewhere while this still listens. */
  drain(): void
  /** Takes no more connections, lets requests in progress end, then closes; after `graceMs` it closes whatever is open. */
  close(graceMs: number): Promise<void>
}

type Connected = Pick<IncomingMessage, 'socket'>
type Answer = (request: Request, caller: Caller) => Promise<Response>

/** Nobody who asks for a list needs longer than this to say so. */
const bounds = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 }
const maxHeaders = 100
const mostConnections = 4_000
const maxBodyBytes = 64 * 1024

/** Serves HTTP/1.1 on one address; connections beyond the most are closed at once. Rejects with the error of the system, `EADDRINUSE` for one. */
export function listen(answer: Answer, host: string, port: number, { maxConnections = mostConnections } = {}): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request: Request, { incoming }: { incoming: Connected }) => answer(request, { address: toAddress(incoming) }),
    hostname: host,
    createServer,
    serverOptions: bounds,
  }) as Server
  server.maxHeadersCount = maxHeaders
  server.maxConnections = maxConnections
  let isDraining = false
  // Before the answer is written: no request of ours needs a large body, so its connection ends rather than being read to the end.
  server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (isDraining || hasLargeBody(incoming)) outgoing.setHeader('Connection', 'close')
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const drain = () => {
    isDraining = true
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve({
        port: address !== null && typeof address === 'object' ? address.port : port,
        drain,
        close: (graceMs) => {
          drain()
          return closeServer(server, sockets, graceMs)
        },
      })
    })
  })
}

/** The other end of the connection. IPv4 as such, also where the listener speaks IPv6. */
const toAddress = ({ socket }: Connected) => (socket.remoteAddress ?? '').replace(/^::ffff:/, '')

function hasLargeBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > maxBodyBytes
}

/** How long a connection may take, once nobody new is let in, to say the first word. */
const firstWordMs = 500
const sweepMs = 50

function closeServer(server: Server, sockets: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that falls idle after `close` would be kept for its keep-alive time.
    const sweeping = setInterval(() => server.closeIdleConnections(), sweepMs)
    // One that was opened in advance and never used counts as busy; it has nothing to lose.
    const silence = setTimeout(() => {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    }, firstWordMs)
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearInterval(sweeping)
      clearTimeout(silence)
      clearTimeout(deadline)
      resolve()
    })
    server.closeIdleConnections()
  })
}
