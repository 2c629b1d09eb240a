import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'

/** One request as it arrived. */
export interface Seen {
  method: string
  /** With the query. */
  path: string
  headers: Headers
  body: string
}

/** What the server does with one request, byte by byte. */
export type Script = (socket: Socket, seen: Seen) => void

/** A server on loopback that does what it is told, however wrong. */
export interface MisbehavingServer {
  origin: string
  port: number
  /** Every request so far. */
  requests: Seen[]
  /** What happens to the requests to come, in turn; the last for ever. */
  does(...scripts: Script[]): void
  /** Resolves when so many requests have arrived in all. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

/** A whole answer. `headers` replace or add to those that make it one. */
export const reply =
  (status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Script =>
  (socket) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
    socket.write(toHead(status, { 'content-type': 'application/json', 'content-length': String(bytes.length), ...headers }))
    socket.write(bytes)
  }

export const replyJson = (status: number, body: unknown, headers: Record<string, string> = {}): Script => reply(status, JSON.stringify(body), headers)

/** Raw text, after which the connection is closed. */
export const raw =
  (text: string): Script =>
  (socket) =>
    void socket.end(text)

export const toHead = (status: number, headers: Record<string, string>): string =>
  `HTTP/1.1 ${status} X\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`

/** Starts one. With `deaf` it accepts connections and never looks at what comes. */
export async function startMisbehavingServer({ deaf = false } = {}): Promise<MisbehavingServer> {
  const requests: Seen[] = []
  let scripts: Script[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  const sockets = new Set<Socket>()

  function serve(socket: Socket): void {
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (piece: string) => {
      received += piece
      for (let seen = takeRequest(); seen !== undefined; seen = takeRequest()) answer(socket, seen)
    })

    function takeRequest(): Seen | undefined {
      const end = received.indexOf('\r\n\r\n')
      if (end === -1) return undefined
      const [first = '', ...lines] = received.slice(0, end).split('\r\n')
      const headers = new Headers(lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
      const length = Number(headers.get('content-length') ?? 0)
      if (received.length < end + 4 + length) return undefined
      const body = received.slice(end + 4, end + 4 + length)
      received = received.slice(end + 4 + length)
      const [method = '', path = ''] = first.split(' ')
      return { method, path, headers, body }
    }
  }

  function answer(socket: Socket, seen: Seen): void {
    requests.push(seen)
    const script = scripts.length > 1 ? scripts.shift() : scripts[0]
    script?.(socket, seen)
    for (const one of waiting.filter(({ count }) => requests.length >= count)) one.resolve()
    waiting = waiting.filter(({ count }) => requests.length < count)
  }

  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    // Callers give up in the middle: that is what this is for.
    socket.on('error', () => undefined)
    if (!deaf) serve(socket)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    does: (...next) => {
      scripts = next
    },
    arrived: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
