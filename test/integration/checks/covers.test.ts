import type { lookup } from 'node:dns'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '#contract/problem.ts'
import { readOrigin } from '#proxy/covers/cover-origin.ts'
import { createOpenCover, createPublicLookup } from '#proxy/node/open-cover.ts'
import { createResizeCover } from '#proxy/node/resize-cover.ts'
import { createWorld, metastudio } from '../world.ts'

/*
 * The checks of covers, numbered as in the threat model: the proxy with the real guard, the real network and the real image library, a cloud
 * that names a hostile address, and a server behind it that does its worst.
 */

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server on loopback, and who got in. */
async function serve(listener: RequestListener) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, seen }
}

/** A world whose every cover is said to be at `address`. */
function worldWith(address: string, exceptions: string[] = []) {
  const guard = createOpenCover(exceptions)
  closing.push(guard.close)
  const world = createWorld({ proxy: { openCover: (_url, signal) => guard.open(address, signal), resizeCover: createResizeCover({ drawings: false }) } })
  const id = world.clouds.jobs('metastudio').find(({ cover }) => cover === 'good')?.id ?? ''
  const path = `/api/sources/${metastudio}/jobs/${id}/cover?width=96`
  const problem = async () => {
    const { status, body } = await world.json(path)
    expect(JSON.stringify([body, world.log]), 'nothing of the address').not.toMatch(/TESTSIGNATURE|127\.0\.0\.1|latest\/meta|secret/i)
    return { status, code: Problem.parse(body).code }
  }
  return { world, path, problem }
}

/** The proxy in front of a server that answers with `listener`, which it may reach. */
async function behind(listener: RequestListener) {
  const { port, seen } = await serve(listener)
  return { ...worldWith(`http://127.0.0.1:${port}/cover.jpg?Signature=TESTSIGNATURE`, [`127.0.0.1:${port}`]), seen }
}

const refused = { status: 502, code: 'unreachable' }
const unreadable = { status: 502, code: 'unreadable' }
const jpeg = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#963' } }).jpeg()

describe('check 1: a cover on an address that is not public', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback as a number', '2130706433'],
    ['loopback in hexadecimal', '0x7f.1'],
    ['loopback in octal', '0177.0.0.01'],
    ['loopback in full-width digits', '１２７.０.０.１'],
    ['this host', '0'],
    ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
    ['IPv4 behind IPv6', '[::127.0.0.1]'],
    ['NAT64', '[64:ff9b::7f00:1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['Teredo', '[2001::1]'],
    ['a unique local address', '[fd00:ec2::254]'],
    ['a private network', '172.16.0.1'],
    ['a shared network, Alibaba’s metadata', '100.100.100.200'],
    ['metadata', '169.254.169.254'],
    ['a network for tests', '198.18.0.1'],
  ])('%s is refused before anything is sent', async (_, host) => {
    const { port, seen } = await serve((_request, response) => void response.end('secret'))
    expect(await worldWith(`https://${host}:${port}/latest/meta-data?Signature=TESTSIGNATURE`).problem()).toEqual(refused)
    const guard = createOpenCover([])
    closing.push(guard.close)
    // By the guard, not because nobody answers there.
    await expect(guard.open(`https://${host}:${port}/latest/meta-data`, AbortSignal.timeout(30_000))).rejects.toMatchObject({ name: 'RefusedAddress' })
    // An exception of somebody else's does not open it by http either.
    expect(await worldWith(`http://${host}:${port}/latest/meta-data`, [`minio.example:${port}`]).problem()).toEqual(refused)
    expect(seen).toEqual([])
  })
})

it('check 2: a literal address, which no resolver is ever asked for, is refused at the connection', async () => {
  const { port, seen } = await serve((_request, response) => void response.end('secret'))
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:7f00:1]']) expect(await worldWith(`https://${host}:${port}/`).problem()).toEqual(refused)
  expect(seen).toEqual([])
})

it('check 3: a redirect is not followed, neither to metadata nor to a place it may reach', async () => {
  const { port, seen } = await serve((_request, response) => void response.writeHead(302, { location: '/latest/meta-data' }).end())
  expect(await worldWith(`http://127.0.0.1:${port}/cover`, [`127.0.0.1:${port}`]).problem()).toEqual(unreadable)
  for (const status of [301, 303, 307, 308]) {
    const { problem, seen: there } = await behind((_request, response) => void response.writeHead(status, { location: 'http://169.254.169.254/latest/meta-data' }).end())
    expect(await problem()).toEqual(unreadable)
    expect(there).toHaveLength(1)
  }
  expect(seen).toEqual(['/cover'])
})

describe('check 4: a name', () => {
  type Answers = { address: string; family: number }[]
  /** Asks the guard's resolver for a name that leads to `answers`, each time to the next. */
  async function ask(...answers: Answers[]) {
    let asked = 0
    const resolve = ((_name: string, _options: unknown, callback: (error: null, addresses: Answers) => void) => {
      callback(null, answers[Math.min(asked++, answers.length - 1)] ?? [])
    }) as unknown as typeof lookup
    const found = await new Promise((settle) => createPublicLookup(resolve)('cover.example', { all: true }, (error, addresses) => settle(error?.name ?? addresses)))
    return { asked, found }
  }
  const outside = { address: '93.184.215.14', family: 4 }
  const inside = { address: '127.0.0.1', family: 4 }

  it('that leads inside is refused, also when only one of its addresses does', async () => {
    expect((await ask([inside])).found).toBe('RefusedAddress')
    expect((await ask([outside, inside])).found).toBe('RefusedAddress')
    expect((await ask([outside, { address: '::ffff:10.0.0.1', family: 6 }])).found).toBe('RefusedAddress')
    expect((await ask([])).found).toBe('RefusedAddress')
  })

  it('that leads inside the second time is asked for once: what was checked is what is connected to', async () => {
    expect(await ask([outside], [inside])).toEqual({ asked: 1, found: [outside] })
  })

  it('for this machine is refused whole', async () => {
    const { port, seen } = await serve((_request, response) => void response.end('secret'))
    for (const name of ['localhost', 'localhost.', 'LOCALHOST']) expect(await worldWith(`https://${name}:${port}/`).problem()).toEqual(refused)
    expect(seen).toEqual([])
  })
})

