import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compressors } from '#proxy/node/compressors.ts'
import type { Bytes, Encoding } from '#proxy/answers/packing.ts'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/api/sources/${metastudio}/jobs`

/** A world whose compressors are the real ones, and a list of what they were asked for. */
function createPackedWorld() {
  const packed: Encoding[] = []
  const watched = (encoding: Encoding) => (bytes: Bytes) => {
    packed.push(encoding)
    return compressors[encoding](bytes)
  }
  const world = createWorld({ metastudioJobs: 60, iceJobs: 12, proxy: { compressors: { br: watched('br'), gzip: watched('gzip') } } })
  const ask = async (path: string, accepted: string, method = 'GET') => {
    const response = await world.proxy.fetch(new Request(`http://localhost${path}`, { method, headers: { 'Accept-Encoding': accepted } }))
    return { headers: response.headers, status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  return { world, packed, ask }
}

describe('an answer on its way', () => {
  it('is packed as the caller likes it, and says so', async () => {
    const { ask } = createPackedWorld()
    const plain = await ask(jobs, 'identity')
    expect(plain.headers.get('content-encoding')).toBeNull()
    const br = await ask(jobs, 'gzip, br')
    const gzip = await ask(jobs, 'gzip, br;q=0.5')
    expect([br.headers.get('content-encoding'), gzip.headers.get('content-encoding')]).toEqual(['br', 'gzip'])
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true)
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true)
    for (const one of [plain, br, gzip]) {
      expect(one.headers.get('vary')).toBe('Accept-Encoding')
      expect(one.headers.get('etag')).toBe(plain.headers.get('etag'))
      expect(one.headers.get('age')).toBe('0')
      expect(one.headers.get('content-length')).toBe(String(one.bytes.length))
    }
    expect(br.bytes.length).toBeLessThan(plain.bytes.length / 4)
  })

  it('is packed once, for however many ask, at once or later, until it changes', async () => {
    const { world, packed, ask } = createPackedWorld()
    await Promise.all(Array.from({ length: 20 }, () => ask(jobs, 'br')))
    world.clock.advance(5_000)
    await ask(jobs, 'br')
    world.clock.advance(5_000)
    await ask(jobs, 'br')
    expect(world.calls('metastudio'), 'asked again').toBe(2)
    expect(packed, 'yet the same body').toEqual(['br'])
    await ask(`${jobs}?limit=20`, 'br')
    await ask(jobs, 'gzip')
    expect(packed).toEqual(['br', 'br', 'gzip'])
  })

  it('has the same headers for HEAD, and no body', async () => {
    const { ask } = createPackedWorld()
    const get = await ask(jobs, 'br')
    const head = await ask(jobs, 'br', 'HEAD')
    expect(head.bytes.length).toBe(0)
    expect([...head.headers]).toEqual([...get.headers])
  })

  it('is left as it is where it is small, or not there at all', async () => {
    const { packed, ask } = createPackedWorld()
    expect((await ask('/healthz', 'br')).headers.get('content-encoding')).toBeNull()
    expect((await ask(`${jobs}?limit=0`, 'br')).headers.get('content-encoding')).toBeNull()
    expect(packed).toEqual([])
  })

  it('is not packed for one who holds it', async () => {
    const { world, packed, ask } = createPackedWorld()
    const etag = (await ask(jobs, 'identity')).headers.get('etag') ?? ''
    const held = await world.get(jobs, { 'Accept-Encoding': 'br', 'If-None-Match': etag })
    expect(held.status).toBe(304)
    expect(held.headers.get('vary')).toBe('Accept-Encoding')
    expect(packed).toEqual([])
  })
})
