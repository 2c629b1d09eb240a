import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Histogram } from '#contract/histogram.ts'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const plot = (per = 'day') => screen.findByRole('slider', { name: `Jobs created per ${per}` })
const bucketsOf = async (world: ReturnType<typeof createWorld>, query: string) =>
  ((await world.json(`/api/sources/${metastudio}/histogram?${query}`)).body as Histogram).buckets

it('tells each bucket as the proxy counts it, and makes the chosen days the filter, by keyboard alone', async () => {
  const world = createWorld()
  const { user } = await openPage(`${jobs}?phase=failed,done&limit=10`, { world })
  const buckets = await bucketsOf(world, 'by=day&tz=UTC&phase=failed,done')
  const slider = await plot()
  const says = (place: number) => {
    const { count, failed = 0 } = buckets.at(place) ?? { count: -1 }
    return `${count} ${count === 1 ? 'job' : 'jobs'}${failed === 0 ? '' : `, ${failed} failed`}`
  }
  expect(buckets.some(({ failed = 0, count }) => failed > 0 && failed < count)).toBe(true)
  slider.focus()
  for (let step = 1; step <= 20; step++) {
    await user.keyboard(step === 1 ? '{End}' : '{ArrowLeft}')
    expect(slider.getAttribute('aria-valuetext')).toMatch(new RegExp(`${says(-step)}$`))
  }
  await user.keyboard('{End}{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}')
  expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^11\s?–\s?14 Mar, \d+ jobs/))
  await user.keyboard('{Enter}')
  expect(addressNow()).toBe(`${jobs}?phase=failed,done&create_since=2026-03-11T00:00:00Z&create_until=2026-03-14T23:59:59Z&limit=10`)
  // What was four days of many is now all there is, and the next choice is within it.
  await waitFor(() => expect(slider).toHaveAttribute('aria-valuemax', '3'))
  const chosen = buckets.slice(-4).reduce((sum, { count }) => sum + count, 0)
  await screen.findByText(new RegExp(`of ${chosen}$`))
  expect(slider).toHaveFocus()
})

it('gives up a choice with Escape, and then leaves the key to others', async () => {
  const { user } = await openPage(fewJobs)
  const slider = await plot()
  slider.focus()
  await user.keyboard('{End}{Shift>}{ArrowLeft}{/Shift}{Escape}')
  expect(slider).toHaveAttribute('aria-valuenow', slider.getAttribute('aria-valuemax') ?? '')
  expect(slider.getAttribute('aria-valuetext')).toMatch(/^Sat 14 Mar/)
  expect(addressNow()).toBe(fewJobs)
})

it('asks in the reader’s zone, and not again for another page; where the time of failure is asked for there is no picture', async () => {
  const asked: string[] = []
  const { server, user } = await openPage(`${jobs}?created=3d&limit=1`)
  server.events.on('request:start', ({ request }) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname.endsWith('/histogram')) asked.push(searchParams.toString())
  })
  await plot('hour')
  await user.keyboard(']')
  await waitFor(() => expect(addressNow()).toMatch(/page=2$/))
  await user.click(await screen.findByRole('link', { name: /^Failed since yesterday/ }))
  await waitFor(() => expect(screen.queryByRole('slider')).not.toBeInTheDocument())
  await screen.findByText(/^1–1 of/)
  expect(asked).toEqual(['create_since=2026-03-11T08:00:00Z&by=hour&tz=UTC'.replaceAll(':', '%3A')])
})

it('asks again in a moment when a newer answer is on its way', async () => {
  const world = createWorld()
  const counts = [1, 2]
  const { server } = await openPage(fewJobs, { world })
  server.use(
    http.get('*/histogram', () => {
      const [count = 0] = counts.splice(0, 1)
      const bucket = { from: '2026-03-14T00:00:00Z', to: '2026-03-15T00:00:00Z', count, failed: 0 }
      return HttpResponse.json({ buckets: [bucket], exact: true }, { headers: counts.length > 0 ? { 'Cache-Status': 'understudy; hit; detail=refreshing' } : {} })
    }),
  )
  const slider = await plot()
  await waitFor(() => expect(slider).toHaveAttribute('aria-valuetext', 'Sat 14 Mar, 2 jobs'))
})