describe('check 5: a flood, and an origin that is slow', () => {
  it('one fetch serves however many ask for the same cover', async () => {
    const picture = await jpeg(300, 300).toBuffer()
    const { world, path, seen } = await behind((_request, response) => void response.end(picture))
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.get(path)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(seen).toHaveLength(1)
  })

  it('an answer that drips is given up as a whole, however lively it is', async () => {
    let closed = () => {}
    const hasClosed = new Promise<void>((resolve) => (closed = resolve))
    // The time is up once some drops have fallen, however long that takes on this machine.
    const patience = new AbortController()
    const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(patience.signal)
    closing.push(() => asked.mockRestore())
    const { port } = await serve((_request, response) => {
      let drops = 0
      response.write(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
      const dripping = setInterval(() => {
        response.write('x')
        drops += 1
        if (drops === 5) patience.abort(new DOMException('The time is up.', 'TimeoutError'))
      }, 20)
      response.once('close', () => {
        clearInterval(dripping)
        closed()
      })
    })
    const guard = createOpenCover([`127.0.0.1:${port}`])
    closing.push(guard.close)
    await expect(readOrigin(guard.open, `http://127.0.0.1:${port}/?Signature=TESTSIGNATURE`, 300)).rejects.toMatchObject({ code: 'timeout', message: 'The cover did not arrive in time.' })
    expect(asked).toHaveBeenCalledExactlyOnceWith(300)
    await hasClosed
  })
})

describe('check 6: a picture', () => {
  it('without an end is cut off at the cap, and so is the connection', async () => {
    let sent = 0
    let closed = () => {}
    const hasClosed = new Promise<void>((resolve) => (closed = resolve))
    const { problem } = await behind((_request, response) => {
      response.once('close', closed)
      const part = Buffer.alloc(1024 * 1024)
      part.set([0xff, 0xd8, 0xff, 0xe0])
      const pump = () => {
        while (!response.destroyed && response.write(part)) sent += part.length
        sent += part.length
      }
      response.on('drain', pump)
      pump()
    })
    expect(await problem()).toEqual(unreadable)
    await hasClosed
    // 25 MiB, and what is on its way.
    expect(sent).toBeLessThan(41 * 1024 * 1024)
  })

  it('that lies about its length is none', async () => {
    const picture = await jpeg(800, 800).toBuffer()
    const short = await behind((_request, response) => {
      response.writeHead(200, { 'content-length': picture.length * 2 })
      response.write(picture, () => response.destroy())
    })
    expect(await short.problem()).toEqual(refused)
    const cut = await behind((_request, response) => void response.writeHead(200, { 'content-length': Math.floor(picture.length / 2) }).end(picture.subarray(0, Math.floor(picture.length / 2))))
    expect(await cut.problem()).toEqual(unreadable)
  })

  it('that would unfold to 144 million pixels is refused by its header', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } }).png().toBuffer()
    const { problem } = await behind((_request, response) => void response.end(bomb))
    expect(await problem()).toEqual(unreadable)
  })
})

describe('check 7: what poses as a picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  it.each([
    ['a drawing', Buffer.from(svg)],
    ['a drawing behind the first bytes of a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(svg)])],
    ['a document', Buffer.from('%PDF-1.7 …')],
    ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a TIFF', Buffer.from('49492a0008000000', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is no cover, whatever it is called', async (_, body) => {
    const { problem } = await behind((_request, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(body))
    expect(await problem()).toEqual(unreadable)
  })

  it.each(['image/webp', 'image/avif', 'image/jpeg'])('a real one is drawn again as %s: of what is written in and behind it nothing is left', async (accept) => {
    const picture = await jpeg(400, 400).withExif({ IFD0: { Artist: 'TESTCANARY-EXIF' } }).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">TESTCANARY-XMP</x:xmpmeta>').toBuffer()
    const polyglot = Buffer.concat([picture, Buffer.from('<script>TESTCANARY-TAIL</script>')])
    expect(polyglot.toString('latin1').match(/TESTCANARY/g)).toHaveLength(3)
    const { world, path } = await behind((_request, response) => void response.end(polyglot))
    const response = await world.get(path, { Accept: accept })
    expect(response.headers.get('content-type')).toBe(accept)
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).not.toMatch(/TESTCANARY|<script/)
  })
})

it('check 8: a cover can be nothing but a picture of this page, and its address stays here', async () => {
  const picture = await jpeg(300, 300).toBuffer()
  const { world, path } = await behind((_request, response) => void response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=TESTSIGNATURE', 'x-more': 'TESTSIGNATURE' }).end(picture))
  const response = await world.get(path)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(JSON.stringify([...response.headers, world.log])).not.toContain('TESTSIGNATURE')
  expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).not.toContain('TESTSIGNATURE')
})
