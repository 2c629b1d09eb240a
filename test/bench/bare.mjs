/**
 * A process of its own for the bench, on a port that it prints: what Node's own server costs without anything of ours. `kept` answers every
 * call with the bytes and headers that the address it is given answered once, in each encoding. `fetched` asks that origin for each
 * call, parses the JSON of the answer and writes it anew, which is the least that anybody does who translates.
 */
import { Agent, createServer, get } from 'node:http'

const [kind = '', address = ''] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true })
const perConnection = ['connection', 'keep-alive', 'date', 'transfer-encoding']

/** @param {string} url @param {string} encoding @returns {Promise<{ headers: Record<string, string | string[] | undefined>, body: Buffer }>} */
const read = (url, encoding) =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': encoding } }, (answer) => {
      /** @type {Buffer[]} */
      const pieces = []
      const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !perConnection.includes(name)))
      answer.on('data', (piece) => pieces.push(piece)).once('end', () => resolve({ headers, body: Buffer.concat(pieces) })).once('error', reject)
    }).once('error', reject)
  })

async function startKept() {
  const kept = new Map()
  for (const encoding of ['identity', 'gzip', 'br']) kept.set(encoding, await read(address, encoding))
  return createServer(({ headers: { 'accept-encoding': encoding } }, outgoing) => {
    const { headers, body } = kept.get(encoding)
    outgoing.writeHead(200, headers).end(body)
  })
}

const startFetched = () =>
  createServer(async ({ url }, outgoing) => {
    const { headers, body } = await read(`${address}${url}`, 'identity')
    const written = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
    outgoing.writeHead(200, { ...headers, 'content-length': written.length }).end(written)
  })

const server = kind === 'kept' ? await startKept() : startFetched()
server.listen(0, '127.0.0.1', () => {
  const listening = server.address()
  if (listening !== null && typeof listening === 'object') console.log(listening.port)
})
