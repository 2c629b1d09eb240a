import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createCertificate, type Certificate } from './certificate.ts'
import { both, good, setUp } from './setup.ts'

/** Clouds that cannot prove who they are. Nothing is signed for them, and nothing is asked a second time. */

/** The port of a server that is closed when the test ends. */
async function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A cloud over TLS with this certificate, and what reached it. */
async function startCloud({ key, cert }: Certificate, source: (typeof both)[number]) {
  const heard: string[] = []
  const server = createTlsServer({ key, cert }, (socket) => {
    socket.on('error', () => undefined).setEncoding('latin1')
    socket.on('data', (text: string) => {
      heard.push(text)
      good[source](socket, { method: 'GET', path: '/', headers: new Headers(), body: '' })
    })
  }).on('tlsClientError', () => undefined)
  return { heard, endpoint: `https://127.0.0.1:${await listening(server)}` }
}

describe.each(both)('%s over TLS', (source) => {
  it('is asked where its certificate is good', async () => {
    const certificate = createCertificate()
    const { endpoint, heard } = await startCloud(certificate, source)
    const { list } = await setUp({ endpoint, network: { ca: certificate.cert } })
    expect((await list(source)).status).toBe(200)
    expect(heard).toHaveLength(1)
  })

  it.each<[name: string, certificate: Parameters<typeof createCertificate>[0], isTrusted: boolean, code: string]>([
    ['nobody vouches for', {}, false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['is another host’s', { address: '127.0.0.2' }, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['has ended', { until: '2020-02-01' }, true, 'CERT_HAS_EXPIRED'],
    ['has not begun', { from: '2049-01-01' }, true, 'CERT_NOT_YET_VALID'],
  ])('whose certificate %s is not asked, is tried once, and is told as one that cannot be verified', async (_name, made, isTrusted, code) => {
    const certificate = createCertificate(made)
    const { endpoint, heard } = await startCloud(certificate, source)
    const { list, problem, attempts, health } = await setUp({ endpoint, network: isTrusted ? { ca: certificate.cert } : {} })
    expect(await problem(list(source))).toMatchObject({ status: 502, code: 'unreachable' })
    expect(attempts.map(({ networkCode }) => networkCode)).toEqual([code])
    expect(await health(source)).toMatchObject({ status: 'failing', code: 'unreachable' })
    expect(heard).toEqual([])
  })

  it('is checked though the shell says that nothing is to be', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { endpoint, heard } = await startCloud(createCertificate(), source)
    const { list, problem } = await setUp({ endpoint })
    expect(await problem(list(source))).toMatchObject({ code: 'unreachable' })
    expect(heard).toEqual([])
  })
})

describe('the way there', () => {
  it('to a port that speaks no TLS is tried once', async () => {
    const plain = createServer((socket) => void socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const port = await listening(plain)
    const { list, problem, attempts } = await setUp({ endpoint: `https://127.0.0.1:${port}` })
    expect(await problem(list('ice'))).toMatchObject({ code: 'unreachable' })
    expect(attempts.map(({ networkCode }) => networkCode)).toEqual(['ERR_SSL_WRONG_VERSION_NUMBER'])
  })

  it('to a host whose certificate cannot be checked is tried once', async () => {
    const talker = createTlsServer({}).on('tlsClientError', () => undefined)
    const port = await listening(talker)
    const { list, problem, attempts, health } = await setUp({ endpoint: `https://127.0.0.1:${port}` })
    expect(await problem(list('ice'))).toMatchObject({ status: 502, code: 'unreachable' })
    expect(attempts).toHaveLength(1)
    expect(attempts[0]?.networkCode).toMatch(/SSL|TLS/)
    expect(await health('ice')).toMatchObject({ status: 'failing', code: 'unreachable' })
  })
})
