import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import metastudioList from '../../fixtures/metastudio-list.json'
import type { CloudFetchOptions } from '#proxy/node/cloud-fetch.ts'
import { both, good, setUp } from './setup.ts'
import { raw, reply, toHead, type Script } from './misbehaving-server.ts'

const json = { 'content-type': 'application/json' }
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const begins = '{"Success":true,"count":3,"Data":{"TotalCount":3'
const closing =
  (...texts: string[]): Script =>
  (socket) =>
    void socket.end(texts.join(''))
const resetting =
  (text: string): Script =>
  (socket) => {
    if (text === '') socket.resetAndDestroy()
    else socket.write(text, () => socket.resetAndDestroy())
  }
const nested = (depth: number) => `{"Success":true,"count":1,"Data":${'['.repeat(depth)}${']'.repeat(depth)}}`

/** Name, what the server does, the problem, how often it is asked. */
const faults: readonly (readonly [string, Script, string, number])[] = [
  ['closes before a word', (socket) => void socket.end(), 'unreachable', 3],
  ['resets before a word', resetting(''), 'unreachable', 3],
  ['breaks off within a body of known length', closing(toHead(200, { ...json, 'content-length': '500' }), begins), 'unreadable', 2],
  ['breaks off within a body in chunks', closing(toHead(200, { ...json, 'transfer-encoding': 'chunked' }), chunk(begins)), 'unreadable', 2],
  ['breaks off within a body that ends with the connection', closing(toHead(200, { ...json, connection: 'close' }), begins), 'unreadable', 2],
  ['resets within a body', resetting(`${toHead(200, { ...json, 'content-length': '500' })}${begins}`), 'unreadable', 2],
  ['speaks no HTTP', raw('SSH-2.0-OpenSSH_9.2\r\n'), 'unreadable', 3],
  ['sends headers without end', raw(`HTTP/1.1 200 OK\r\n${'x-flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(600)}\r\n`), 'unreadable', 3],
  ['tells two lengths', raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 9\r\n\r\n{}'), 'unreadable', 3],
  ['sends a page instead of JSON', reply(200, '<!doctype html><title>Maintenance</title>', { 'content-type': 'text/html' }), 'unreadable', 2],
  ['sends nothing with 200', reply(200, ''), 'unreadable', 2],
  ['sends JSON that is no object', reply(200, '"ok"'), 'unreadable', 1],
  ['sends a list where an object belongs', reply(200, '[]'), 'unreadable', 1],
  ['sends wrong types throughout', reply(200, '{"Success":true,"count":{},"jobs":"none","Data":7}'), 'unreadable', 1],
  ['nests too deep', reply(200, nested(10_000)), 'unreadable', 1],
  ['sends too much', reply(200, `{"a":"${'x'.repeat(9 * 1024 * 1024)}"}`), 'unreadable', 1],
  ['sends too much when it is unpacked', reply(200, gzipSync(new Uint8Array(40 * 1024 * 1024)), { 'content-encoding': 'gzip' }), 'unreadable', 1],
  ['sends too much when it is unpacked twice', reply(200, gzipSync(gzipSync(new Uint8Array(40 * 1024 * 1024))), { 'content-encoding': 'gzip, gzip' }), 'unreadable', 1],
  ['sends too much in brotli', reply(200, brotliCompressSync(new Uint8Array(40 * 1024 * 1024)), { 'content-encoding': 'br' }), 'unreadable', 1],
  ['sends what cannot be unpacked', reply(200, 'no gzip at all', { 'content-encoding': 'gzip' }), 'unreadable', 2],
  ['sends somewhere else', reply(302, '', { location: 'http://169.254.169.254/latest/meta-data/' }), 'unreadable', 1],
]

const packed: readonly (readonly [string, (body: string) => Uint8Array, string])[] = [
  ['gzip', gzipSync, 'gzip'],
  ['gzip, in capitals', gzipSync, 'GZIP'],
  ['gzip, by its old name', gzipSync, 'x-gzip'],
  ['brotli', brotliCompressSync, 'br'],
  ['gzip and brotli, one in the other', (body) => brotliCompressSync(gzipSync(body)), 'gzip, br'],
  ['nothing, and says so', (body) => new TextEncoder().encode(body), 'identity'],
]

describe('an answer that is packed', () => {
  it.each(packed)('in %s is read', async (_how, pack, encoding) => {
    const { server, list } = await setUp()
    const body = JSON.stringify(metastudioList.answer)
    server.does(reply(200, pack(body), { 'content-encoding': encoding }))
    expect(await (await list('metastudio')).json()).toMatchObject({ count: metastudioList.answer.count })
    expect(server.requests[0]?.headers.get('accept-encoding')).toBe('br, gzip')
  })

  it('more often than anybody packs is none', async () => {
    const { server, list, problem } = await setUp()
    server.does(reply(200, gzipSync(gzipSync(gzipSync('{}'))), { 'content-encoding': 'gzip, gzip, gzip' }))
    expect(await problem(list('metastudio'))).toMatchObject({ code: 'unreadable' })
  })
})

describe.each(both)('check 28: an answer that is none, of %s', (source) => {
  it.each(faults)('which %s is a problem of its own', async (_name, fault, code, times) => {
    const { server, list, problem, health, told, attempts } = await setUp()
    server.does(fault)
    expect(await problem(list(source))).toMatchObject({ code })
    expect(server.requests).toHaveLength(times)
    expect(attempts).toHaveLength(times)
    expect(await health(source)).toMatchObject({ status: 'failing', code })
    expect(told()).not.toMatch(/TESTAK|TESTLTAI|Signature=/)
  })

  it.each(faults.filter(([, , , times]) => times > 1))('which %s once is read the second time', async (_name, fault) => {
    const { server, list, health } = await setUp()
    server.does(fault, good[source])
    expect((await list(source)).status).toBe(200)
    expect((await health(source))?.status).toBe('ok')
  })

  it.each([
    ['whose body', `${toHead(200, { ...json, 'content-length': '5000' })}{`, ' '],
    ['whose body in chunks', `${toHead(200, { ...json, 'transfer-encoding': 'chunked' })}1\r\n{\r\n`, '1\r\n \r\n'],
    ['whose head', 'HTTP/1.1 200 OK\r\nx-drips: ', 'x'],
  ])('%s comes in drips is cut at the deadline of the whole call', async (_what, head, drop) => {
    const { server, list, problem, clock } = await setUp()
    server.does((socket) => {
      socket.write(head)
      const drip = setInterval(() => socket.write(drop), 5)
      socket.on('close', () => clearInterval(drip))
    })
    const answer = problem(list(source))
    await server.arrived(1)
    clock.advance(15_000)
    expect(await answer).toMatchObject({ status: 504, code: 'timeout' })
    expect(server.requests).toHaveLength(1)
  })

  it('which refuses the key in drips is not asked for again', async () => {
    const { server, list, problem, clock } = await setUp()
    server.does((socket) => {
      socket.write(`${toHead(401, { ...json, 'content-length': '5000' })}{`)
    })
    const answer = problem(list(source))
    await server.arrived(1)
    clock.advance(15_000)
    expect((await answer).code).toMatch(/^(?:timeout|cloud_rejected_credentials)$/)
    expect(server.requests).toHaveLength(1)
  })

  it('which does not begin, or stops in the middle, is asked for again; each stage has a code of its own', async () => {
    const { server, list, job, attempts } = await setUp({ network: { headersTimeoutMs: 40, idleTimeoutMs: 40 } })
    server.does(() => {}, good[source])
    expect((await list(source)).status).toBe(200)
    server.does((socket) => void socket.write(`${toHead(200, { ...json, 'content-length': '500' })}${begins}`), reply(404, '{}'))
    expect((await job(source)).status).toBe(404)
    expect(attempts.map(({ outcome, networkCode }) => [outcome, networkCode])).toEqual([
      ['timeout', 'UND_ERR_HEADERS_TIMEOUT'],
      ['ok', undefined],
      ['timeout', 'UND_ERR_BODY_TIMEOUT'],
      ['not_found', undefined],
    ])
  })
})

describe('the way there', () => {
  it('to a port where nobody listens is named by host and code, never by address', async () => {
    const { server, list, problem, attempts } = await setUp()
    await server.close()
    expect(await problem(list('metastudio', '?name=Lin'))).toMatchObject({ status: 502, code: 'unreachable' })
    expect(attempts).toHaveLength(3)
    expect(attempts[0]).toMatchObject({ outcome: 'unreachable', cloudHost: `127.0.0.1:${server.port}`, networkCode: 'ECONNREFUSED' })
    expect(JSON.stringify(attempts)).not.toContain('Lin')
  })

  it('to a name that is not known is looked up twice', async () => {
    const { list, problem, attempts } = await setUp({ endpoint: 'http://cloud.understudy.invalid' })
    expect(await problem(list('metastudio'))).toMatchObject({ code: 'unreachable' })
    expect(attempts).toHaveLength(2)
    expect(attempts[0]).toMatchObject({ cloudHost: 'cloud.understudy.invalid', networkCode: expect.stringMatching(/^ENOTFOUND$|^EAI_/) })
  })
})

// Each waits for seconds that no clock of ours tells, and nothing else: together they wait no longer than the longest.
describe.concurrent('silence', () => {
  it('in a handshake is a timeout', async ({ onTestFinished: atEnd }) => {
    const silent = await setUp({ deaf: true, atEnd })
    const { list, problem, attempts } = await setUp({ endpoint: `https://127.0.0.1:${silent.server.port}`, network: { connectTimeoutMs: 40 }, atEnd })
    expect(await problem(list('metastudio'))).toMatchObject({ status: 504, code: 'timeout' })
    expect(attempts[0]?.networkCode).toBe('UND_ERR_CONNECT_TIMEOUT')
  })

  it.for<[string, Script, string, (ms: number) => CloudFetchOptions]>([
    ['takes the question and says nothing', () => undefined, 'UND_ERR_HEADERS_TIMEOUT', (ms) => ({ headersTimeoutMs: ms })],
    ['stops in the middle of its answer', (socket) => void socket.write(`${toHead(200, { ...json, 'content-length': '500' })}${begins}`), 'UND_ERR_BODY_TIMEOUT', (ms) => ({ idleTimeoutMs: ms })],
  ])('a cloud that %s is given up after eight seconds, and not asked again by who has waited so long', async ([, script, networkCode, toNetwork], { onTestFinished: atEnd }) => {
    const ended: string[] = []
    const wait = async (name: string, network: CloudFetchOptions) => {
      const { server, list, problem, clock, attempts } = await setUp({ network, atEnd })
      server.does(script)
      const answer = problem(list('metastudio')).finally(() => ended.push(name))
      await server.arrived(1)
      // For the call itself. The silence is ended by the ticks of undici, which come one after the other on a laden machine too.
      clock.advance(8_000)
      return { server, answer, attempts }
    }
    const waits = [await wait('seven', toNetwork(7_000)), await wait('as it is', {}), await wait('nine', toNetwork(9_000))]
    for (const { server, answer, attempts } of waits) {
      expect(await answer).toMatchObject({ status: 504, code: 'timeout' })
      expect(server.requests).toHaveLength(1)
      expect(attempts).toMatchObject([{ networkCode }])
    }
    expect(ended).toEqual(['seven', 'as it is', 'nine'])
  })
})
