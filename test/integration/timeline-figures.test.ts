import { expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import { toStory } from '#web/jobs/drawer/story.ts'
import type { Story, StoryRow } from '#web/jobs/drawer/story.ts'
import { createWorld, metastudio } from './world.ts'

const minuteMs = 60_000

/** Every job of a world, as its drawer has it. */
async function detailsOf(world: ReturnType<typeof createWorld>) {
  const details: JobDetail[] = []
  for (const { id } of world.clouds.jobs('metastudio')) {
    for (;;) {
      const { status, body } = await world.json(`/api/sources/${metastudio}/jobs/${id}`)
      if (status === 200) {
        details.push(JobDetail.parse(body))
        break
      }
      expect(status).toBe(429)
      world.clock.advance(1_000)
    }
    world.clock.advance(1_000)
  }
  return details
}

/** First and last moment that a row tells. */
function momentsOf(row: StoryRow): number[] {
  const entries = row.kind === 'fold' ? row.entries : row.kind === 'entry' || row.kind === 'comment' ? [row] : []
  return entries.flatMap(({ at }) => at ?? [])
}

/** What does not add up in a story. */
function faultsOf({ rows, shares, since }: Story, now: number): string[] {
  const faults: string[] = []
  const moments = rows.flatMap(momentsOf)
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'span' && row.kind !== 'now') continue
    const before = rows.slice(0, index).flatMap(momentsOf).at(-1)
    const next = row.kind === 'now' ? now : rows.slice(index).flatMap(momentsOf)[0]
    const from = row.from ?? (row.kind === 'now' && row.isBound && since.kind !== 'none' ? since.at : before)
    if (from === undefined || next === undefined) faults.push(`${row.kind} of nothing`)
    else {
      if (Math.abs(next - from - row.ms) >= minuteMs) faults.push(`${row.kind} ${row.wait} ${row.ms} is not ${next - from}`)
      if (!moments.some((at) => at === from)) faults.push(`${row.kind} begins where nothing is told`)
    }
  }
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'attempt') continue
    // A review begins when it is asked for, which may be after the attempt began.
    const own = [...rows.slice(index).flatMap(momentsOf), now]
    const starts = row.end === 'review' ? own : own.slice(0, 1)
    if (!starts.some((start) => own.some((end) => end - start === row.ms))) faults.push(`attempt ${row.number} lasts ${row.ms}, to no moment that is told`)
  }
  if (shares !== undefined) {
    const total = Object.values(shares).reduce((sum, ms) => sum + ms, 0)
    const [first = Number.NaN] = moments
    const isOpen = rows.some(({ kind }) => kind === 'now')
    const whole = (isOpen ? now : Math.max(...moments)) - first
    if (Math.abs(total - whole) >= minuteMs) faults.push(`shares ${JSON.stringify(shares)} are not ${whole}`)
  }
  return faults
}

it.each([0, 5, 23, 100])('the figures of every timeline add up: each wait is the time between the lines beside it, or says from when; attempts and shares end where a line stands (%i h on)', async (hours) => {
  const world = createWorld()
  world.clock.advance(hours * 3_600_000)
  const details = await detailsOf(world)
  const now = world.clock.now()
  const stories = details.map((detail) => ({ detail, story: toStory(detail, now) }))
  expect(stories.filter(({ story }) => story.rows.some((row) => row.kind === 'span')).length).toBeGreaterThan(50)
  expect(stories.flatMap(({ story }) => story.rows).some((row) => row.kind === 'span' && row.from !== undefined)).toBe(true)
  const faults = stories.flatMap(({ detail, story }) => faultsOf(story, now).map((fault) => `${detail.job.job_id} ${detail.job.state} ${fault} ${detail.timeline.map((entry) => `${entry.at?.slice(5, 16)} ${entry.log_type} ${logTypeFacts(entry.log_type)?.enters ?? ''}`).join(' / ')}`))
  expect(faults).toEqual([])
})
