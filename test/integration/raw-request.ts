import { connect } from 'node:net'

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** 0 where the connection was closed without a word. */
  status: number
  headers: Headers
  body: string
}

/**
 * Sends these very bytes and reads until the other side closes: what no client library would send. Whoever wants to see an end sends
 * `Connection: close`. A reset counts as an end.
 * @param address of the product, for its host and port
 * @param text one character a byte
 */
export function sendRaw(address: string, text: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (piece: string) => (received += piece))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(toAnswer(received)))
    socket.write(text, 'latin1')
  })
}

/** One GET with its target and headers as they are given; `Host` only where it is among them. */
export const get = (address: string, target: string, headers: readonly string[] = [`Host: ${new URL(address).host}`], method = 'GET') =>
  sendRaw(address, [`${method} ${target} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'))

function toAnswer(received: string): RawAnswer {
  const end = received.indexOf('\r\n\r\n')
  const [first = '', ...lines] = (end === -1 ? received : received.slice(0, end)).split('\r\n')
  const headers = new Headers(lines.filter((line) => line.includes(':')).map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), headers, body: end === -1 ? '' : received.slice(end + 4) }
}
