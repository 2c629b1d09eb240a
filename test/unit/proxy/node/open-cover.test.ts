import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createOpenCover, isPublicAddress } from '#proxy/node/open-cover.ts'

const servers: Server[] = []
const openers: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) server.close()
  for (const opener of openers.splice(0)) await opener.close()
})

/** A server on loopback that counts who got in. */
async function serve(listener: RequestListener) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    listener(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: address !== null && typeof address === 'object' ? address.port : 0, seen }
}

function opener(...exceptions: string[]) {
  const one = createOpenCover(exceptions)
  openers.push(one)
  return (url: string) => one.open(url, AbortSignal.timeout(30_000))
}

const text = async (body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
  let all = ''
  for await (const part of body) all += new TextDecoder().decode(part)
  return all
}

describe('the guard in front of covers', () => {
  const notPublic = [
    ['loopback', '127.0.0.1'],
    ['loopback, written as a number', '2130706433'],
    ['loopback in hexadecimal', '0x7f000001'],
    ['loopback in octal', '0177.0.0.1'],
    ['loopback in short', '127.1'],
    ['this host', '0.0.0.0'],
    ['IPv6 loopback', '[::1]'],
    ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
    ['IPv4 in IPv6, in hexadecimal', '[::ffff:7f00:1]'],
    ['a private network', '10.0.0.7'],
    ['another', '192.168.1.1'],
    ['a shared network, and a cloud’s metadata', '100.100.100.200'],
    ['the metadata of most clouds', '169.254.169.254'],
    ['a unique local address', '[fd00::1]'],
    ['a link-local address', '[fe80::1]'],
    ['a translated address', '[64:ff9b::7f00:1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['multicast', '224.0.0.1'],
    ['a name for loopback', 'localhost'],
  ]
  it.each(notPublic)('does not connect to %s (%s)', async (_, host) => {
    const { port, seen } = await serve((_request, response) => void response.end('inside'))
    // By the guard: the server behind it speaks no TLS, so that any attempt would fail somehow.
    await expect(opener()(`https://${host}:${port}/secret`)).rejects.toMatchObject({ name: 'RefusedAddress' })
    expect(seen).toEqual([])
    // Neither by http, for which an exception of another host is no excuse.
    await expect(opener('minio.example:9000')(`http://${host}:${port}/secret`)).rejects.toMatchObject({ name: 'RefusedAddress' })
    expect(seen).toEqual([])
  })

  it.each(['8.8.8.8', '2001:4860:4860::8888', '[2001:4860:4860::8888]', '::ffff:8.8.8.8'])('knows %s as public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each(['ftp://8.8.8.8/x', 'http://8.8.8.8/x', 'https://user:pass@8.8.8.8/x', 'file:///etc/passwd'])('does not open %s', async (url) => {
    await expect(opener()(url)).rejects.toThrow('not one that covers come from')
  })

  it('opens what the configuration excepts: a host with its port, or any port of a host', async () => {
    const { port } = await serve((_request, response) => void response.end('picture'))
    const answer = await opener(`127.0.0.1:${port}`)(`http://127.0.0.1:${port}/a`)
    expect({ status: answer.status, body: await text(answer.body) }).toEqual({ status: 200, body: 'picture' })
    expect((await opener('127.0.0.1')(`http://127.0.0.1:${port}/a`)).status).toBe(200)
    await expect(opener(`127.0.0.1:${port + 1}`)(`http://127.0.0.1:${port}/a`)).rejects.toThrow()
  })

  it('follows no redirect, not even to where it may go', async () => {
    const { port, seen } = await serve((_request, response) => void response.writeHead(302, { location: '/other' }).end())
    expect((await opener('127.0.0.1')(`http://127.0.0.1:${port}/a`)).status).toBe(302)
    expect(seen).toEqual(['/a'])
  })

  it('sends nothing of the caller along', async () => {
    let headers: string[] = []
    const { port } = await serve((request, response) => {
      headers = Object.keys(request.headers)
      response.end()
    })
    await text((await opener('127.0.0.1')(`http://127.0.0.1:${port}/a`)).body)
    expect(headers.toSorted()).toEqual(['accept', 'connection', 'host'])
  })
})
