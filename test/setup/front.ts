import { connect, createServer } from 'node:net'

/**
 * A port of this machine that is known before what stands behind it: a product must be told its public address when it starts.
 *
 * @returns `leadTo`: where connections go from then on, an address
 */
export async function startFront(): Promise<{ address: string; leadTo: (address: string) => void; close: () => void }> {
  let port = 0
  const server = createServer((socket) => {
    const behind = connect(port, '127.0.0.1')
    socket.pipe(behind).on('error', () => socket.destroy())
    behind.pipe(socket).on('error', () => behind.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the front has no port')
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    leadTo: (address) => {
      port = Number(new URL(address).port)
    },
    close: () => void server.close(),
  }
}
