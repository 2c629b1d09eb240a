import { beforeEach, describe, expect, it } from 'vitest'
import type { Callers } from './callers.ts'
import { codeOf, createCallers, ids } from './callers.ts'

let on: Callers
beforeEach(() => {
  on = createCallers()
})

describe('the MetaStudio list', () => {
  it('gives ten jobs, oldest first, when nothing is asked, and says how many there are', async () => {
    const answer = await on.askMetastudio()
    expect(answer.body.count).toBe(1204)
    expect(ids(answer)).toEqual(
      on.clouds
        .jobs('metastudio')
        .slice(0, 10)
        .map(({ id }) => id),
    )
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  })

  it('sweeps the whole world in pages', async () => {
    const seen: string[] = []
    for (let offset = 0; offset < 1300; offset += 100)
      seen.push(...ids(await on.askMetastudio({ search: `?offset=${offset}&limit=100&sort_key=create_time&sort_dir=desc` })))
    expect(seen).toEqual(
      on.clouds
        .jobs('metastudio')
        .map(({ id }) => id)
        .toReversed(),
    )
  })

  it.each([
    ['offset=-1'],
    ['offset=2147483648'],
    ['offset=1.5'],
    ['limit=0'],
    ['limit=101'],
    ['limit='],
    ['sort_dir=sideways'],
    ['sort_key=name'],
    ['create_since=yesterday'],
    ['create_until=2026-03-17T06:02:00%2B08:00'],
    ['update_since=2026-03-17'],
    ['update_until=1700000000000'],
    ['is_flexus=yes'],
    ['phase=failed'],
    ['limit=5&limit=5'],
    ['state=A%20B'],
    ['name='],
  ])('refuses %s and names the parameter', async (query) => {
    const answer = await on.askMetastudio({ search: `?${query}` })
    expect(codeOf(answer)).toBe('400 MSS.00000003')
    expect(answer.body.error_msg).toContain(query.split('=')[0])
  })

  it('filters by each parameter', async () => {
    const jobs = on.clouds.jobs('metastudio')
    const time = (at: number) => encodeURIComponent(`${new Date(at).toISOString().slice(0, 19)}Z`)
    const middle = jobs[600]?.createTime ?? 0
    const batch = jobs.find(({ batch }) => batch !== undefined)?.batch ?? ''
    const cases: [string, (job: (typeof jobs)[number]) => boolean][] = [
      ['state=TRAINING%2CCOMPILING%2CNOPE', ({ state }) => state === 'TRAINING' || state === 'COMPILING'],
      [`create_since=${time(middle)}`, ({ createTime }) => createTime >= middle],
      [`create_until=${time(middle)}`, ({ createTime }) => createTime <= middle],
      [`update_since=${time(middle)}`, ({ updateTime }) => updateTime >= middle],
      [`update_until=${time(middle)}`, ({ updateTime }) => updateTime <= middle],
      [`batch_name=${batch}`, (job) => job.batch === batch],
      ['tag=vip', ({ tags }) => tags.includes('vip')],
      [`job_id=${jobs[77]?.id}`, ({ id }) => id === jobs[77]?.id],
      ['name=%E7%9B%B4%E6%92%AD', ({ name }) => name.includes('直播')],
      ['model_resolution=4K', ({ resolution }) => resolution === '4K'],
      ['is_flexus=false', ({ edition }) => edition === 'classic'],
      [`query_project_id=${on.clouds.credentials.metastudio.projectId}`, () => true],
    ]
    for (const [query, matches] of cases) {
      const answer = await on.askMetastudio({ search: `?limit=100&${query}` })
      const expected = jobs.filter(matches)
      expect(expected.length, query).toBeGreaterThan(0)
      expect(answer.body.count, query).toBe(expected.length)
      expect(ids(answer), query).toEqual(expected.slice(0, 100).map(({ id }) => id))
    }
    for (const query of ['is_live_copy=true', 'is_ondemand_resource=true', 'train_location=cn-east-3']) {
      const { count } = (await on.askMetastudio({ search: `?${query}` })).body
      expect(count, query).toBeGreaterThan(0)
      expect(count, query).toBeLessThan(jobs.length)
    }
  })

  it('sorts by the customer’s last action', async () => {
    const jobs = on.clouds.jobs('metastudio').toSorted((one, other) => other.updateTime - one.updateTime)
    const answer = await on.askMetastudio({ search: '?limit=100&sort_key=update_time&sort_dir=desc' })
    const times = new Map(jobs.map(({ id, updateTime }) => [id, updateTime]))
    expect(ids(answer).map((id) => times.get(id))).toEqual(jobs.slice(0, 100).map(({ updateTime }) => updateTime))
  })

  it('leaves the list out when nothing matches, and leaves fields out of some jobs', async () => {
    expect((await on.askMetastudio({ search: '?tag=nobody-has-this' })).body).toEqual({ count: 0 })
    const { jobs } = (await on.askMetastudio({ search: '?limit=100&offset=600' })).body
    for (const field of ['tags', 'contact', 'batch_name', 'asset_id', 'cover_download_url']) {
      expect(
        jobs.some((job: object) => field in job),
        field,
      ).toBe(true)
      expect(
        jobs.every((job: object) => field in job),
        field,
      ).toBe(false)
    }
  })

  it('shows another tenant’s jobs to an operator, but not their details', async () => {
    const { otherProjectId } = on.clouds.credentials.metastudio
    const answer = await on.askMetastudio({ search: `?query_project_id=${otherProjectId}` })
    expect(answer.body.count).toBe(23)
    expect(codeOf(await on.askMetastudio({ jobId: ids(answer)[0] ?? '' }))).toBe('403 APIG.0302')
  })
})

