import { createServer } from 'node:http'
import { brotliCompressSync } from 'node:zlib'

/**
 * What the product is measured beside: the same hundred rows from the product's own answers, which are read once and given again
 * from memory, packed, so that only the pages differ.
 * @param {string} product its address, ending in `/`
 * @param {ReadonlyMap<string, { type: string, body: Buffer }>} files pages and their scripts by path
 */
export async function serveStandIns(product, files) {
  /** @type {Map<string, Promise<{ type: string, body: Buffer, isPacked: boolean }>>} */
  const kept = new Map([...files].map(([path, { type, body }]) => [path, Promise.resolve({ type, body: brotliCompressSync(body), isPacked: true })]))
  const fromProduct = async (/** @type {string} */ path) => {
    const answer = await fetch(new URL(path.slice(1), product), { headers: { accept: 'image/webp,*/*' } })
    const type = answer.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isPacked = type.includes('json')
    return { type, body: isPacked ? brotliCompressSync(bytes) : bytes, isPacked }
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    let answer = kept.get(path)
    if (answer === undefined) kept.set(path, (answer = fromProduct(path)))
    answer.then(
      ({ type, body, isPacked }) => {
        response.setHeader('content-type', type)
        response.setHeader('content-length', body.length)
        if (isPacked) response.setHeader('content-encoding', 'br')
        if (!type.includes('html')) response.setHeader('cache-control', 'max-age=60')
        response.end(body)
      },
      () => response.writeHead(502).end(),
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const listening = server.address()
  if (listening === null || typeof listening === 'string') throw new TypeError('the stand-ins listen on a port')
  return {
    address: `http://127.0.0.1:${listening.port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
