import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { afterEach, describe, expect, it } from 'vitest'
import { createClouds } from '#emulator/clouds.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import type { ListQuery } from '#proxy/clouds/cloud.ts'
import { createIce } from '#proxy/clouds/ice/client.ts'
import { createMetastudio } from '#proxy/clouds/metastudio/client.ts'
import { createUpstream } from '#proxy/upstream/upstream.ts'
import type { UpstreamDeps } from '#proxy/upstream/upstream.ts'

/** What only real sockets show: the bytes on the wire, bodies that break off, bodies that swell. */

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function listen(listener: RequestListener): Promise<string> {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve)
  })
  const address = started.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const createWay = (deps: Partial<UpstreamDeps> = {}) =>
  createUpstream({ fetch: (url, init) => fetch(url, init), now: () => Date.now(), random: () => 0, requestsPerSecond: 1000, ...deps })

const query: ListQuery = { filters: {}, offset: 0, limit: 20, sort_key: 'create_time', sort_dir: 'desc' }

/** An ICE client is enough where the cloud does not matter. */
const iceAt = (endpoint: string, deps: Partial<UpstreamDeps> = {}) =>
  createIce({
    sourceId: 'ice',
    region: 'cn-shanghai',
    endpoint,
    credentials: { accessKeyId: 'TESTAK', accessKeySecret: 'test-secret' },
    upstream: createWay(deps),
    now: () => Date.now(),
  })

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof CloudError ? error : undefined),
  )

describe('over real HTTP', () => {
  it('both clouds accept what is signed, whatever stands in a filter', async () => {
    let origin = ''
    const clouds = createClouds({ now: () => Date.now(), origin: () => origin, metastudioJobs: 60, iceJobs: 30 })
    origin = await listen(getRequestListener((request) => clouds.fetch(request)))
    const { metastudio, ice } = clouds.credentials
    const place = { endpoint: origin, upstream: createWay(), now: () => Date.now() }
    const huawei = createMetastudio({
      ...place,
      sourceId: 'm',
      region: metastudio.region,
      projectId: metastudio.projectId,
      credentials: { kind: 'aksk', accessKey: metastudio.accessKey, secretKey: metastudio.secretKey },
    })
    expect((await huawei.listJobs(query)).jobs).toHaveLength(20)
    for (const name of ["a*b~c+d/e=f&g%h(i)!j'k", '数字人 小云', '🎭', 'a,b:c;d?e#f[g]h@i$j', '"<>\\^`{|}', '\u202Eمرحبا']) {
      expect((await huawei.listJobs({ ...query, filters: { name, tag: name, batch_name: name } })).count).toBe(0)
    }
    const alibaba = createIce({ ...place, upstream: createWay(), sourceId: 'i', region: ice.region, credentials: ice })
    expect((await alibaba.listJobs(query)).jobs).toHaveLength(20)
    const iam = createMetastudio({
      ...place,
      upstream: createWay(),
      sourceId: 't',
      region: metastudio.region,
      credentials: { kind: 'iam', user: metastudio.iamUser, password: metastudio.iamPassword, domain: metastudio.iamDomain, endpoint: origin },
    })
    expect((await iam.listJobs(query)).jobs).toHaveLength(20)
  })

  it('a body that is cut by the end of its connection is unreadable, after one more try', async () => {
    let calls = 0
    const endpoint = await listen((_request, response) => {
      calls += 1
      response.writeHead(200, { connection: 'close' })
      response.useChunkedEncodingByDefault = false
      response.end('{"Success":true,"Data":{"TotalCount":1,"Avatar')
    })
    expect((await errorOf(iceAt(endpoint).listJobs(query)))?.code).toBe('unreadable')
    expect(calls).toBe(2)
  })

  it('a connection that is reset in the middle of a body is unreadable, after one more try', async () => {
    let calls = 0
    const endpoint = await listen((_request, response) => {
      calls += 1
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"Success":')
      setImmediate(() => response.destroy())
    })
    expect((await errorOf(iceAt(endpoint).listJobs(query)))?.code).toBe('unreadable')
    expect(calls).toBe(2)
  })

  it('nobody listening is unreachable', async () => {
    const endpoint = await listen(() => {})
    await new Promise((resolve) => {
      server?.close(resolve)
    })
    expect((await errorOf(iceAt(endpoint).listJobs(query)))?.code).toBe('unreachable')
  })

  it('a small body that swells is unreadable', async () => {
    const bomb = gzipSync(new Uint8Array(40 * 1024 * 1024))
    const endpoint = await listen((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(bomb)
    })
    expect(await errorOf(iceAt(endpoint).listJobs(query))).toMatchObject({ code: 'unreadable', message: expect.stringContaining('8388608') })
  })

  it('a redirect is not followed, and takes no signature along', async () => {
    const paths: (string | undefined)[] = []
    const endpoint = await listen((request, response) => {
      paths.push(request.url)
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect((await errorOf(iceAt(endpoint).listJobs(query)))?.code).toBe('unreadable')
    expect(paths).toEqual(['/?PageNo=1&PageSize=100'])
  })

  it('a cloud that says nothing is a timeout at the deadline', async () => {
    const endpoint = await listen(() => {})
    expect((await errorOf(iceAt(endpoint, { deadlineMs: 60 }).listJobs(query)))?.code).toBe('timeout')
  })
})