describe('the MetaStudio detail', () => {
  it('has a history that leads to the state', async () => {
    for (const job of on.clouds
      .jobs('metastudio')
      .filter(({ lastFailure }) => lastFailure)
      .slice(0, 40)) {
      const { body } = await on.askMetastudio({ jobId: job.id })
      expect(body.state).toBe(job.state)
      const failure = body.operation_logs.find(
        (log: { log_type: string; operate_time: string }) =>
          log.log_type === job.lastFailure?.logType && Date.parse(log.operate_time) === job.lastFailure.at,
      )
      expect(failure?.log_description).toBe(job.lastFailure?.text)
    }
  })

  it('carries the addresses that must never travel further, a phone number in free text, and odd orders of the log', async () => {
    const bodies = []
    for (const { id } of on.clouds.jobs('metastudio').slice(0, 200))
      bodies.push((await on.askMetastudio({ jobId: id })).body)
    for (const field of [
      'id_card_image1_download_url',
      'grant_file_download_url',
      'training_video_download_url',
      'action_mark_file_upload_url',
      'sub_training_job_info',
      'allocated_resource',
      'comment_logs',
      'voice_properties',
      'flexus_retry_count',
    ]) {
      expect(
        bodies.some((body) => field in body),
        field,
      ).toBe(true)
    }
    const texts = bodies.flatMap((body) =>
      body.operation_logs.map((log: { log_description?: string }) => log.log_description ?? ''),
    )
    expect(texts.some((text: string) => /1\d{2}0000\d{4}/.test(text))).toBe(true)
    expect(bodies.some(({ operation_logs: [first] }) => first.log_type !== 'USER_CREATE_JOD')).toBe(true)
  })

  it('gives no part of a job a sign of life after the job ceased to run', async () => {
    let seen = 0
    for (const { id } of on.clouds.jobs('metastudio').slice(0, 400)) {
      const { body } = await on.askMetastudio({ jobId: id })
      if (!/FAILED$|^MANUA?L_STOP/.test(body.state)) continue
      const ended = Math.max(...body.operation_logs.map((log: { operate_time?: string }) => Date.parse(log.operate_time ?? '')).filter((at: number) => !Number.isNaN(at)))
      for (const part of body.sub_training_job_info ?? []) {
        seen += 1
        const unit = part.last_update_time > 1e11 ? 1 : 1000
        expect(part, id).toMatchObject({ state: 'DONE' })
        expect(part.last_update_time * unit).toBeLessThanOrEqual(ended)
        expect(part.create_time).toBeLessThanOrEqual(part.last_update_time)
      }
    }
    expect(seen).toBeGreaterThan(3)
  })

  it('does not know a job that does not exist', async () => {
    expect(codeOf(await on.askMetastudio({ jobId: 'f'.repeat(32) }))).toBe('404 MSS.00000002')
  })
})