it('is quiet about its trouble, while the list is there, and can be asked again', async () => {
  const world = createWorld()
  let isBroken = true
  const { server, user } = await openPage(fewJobs, { world })
  server.use(http.get('*/histogram', () => (isBroken ? HttpResponse.json({ type: 'about:blank', title: 'x', status: 503, detail: 'x', code: 'overloaded' }, { status: 503 }) : undefined)))
  const strip = within(await screen.findByRole('region', { name: 'Created' }))
  await strip.findByText('These numbers could not be loaded.')
  expect(screen.getAllByRole('row')).toHaveLength(11)
  isBroken = false
  await user.click(strip.getByRole('button', { name: 'Try again' }))
  await plot()
})

it('says that there is nothing, where no job was created', async () => {
  await openPage(`${jobs}?name=nobody-has-this-name`)
  await screen.findByText('No job was created in this time.')
})

it('says the numbers as a table, newest first, whose rows lead to their jobs, and back to all dates', async () => {
  const world = createWorld()
  const { user } = await openPage(fewJobs, { world })
  const buckets = (await bucketsOf(world, 'by=day&tz=UTC')).filter(({ count }) => count > 0).toReversed()
  await plot()
  await user.click(screen.getByText('Table'))
  const table = within(await screen.findByRole('table', { name: 'Jobs created per day' }))
  const cells = table.getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell').map((cell) => cell.textContent))
  expect(cells).toEqual(buckets.map(({ count, failed }) => [String(count), String(failed)]))
  await user.click(table.getByRole('link', { name: 'Fri 13 Mar' }))
  expect(addressNow()).toBe(`${jobs}?create_since=2026-03-13T00:00:00Z&create_until=2026-03-13T23:59:59Z&limit=10`)
  await waitFor(() => expect(screen.queryByRole('table', { name: /^Jobs created/ })).not.toBeInTheDocument())
  expect(screen.getByText('Table').closest('summary')).toHaveFocus()
  await user.click(await screen.findByRole('button', { name: 'All dates' }))
  expect(addressNow()).toBe(fewJobs)
  expect(screen.getByRole('slider')).toHaveFocus()
  expect(screen.queryByRole('button', { name: 'All dates' })).not.toBeInTheDocument()
})

it.each([
  ['which it could not read whole', { exact: false, scanned: { jobs: 2000, of: 100_000 } }, 'Counted from the 2,000 of 100,000 jobs that could be read.'],
  ['which are old', { exact: false, stale: true }, 'The last refresh failed: these are older numbers.'],
])('says of numbers %s that they are', async (_, body, why) => {
  const world = createWorld()
  const bucket = { from: '2026-03-14T00:00:00Z', to: '2026-03-15T00:00:00Z', count: 100_000 }
  const { server, user } = await openPage(fewJobs, { world })
  server.use(http.get('*/histogram', () => HttpResponse.json({ buckets: [bucket], ...body })))
  const slider = await plot()
  expect(slider).toHaveAttribute('aria-valuetext', 'Sat 14 Mar, 100,000 jobs, failures not counted yet')
  expect(slider).toHaveAccessibleDescription(new RegExp(why))
  await user.click(screen.getByText('not exact'))
  await screen.findByText(why, { selector: 'details p' })
})

it('is hidden and shown again, and stays so', async () => {
  const { user } = await openPage(fewJobs)
  await plot()
  await user.click(screen.getByRole('button', { name: /^Hide the chart/ }))
  expect(screen.queryByRole('slider')).not.toBeInTheDocument()
  expect(screen.getByRole('main')).toHaveFocus()
  expect(JSON.parse(localStorage.getItem('understudy.preferences') ?? '')).toMatchObject({ histogram: 'hidden' })
})

it('speaks Chinese, and counts ICE too', async () => {
  await openPage(`/${ice}/jobs`, { language: 'zh-CN' })
  const slider = await screen.findByRole('slider', { name: '每天创建的任务数' })
  expect(slider.getAttribute('aria-valuetext')).toMatch(/^3月14日周六，[\d,]+ 个任务/)
  expect(slider).toHaveAccessibleDescription(/创建 \d+ 个任务，其中 \d+ 个失败。峰值：.* 个任务。/)
})
