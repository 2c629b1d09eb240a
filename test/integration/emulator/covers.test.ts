import { beforeEach, describe, expect, it } from 'vitest'
import type { Callers } from './callers.ts'
import { createCallers, minuteMs } from './callers.ts'

let on: Callers
beforeEach(() => {
  on = createCallers()
})

describe('covers', () => {
  const coverOf = async (kind: string) => {
    const job = on.clouds.jobs('metastudio').find(({ cover }) => cover === kind)
    return (await on.askMetastudio({ jobId: job?.id ?? '' })).body.cover_download_url as string
  }

  it('are served by their signed address for a day', async () => {
    const address = await coverOf('good')
    const good = await on.clouds.fetch(new Request(address))
    expect([good.status, good.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect((await on.clouds.fetch(new Request(address.replace(/Expires=\d/, 'Expires=9')))).status).toBe(403)
    expect((await on.clouds.fetch(new Request(address.split('?')[0] ?? ''))).status).toBe(403)
    on.clock.now += 24 * 60 * minuteMs
    const late = await on.clouds.fetch(new Request(address))
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
  })

  it('are absent, expired, gone or no picture at all for some jobs', async () => {
    expect(await coverOf('absent')).toBeUndefined()
    expect((await on.clouds.fetch(new Request(await coverOf('expired')))).status).toBe(403)
    expect((await on.clouds.fetch(new Request(await coverOf('gone')))).status).toBe(404)
    expect(await (await on.clouds.fetch(new Request(await coverOf('unreadable')))).text()).toContain('not a picture')
  })

  it('are encoded once, in the size and format that the job has', async () => {
    const sizes: string[] = []
    on = createCallers({
      encodePortrait: (_, { width, height, format }) => {
        sizes.push(`${width}x${height} ${format}`)
        return Promise.resolve(new Uint8Array([1]))
      },
    })
    const jobs = on.clouds
      .jobs('metastudio')
      .filter(({ cover }) => cover === 'good')
      .slice(0, 60)
    for (const { id } of jobs) {
      const address = (await on.askMetastudio({ jobId: id })).body.cover_download_url
      await on.clouds.fetch(new Request(address))
      await on.clouds.fetch(new Request(address))
    }
    expect(sizes).toHaveLength(jobs.length)
    expect(new Set(sizes)).toEqual(
      new Set([...sizes, '1080x1920 jpeg', '2160x3840 jpeg', '1920x1080 jpeg', '1080x1920 png']),
    )
  })
})
