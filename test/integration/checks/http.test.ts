import { connect, type Socket } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNetworkCheck } from '#proxy/callers/networks.ts'
import { listen } from '#proxy/node/listen.ts'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { startProduct } from '../../setup/product.mjs'
import { get, sendRaw } from '../raw-request.ts'
import { createWorld } from '../world.ts'

/*
 * The checks of the open port, numbered as in SECURITY.md: the built product, asked in bytes that no browser would send.
 */

const root = fileURLToPath(new URL('../../../', import.meta.url))
let product: Awaited<ReturnType<typeof startProduct>>
let address = ''
let own = ''

beforeAll(async () => {
  await ensureBuilt(root)
  product = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'silent', UNDERSTUDY_ALLOWED_HOSTS: 'dash.example.com:8443', UNDERSTUDY_DEMO_JOBS: '30', UNDERSTUDY_DEMO_ICE_JOBS: '5' })
  address = product.address
  own = new URL(address).host
}, 120_000)
afterAll(async () => {
  await product.stop()
})

const list = '/api/sources/metastudio-cn-north-4/jobs'
/** One of each kind: page, file, view, data, problem, health, metrics, documents, nothing. */
const everywhere = ['/', '/favicon.svg', '/ice-cn-shanghai/jobs', '/api/sources', list, `${list}?limit=0`, `${list}/nobody`, '/healthz', '/readyz', '/metrics', '/api/docs', '/api/docs.css', '/api/openapi.json', '/nothing']

