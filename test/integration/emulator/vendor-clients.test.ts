import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import type { ServerType } from '@hono/node-server'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clouds } from '#emulator/clouds.ts'
import { createClouds } from '#emulator/clouds.ts'

/**
 * The vendors' own client cores, over real HTTP: the one proof that the emulator reads the signature schemes as the vendors do.
 * Both are CommonJS with nested default exports, hence `require`.
 */
const load = createRequire(import.meta.url)
const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core')
const { DefaultHttpClient } = load('@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient')
const { HcClient } = load('@huaweicloud/huaweicloud-sdk-core/HcClient')
const openApi = load('@alicloud/openapi-core')

// The Huawei core prints the whole request, credentials included, when a call fails: it gets a logger that says nothing.
const ignore = () => undefined
const silent = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => 'error',
  setName: ignore,
}

let clouds: Clouds
let server: ServerType
let origin = ''

beforeAll(async () => {
  origin = await new Promise((resolve) => {
    server = serve({ fetch: (request) => clouds.fetch(request), hostname: '127.0.0.1', port: 0 }, (address: AddressInfo) =>
      resolve(`http://127.0.0.1:${address.port}`),
    )
  })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  clouds = createClouds({ now: Date.now, origin: () => origin })
})

interface HuaweiKeys {
  accessKey: string
  secretKey: string
  securityToken?: string
}

function callHuawei(
  keys: HuaweiKeys,
  path: string,
  query: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const { projectId } = clouds.credentials.metastudio
  const credentials = new BasicCredentials({ ak: keys.accessKey, sk: keys.secretKey, projectId })
  if (keys.securityToken !== undefined) credentials.withSecurityToken(keys.securityToken)
  const client = new HcClient(new DefaultHttpClient({ logger: silent }, [origin]))
    .withCredential(credentials)
    .withEndpoints([origin])
  return client.sendRequest({
    method: 'GET',
    url: `/v1/{project_id}/digital-human-training-manage/user/jobs${path}`,
    contentType: 'application/json',
    queryParams: query,
    pathParams: { project_id: projectId },
    headers,
  })
}

function callAlibaba(
  keys: { accessKeyId: string; accessKeySecret: string; securityToken?: string },
  action: string,
  query: Record<string, string>,
  method = 'POST',
) {
  const config = new openApi.$OpenApiUtil.Config({
    ...keys,
    ...(keys.securityToken === undefined ? {} : { type: 'sts' }),
    endpoint: origin.replace('http://', ''),
    protocol: 'http',
  })
  const client = new openApi.default(config)
  const params = {
    action,
    version: '2020-11-09',
    protocol: 'HTTP',
    pathname: '/',
    method,
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  }
  const request = new openApi.$OpenApiUtil.OpenApiRequest({ query })
  return client.callApi(new openApi.$OpenApiUtil.Params(params), request, { autoretry: false })
}

describe('the Huawei client core', () => {
  it('lists jobs', async () => {
    const answer = await callHuawei(clouds.credentials.metastudio, '', {
      limit: 100,
      sort_dir: 'desc',
      state: 'TRAINING,TRAIN_FAILED',
    })
    expect(answer.httpStatusCode).toBe(200)
    expect(answer.count).toBe(
      clouds.jobs('metastudio').filter(({ state }) => state === 'TRAINING' || state === 'TRAIN_FAILED').length,
    )
    expect(new Set(answer.jobs.map((job: { state: string }) => job.state))).toEqual(new Set(['TRAINING', 'TRAIN_FAILED']))
  })

  it('lists jobs by a name with awkward characters and by times', async () => {
    const answer = await callHuawei(clouds.credentials.metastudio, '', {
      name: "小 (é)*~!'+",
      create_since: '2021-01-10T08:43:17Z',
    })
    expect(answer.count).toBe(0)
  })

  it('shows a job with its history', async () => {
    const job = clouds.jobs('metastudio').findLast(({ state }) => state === 'JOB_SUCCESS')
    const answer = await callHuawei(clouds.credentials.metastudio, `/${job?.id}`)
    expect(answer.name).toBe(job?.name)
    expect(answer.operation_logs.map((log: { log_type: string }) => log.log_type)).toContain('SYSTEM_JOB_SUCCESS')
  })

  it('is accepted with temporary keys and an end user', async () => {
    const { temporary } = clouds.credentials.metastudio
    const answer = await callHuawei(temporary, '', { limit: 100 }, { 'X-App-UserId': 'tenant-0042' })
    expect(answer.count).toBeGreaterThan(0)
    expect(new Set(answer.jobs.map((job: { app_user_id: string }) => job.app_user_id))).toEqual(new Set(['tenant-0042']))
  })

  it('is refused with a wrong key', async () => {
    const failure = callHuawei({ ...clouds.credentials.metastudio, secretKey: 'test-wrong' }, '')
    await expect(failure).rejects.toMatchObject({
      httpStatusCode: 401,
      errorCode: expect.stringMatching(/^APIG(W)?\.0301$/),
    })
  })
})

describe('the Alibaba client core', () => {
  it('lists jobs', async () => {
    const { body } = await callAlibaba(clouds.credentials.ice, 'ListAvatarTrainingJobs', { PageNo: '2', PageSize: '100' })
    expect(body.Success).toBe(true)
    expect(body.Data.TotalCount).toBe(137)
    expect(body.Data.AvatarTrainingJobList).toHaveLength(37)
  })

  it('gets a job, by POST and by GET', async () => {
    const job = clouds.jobs('ice').find(({ state }) => state === 'Success')
    for (const method of ['POST', 'GET']) {
      const { body } = await callAlibaba(clouds.credentials.ice, 'GetAvatarTrainingJob', { JobId: job?.id ?? '' }, method)
      expect(body.Data.AvatarTrainingJob).toMatchObject({ JobId: job?.id, AvatarName: job?.name })
    }
  })

  it('is accepted with an STS token', async () => {
    const { temporary } = clouds.credentials.ice
    const { body } = await callAlibaba(temporary, 'ListAvatarTrainingJobs', { Status: 'Success' })
    expect(body.Data.TotalCount).toBeGreaterThan(0)
  })

  it('is refused with a wrong key', async () => {
    const failure = callAlibaba({ ...clouds.credentials.ice, accessKeySecret: 'test-wrong' }, 'ListAvatarTrainingJobs', {})
    await expect(failure).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', statusCode: 400 })
  })

  it('sees throttling as throttling, with the waiting time', async () => {
    clouds.fail('ice', 'throttled')
    const failure = callAlibaba(clouds.credentials.ice, 'ListAvatarTrainingJobs', {})
    await expect(failure).rejects.toMatchObject({ code: 'Throttling.User', retryAfter: 2 })
  })
})
