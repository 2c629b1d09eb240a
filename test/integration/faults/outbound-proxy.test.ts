import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createNetServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { createCloudFetch } from '#proxy/node/cloud-fetch.ts'
import { createCertificate } from './certificate.ts'
import { good, setUp } from './setup.ts'
import { startProduct } from '../../setup/product.mjs'

const user = 'testuser'
const password = 'TESTCANARYPROXYPASSWORD'
const asked = { method: 'GET', headers: {}, redirect: 'manual', credentials: 'omit' } as const

async function listening(server: Server): Promise<number> {
  const open = new Set<Socket>()
  server.on('connection', (socket) => open.add(socket.on('error', () => undefined)))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** A proxy that answers `CONNECT` with a status, and passes on to one port what comes behind it, whatever host was asked for. */
async function startOutboundProxy({ status, to }: { status: number; to?: number }) {
  const seen: { host: string; authorization: string | undefined }[] = []
  const server = createServer().on('connect', (request: IncomingMessage, socket: Socket) => {
    seen.push({ host: request.url ?? '', authorization: request.headers['proxy-authorization'] })
    socket.write(`HTTP/1.1 ${status} X\r\n\r\n`)
    if (status !== 200 || to === undefined) return socket.end()
    const onward = connect(to, '127.0.0.1').on('error', () => socket.destroy())
    return onward.pipe(socket).on('error', () => onward.destroy()).pipe(onward)
  })
  const port = await listening(server)
  return { seen, address: `http://${user}:${password}@127.0.0.1:${port}` }
}

/** The first bytes that anybody sends to a new port, after which the connection ends. */
async function startListener() {
  let hear: (bytes: Buffer) => void = () => undefined
  const heard = new Promise<Buffer>((resolve) => (hear = resolve))
  const port = await listening(createNetServer((socket) => socket.once('data', (bytes) => {
    hear(bytes)
    socket.destroy()
  })))
  return { port, heard }
}

function createFetch(address: string, except = '', connectTimeoutMs?: number) {
  const way = createCloudFetch({ outboundProxy: { address, except }, ...(connectTimeoutMs !== undefined && { connectTimeoutMs }) })
  onTestFinished(() => way.close())
  return (url: string) => way.fetch(url, { ...asked, signal: new AbortController().signal })
}

describe('a network that lets machines out through a proxy only', () => {
  it('has a cloud called through it, encrypted to the cloud itself', async () => {
    const { port, heard } = await startListener()
    const outbound = await startOutboundProxy({ status: 200, to: port })
    await expect(createFetch(outbound.address)('https://metastudio.example.com/v1/jobs')).rejects.toThrow()
    expect(outbound.seen[0]).toEqual({ host: 'metastudio.example.com:443', authorization: `Basic ${btoa(`${user}:${password}`)}` })
    const hello = await heard
    // A handshake of TLS that names the cloud; nothing of the request is to be seen by the proxy.
    expect(hello[0]).toBe(0x16)
    expect(hello.toString('latin1')).toContain('metastudio.example.com')
    expect(hello.toString('latin1')).not.toContain('/v1/jobs')
  })

  it('has the cloud prove there too who it is', async () => {
    // An address of documentation (RFC 5737), which no machine has: it can be reached through the proxy alone.
    const address = '192.0.2.7'
    const { key, cert } = createCertificate({ address })
    const cloud = createTlsServer({ key, cert }, (socket) => {
      socket.on('error', () => undefined).once('data', () => good.ice(socket, { method: 'GET', path: '/', headers: new Headers(), body: '' }))
    }).on('tlsClientError', () => undefined)
    const outbound = await startOutboundProxy({ status: 200, to: await listening(cloud) })
    const outboundProxy = { address: outbound.address, except: '' }

    const trusting = await setUp({ endpoint: `https://${address}`, network: { ca: cert, outboundProxy } })
    expect((await trusting.list('ice')).status).toBe(200)
    const wary = await setUp({ endpoint: `https://${address}`, network: { outboundProxy } })
    expect(await wary.problem(wary.list('ice'))).toMatchObject({ code: 'unreachable' })
    expect(wary.attempts.map(({ networkCode }) => networkCode)).toEqual(['DEPTH_ZERO_SELF_SIGNED_CERT'])
  })

  it('leaves out hosts that are excepted, their subdomains, and this machine', async () => {
    const outbound = await startOutboundProxy({ status: 403 })
    const fetch = createFetch(outbound.address, 'inner.invalid, .also.invalid')
    for (const host of ['inner.invalid', 'a.inner.invalid', 'b.also.invalid', '127.0.0.1:1', 'localhost:1', '[::1]:1']) {
      await expect(fetch(`https://${host}/`)).rejects.toThrow()
    }
    expect(outbound.seen).toEqual([])
    await expect(fetch('https://outer.invalid/')).rejects.toThrow()
    expect(outbound.seen).toHaveLength(1)
  })

  it.each([407, 403, 502])('says so when the proxy answers %i, and nothing of its password', async (status) => {
    const outbound = await startOutboundProxy({ status })
    const { list, problem, health, told, attempts } = await setUp({ endpoint: 'https://cloud.invalid', network: { outboundProxy: { address: outbound.address, except: '' } } })
    const answer = await problem(list('ice'))
    expect(answer).toMatchObject({ code: 'unreachable' })
    expect(await health('ice')).toMatchObject({ status: 'failing', code: 'unreachable' })
    expect(attempts[0]).toMatchObject({ networkCode: `PROXY_${status}` })
    expect(JSON.stringify(answer) + told()).not.toContain(password)
    expect(outbound.seen).toHaveLength(2)
  })

  it('waits no longer for a proxy that says nothing than for a connection', async () => {
    let isAsked = false
    const port = await listening(createNetServer((socket) => socket.on('data', () => (isAsked = true))))
    const asking = createFetch(`http://127.0.0.1:${port}`, '', 50)('https://cloud.invalid/')
    await expect(asking).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' })
    expect(isAsked).toBe(true)
  })

  it('does without the proxy where the cloud is on this machine', async () => {
    const outbound = await startOutboundProxy({ status: 403 })
    const { server, list } = await setUp({ network: { outboundProxy: { address: outbound.address, except: '' } } })
    server.does(good.ice)
    expect((await list('ice')).status).toBe(200)
    expect(outbound.seen).toEqual([])
  })

  describe('told to the product by HTTPS_PROXY', () => {
    beforeAll(() => ensureBuilt(fileURLToPath(new URL('../../../', import.meta.url))), 120_000)

    it('is where its calls go, and its password stays unsaid', async () => {
      const outbound = await startOutboundProxy({ status: 407 })
      const env = {
        HTTPS_PROXY: outbound.address,
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'TESTLTAI0001',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'test-secret-0002',
        ICE_ENDPOINT: 'https://ice.invalid',
      }
      const product = await startProduct(env)
      onTestFinished(() => void product.stop())
      const response = await fetch(new URL('api/sources/ice-cn-shanghai/jobs', product.address))
      expect(response.status).toBe(502)
      expect(outbound.seen[0]?.host).toBe('ice.invalid:443')
      const { stdout, stderr } = await product.stop()
      expect(stdout).toContain('PROXY_407')
      expect(stdout + stderr + (await response.text())).not.toContain(password)
    })
  })
})