describe('check 14: no other website is let in by CORS', () => {
  it.each(everywhere)('%s carries no Access-Control header for a foreign origin', async (path) => {
    const { status, headers } = await get(address, path, [`Host: ${own}`, 'Origin: https://evil.test'])
    expect(status).toBeGreaterThanOrEqual(200)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each(everywhere)('a preflight of %s is refused', async (path) => {
    const ask = [`Host: ${own}`, 'Origin: https://evil.test', 'Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: content-type', 'Access-Control-Request-Private-Network: true']
    const { status, headers } = await get(address, path, ask, 'OPTIONS')
    expect([403, 404, 405]).toContain(status)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('check 15: only the names of the configuration are answered, on loopback too', () => {
  it.each(['localhost', 'LOCALHOST:1', '127.0.0.1', '[::1]:8420', 'dash.example.com:8443', 'Dash.Example.com:8443'])('Host: %s is ours', async (host) => {
    expect((await get(address, '/healthz', [`Host: ${host}`])).status).toBe(200)
  })

  it.each([
    'evil.test',
    'dash.example.com',
    'dash.example.com:8444',
    'localhost.evil.test',
    'localhost@evil.test',
    'evil.test@localhost',
    'localhost.',
    'localhost/evil',
    'localhost#evil',
    'localhost,evil.test',
    'localhost evil.test',
    '127.0.0.1:99999',
    '127.0.0.1:80:80',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '[::]',
    '169.254.169.254',
    // What no address can have: the platform's parser throws.
    '1.2.3.999',
    '1.2.3.4.5',
    '0x1ffffffff',
    'xn--a',
    'l\u00f6calhost',
    '',
  ])('Host: %j is not', async (host) => {
    for (const path of ['/', '/api/sources', '/healthz', '/metrics', '/nothing']) {
      const { status, headers, body } = await get(address, path, [`Host: ${host}`])
      expect([path, [400, 421].includes(status), status]).toEqual([path, true, status])
      // Node and its adapter refuse some by themselves.
      if (status === 421) expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual(['application/problem+json; charset=utf-8', 'nosniff'])
      expect(body).not.toMatch(/cn-north-4|<html/)
    }
  })

  it.each([
    ['an absolute target with a foreign name', 'http://evil.test/api/sources', ['Host: localhost']],
    ['an absolute target with our name and a foreign header', 'http://localhost/api/sources', ['Host: evil.test']],
    ['an absolute target with a name before ours', 'http://evil.test@localhost/api/sources', ['Host: evil.test']],
    ['a secure absolute target', 'https://evil.test/api/sources', ['Host: localhost']],
    ['two headers, ours first', '/api/sources', ['Host: localhost', 'Host: evil.test']],
    ['two headers, ours last', '/api/sources', ['Host: evil.test', 'Host: localhost']],
    ['no header at all', '/api/sources', []],
    ['a forwarded name', '/api/sources', ['Host: evil.test', 'X-Forwarded-Host: localhost', 'Forwarded: host=localhost']],
  ])('%s is refused', async (_, target, headers) => {
    const { status, body } = await get(address, target, headers)
    expect([400, 421]).toContain(status)
    expect(body).not.toContain('cn-north-4')
  })

  it.each(['1.2.3.999', 'xn--a'])('%s, which no address can have, is in the log like any other name', async (host) => {
    const { proxy, log } = createWorld({ metastudioJobs: 1, iceJobs: 1 })
    const server = await listen((request, caller) => proxy.fetch(request, caller), '127.0.0.1', 0)
    try {
      for (const [target, route] of [['/api/sources?phase=failed', '/api/sources'], ['/nothing', '/*']] as const) {
        expect((await get(`http://127.0.0.1:${server.port}`, target, [`Host: ${host}`])).status).toBe(421)
        expect(log.at(-1)).toMatchObject({ host, status: 421, code: 'wrong_host', route })
      }
      expect(log).toHaveLength(2)
    } finally {
      await server.close(0)
    }
  })

  it('a path that begins like a host is a path', async () => {
    const { status, headers } = await get(address, '//evil.test/api/sources')
    expect(status).toBe(404)
    expect(headers.get('location')).toBeNull()
  })

  it('no address of an answer is made of the name that was sent', async () => {
    const { body, headers } = await get(address, '/', ['Host: dash.example.com:8443'])
    expect(`${JSON.stringify([...headers])}${body}`).not.toContain('dash.example.com')
  })
})

describe('check 13: another website makes nothing happen', () => {
  const kinds = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', '']
  const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']

  it.each(everywhere)('%s takes no method that could change something', async (path) => {
    for (const method of methods) {
      for (const kind of kinds) {
        const ask = [`Host: ${own}`, 'Origin: https://evil.test', 'Sec-Fetch-Site: cross-site', ...(kind === '' ? [] : [`Content-Type: ${kind}`]), 'Content-Length: 0']
        const { status, headers } = await get(address, path, ask, method)
        expect([method, kind, [403, 404, 405].includes(status)]).toEqual([method, kind, true])
        expect(headers.get('set-cookie')).toBeNull()
      }
    }
  })

  it('a name of a method in a header or a parameter is none', async () => {
    const { status, body } = await get(address, '/api/sources', [`Host: ${own}`, 'X-HTTP-Method-Override: DELETE', 'X-Method-Override: DELETE'])
    expect(status).toBe(200)
    expect(body).toContain('cn-north-4')
    expect((await get(address, '/api/sources?_method=DELETE')).status).toBe(400)
  })
})

it.each(everywhere)('check 19: nobody frames %s, and no type is guessed', async (path) => {
  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
    const { headers } = await get(address, path, [`Host: ${own}`], method)
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).toMatch(/require-trusted-types-for 'script'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|http:/)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

describe('check 30: nobody holds the port up', () => {
  it('headers beyond 16 kB are not read', async () => {
    const { status } = await get(address, '/healthz', [`Host: ${own}`, `X-Long: ${'x'.repeat(20_000)}`])
    expect(status).toBe(431)
    expect((await get(address, `/${'x'.repeat(20_000)}`)).status).toBe(431)
  })

  it('a body is not waited for, whatever it says about its length', async () => {
    const start = `POST /api/sources HTTP/1.1\r\nHost: ${own}\r\nContent-Type: application/json\r\n`
    // Without a byte of the body: the answer and the end of the connection come all the same.
    expect((await sendRaw(address, `${start}Content-Length: 1000000000\r\n\r\n`)).status).toBe(405)
    expect((await sendRaw(address, `${start}Transfer-Encoding: chunked\r\n\r\n`)).status).toBe(405)
  })

  it('a body of two lengths, and a request hidden in a body, are refused', async () => {
    const hidden = `GET /api/sources HTTP/1.1\r\nHost: ${own}\r\n\r\n`
    const smuggling = `POST /healthz HTTP/1.1\r\nHost: ${own}\r\nContent-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`
    const { status, body } = await sendRaw(address, smuggling)
    expect(status).toBe(400)
    expect(body).not.toContain('cn-north-4')
  })

  it('connections beyond the most are closed at once', async () => {
    const server = await listen(async () => new Response('answer'), '127.0.0.1', 0, { maxConnections: 2 })
    const sockets: Socket[] = []
    const open = () =>
      new Promise<string>((resolve) => {
        const socket = connect(server.port, '127.0.0.1')
        sockets.push(socket)
        socket.once('data', () => resolve('answered')).once('close', () => resolve('closed')).once('error', () => resolve('closed'))
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      })
    try {
      expect([await open(), await open(), await open()]).toEqual(['answered', 'answered', 'closed'])
    } finally {
      for (const socket of sockets) socket.destroy()
      await server.close(0)
    }
  })
})

describe('check 31: of files only those that were built for the page are served', () => {
  it.each([
    '/../package.json',
    '/../../package.json',
    '/assets/../../proxy/main.js',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/%252e%252e%252fpackage.json',
    '/assets/..%2f..%2fproxy%2fmain.js',
    '/assets/%00.js',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/%c0%ae%c0%ae/package.json',
    '/dist/proxy/main.js',
    '/proxy/main.js',
    '/package.json',
    '/.vite/manifest.json',
    '/.env',
    '/index.html',
    '/assets/',
    '/assets',
    '/constructor',
    '/__proto__',
  ])('%s is nothing', async (target) => {
    const { status, body } = await get(address, target)
    expect([400, 404]).toContain(status)
    expect(body).not.toMatch(/root:|"dependencies"|createProxy|index-/)
  })
})

describe('check 32: no source map is served', () => {
  const files = () => readdirSync(`${root}dist/web/assets`)

  it('beside no file of the page', async () => {
    expect(files().length).toBeGreaterThan(2)
    for (const file of files()) expect([file, (await get(address, `/assets/${file}.map`)).status]).toEqual([file, 404])
  })

  it('and none is named in one', () => {
    for (const file of files()) expect([file, /sourceMappingURL/.test(readFileSync(`${root}dist/web/assets/${file}`, 'utf8'))]).toEqual([file, false])
  })
})

it.each([
  ['by the plain path', 'api/nothing', '203.0.113.7'],
  ['by another spelling of it', '%61pi/nothing', '203.0.113.9'],
])('check 33: who asks too often is told how long to wait, and nobody else, %s', async (_way, path, tooOften) => {
  const ask = (client: string) => fetch(`${address}${path}`, { headers: { 'X-Forwarded-For': client } })
  const statuses: number[] = []
  for (let round = 0; round < 40 && !statuses.includes(429); round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(tooOften)))
    statuses.push(...answers.map(({ status }) => status))
    const refused = answers.find(({ status }) => status === 429)
    if (refused !== undefined) expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    for (const answer of answers) await answer.arrayBuffer()
  }
  expect(new Set(statuses)).toEqual(new Set([404, 429]))
  expect((await ask('203.0.113.8')).status).toBe(404)
})

it('check 33: people behind a reverse proxy elsewhere that is named are counted one by one, and nobody else is who he says', async () => {
  const { proxy } = createWorld({ metastudioJobs: 5, iceJobs: 5, proxy: { isFront: createNetworkCheck(['10.1.2.3']) } })
  const ask = async (from: string, says: string, times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => proxy.fetch(new Request('http://localhost/api/sources', { headers: { 'X-Forwarded-For': says } }), { address: from })))
    return answers.filter(({ status }) => status === 429).length
  }
  // Each may ask 500 times at once.
  expect(await ask('10.1.2.3', '203.0.113.7', 501)).toBe(1)
  expect(await ask('10.1.2.3', '203.0.113.8', 500)).toBe(0)
  expect([await ask('10.9.9.9', '203.0.113.1', 250), await ask('10.9.9.9', '203.0.113.2', 251)]).toEqual([0, 1])
})
