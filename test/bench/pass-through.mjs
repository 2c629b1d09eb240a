/** A process of its own for the bench: http-proxy-middleware before the origin it is given, on a port that it prints. */
import { Agent, createServer } from 'node:http'
import { createProxyMiddleware } from 'http-proxy-middleware'

const pass = createProxyMiddleware({ target: process.argv[2] ?? '', agent: new Agent({ keepAlive: true }) })
const server = createServer((incoming, outgoing) => void pass(incoming, outgoing))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(address.port)
})
