import type { Job } from '#contract/job.ts'
import { createClouds } from '#emulator/clouds.ts'
import type { Clouds } from '#emulator/clouds.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import type { CloudFilters, ListQuery, TrainingCloud } from '#proxy/clouds/cloud.ts'
import { createIce } from '#proxy/clouds/ice/client.ts'
import type { IceDeps } from '#proxy/clouds/ice/client.ts'
import { createMetastudio } from '#proxy/clouds/metastudio/client.ts'
import type { MetastudioCredentials, MetastudioDeps } from '#proxy/clouds/metastudio/client.ts'
import { createUpstream } from '#proxy/upstream/upstream.ts'
import { createHastyClock } from '../../unit/proxy/clouds/fake-clock.ts'

const origin = 'http://clouds.example.com'
const start = Date.parse('2026-03-14T02:00:00Z')
/** A mobile number in clear: what no answer may contain. */
export const clearNumber = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/

let clock = createHastyClock(start)
export let clouds: Clouds
const now = () => clock.now()
/** Lets so much time pass, for the clouds and for those who ask them. */
export const pass = (ms: number): void => {
  clock.set(now() + ms)
}

function createWay() {
  return createUpstream({
    fetch: (url, init) => clouds.fetch(new Request(url, init)),
    now,
    sleep: (...waits) => clock.sleep(...waits),
    random: () => 0.5,
    requestsPerSecond: 1000,
  })
}

export const signed = (): MetastudioCredentials => {
  const { accessKey, secretKey } = clouds.credentials.metastudio
  return { kind: 'aksk', accessKey, secretKey }
}
export const account = (): MetastudioCredentials => {
  const { iamUser, iamPassword, iamDomain } = clouds.credentials.metastudio
  return { kind: 'iam', user: iamUser, password: iamPassword, domain: iamDomain, endpoint: origin }
}
export const metastudio = (deps: Partial<MetastudioDeps> = {}) =>
  createMetastudio({
    sourceId: 'metastudio-cn-north-4',
    region: 'cn-north-4',
    endpoint: origin,
    projectId: clouds.credentials.metastudio.projectId,
    credentials: signed(),
    upstream: createWay(),
    now,
    ...deps,
  })
export const ice = (deps: Partial<IceDeps> = {}) =>
  createIce({
    sourceId: 'ice-cn-shanghai',
    region: 'cn-shanghai',
    endpoint: origin,
    credentials: clouds.credentials.ice,
    upstream: createWay(),
    now,
    ...deps,
  })

export const page = (filters: CloudFilters = {}, more: Partial<ListQuery> = {}): ListQuery => ({
  filters,
  offset: 0,
  limit: 100,
  sort_key: 'create_time',
  sort_dir: 'desc',
  ...more,
})

export async function readAll(cloud: TrainingCloud, filters: CloudFilters = {}, more: Partial<ListQuery> = {}) {
  const jobs: Job[] = []
  for (let offset = 0; ; offset += 100) {
    const answer = await cloud.listJobs(page(filters, { ...more, offset }))
    jobs.push(...answer.jobs.map(({ job }) => job))
    if (offset + 100 >= answer.count) return jobs
  }
}

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'good',
    (error: unknown) => (error instanceof CloudError ? error.code : String(error)),
  )

/** Other clouds, and the clock as it began: before each test. */
export function beginAnew(): void {
  clock = createHastyClock(start)
  clouds = createClouds({ now, origin: () => origin, metastudioJobs: 420, iceJobs: 137 })
}
