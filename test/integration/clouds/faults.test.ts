import { beforeEach, describe, expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { Job } from '#contract/job.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import { beginAnew, clouds, codeOf, ice, metastudio, page } from './setup.ts'

beforeEach(beginAnew)

describe.each([
  ['MetaStudio', 'metastudio', () => metastudio()],
  ['ICE', 'ice', () => ice()],
] as const)('%s, when something is wrong,', (_name, cloudName, create) => {
  it.each([
    ['outage', 'cloud_error'],
    ['unavailable', 'cloud_error'],
    ['unsuccessful', 'cloud_error'],
    ['wrong-key', 'cloud_rejected_credentials'],
    ['denied', 'cloud_denied'],
    ['html', 'cloud_error'],
    ['html-200', 'unreadable'],
    ['empty-body', 'unreadable'],
    ['truncated', 'unreadable'],
    ['unreachable', 'unreachable'],
    ['throttled', 'throttled'],
    ['too-frequent', 'throttled'],
  ] as const)('%s is %s, and nothing secret is told', async (fault, code) => {
    clouds.fail(cloudName, fault)
    const error = await create()
      .listJobs(page())
      .then(
        () => undefined,
        (reason: unknown) => reason,
      )
    expect(error).toBeInstanceOf(CloudError)
    if (!(error instanceof CloudError)) return
    expect(error.code).toBe(code)
    const told = `${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`
    for (const secret of ['TESTAK', 'TESTLTAI', 'test-', 'Signature=', 'x-acs-date:', 'HMAC']) expect(told).not.toContain(secret)
  })

  it.each(['outage', 'unavailable', 'truncated', 'unreachable', 'throttled'] as const)('one %s is survived', async (fault) => {
    clouds.fail(cloudName, fault, 1)
    expect(await codeOf(create().listJobs(page()))).toBe('good')
  })

  it('odd shapes are survived', async () => {
    clouds.fail(cloudName, 'odd-shape')
    const cloud = create()
    const answer = await cloud.listJobs(page())
    expect(new Set(answer.jobs.map(({ job }) => job.job_id)).size).toBe(answer.jobs.length)
    for (const { job } of answer.jobs) expect(Job.parse(job)).toEqual(job)
    const [first] = clouds.jobs(cloudName)
    const { detail } = await cloud.getJob(first?.id ?? '')
    expect(JobDetail.parse(detail)).toEqual(detail)
  })
})
