import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'

it('an error of the cloud is told in Chinese sentences without a gap between them', async () => {
  const world = createWorld()
  world.clouds.fail('metastudio', 'outage')
  await openPage(`/${metastudio}/jobs`, { world, language: 'zh-CN' })
  expect(await screen.findByText('问题出在云端。其他数据源的任务不受影响。')).toBeInTheDocument()
})

it('an empty source names another one behind a Chinese colon', async () => {
  const { server } = await openPage(`/${ice}/jobs`, { language: 'zh-CN', world: createWorld({ iceJobs: 0 }) })
  server.use(http.get(`*/api/sources/${ice}/jobs`, () => HttpResponse.json({ count: 0, offset: 0, limit: 50, jobs: [] })))
  expect(await screen.findByRole('link', { name: /^查看其他数据源：MetaStudio/ })).toBeInTheDocument()
})

it('a failed job is told without a blank behind a Chinese sign or half a sign between Chinese', async () => {
  const world = createWorld()
  const id = world.clouds.jobs('metastudio').find(({ state }) => state === 'TRAIN_FAILED')?.id ?? expect.fail('no job has failed')
  await openPage(`/${metastudio}/jobs/${id}`, { world, language: 'zh-CN' })
  const open = await screen.findByRole('dialog')
  await screen.findByRole('heading', { name: '字段' })
  // The cloud's own words are as they are.
  for (const quote of open.querySelectorAll('blockquote')) quote.remove()
  expect(open.textContent).toContain('待谁处理')
  expect(open.textContent).not.toMatch(/[，。：；？！）]\s|\p{Script=Han}[,:;?!]/u)
})
