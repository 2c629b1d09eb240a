import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { onTestFinished, vi } from 'vitest'
import { App } from '#web/app.tsx'
import { loadMessages } from '#web/messages/messages.tsx'
import { forgetColumns } from '#web/jobs/table/column-choice.ts'
import { wantFirst } from '#web/jobs/list/list-focus.ts'
import { forgetViews } from '#web/jobs/views/saved-views.ts'
import { retryMissing } from '#web/missing-parts.ts'
import { forgetPreferences, prefer } from '#web/preferences.ts'
import type { Preferences } from '#web/preferences.ts'
import { createQueryClient } from '#web/query-client.ts'
import { createWorld, metastudio } from '../world.ts'
import type { World, WorldOptions } from '../world.ts'

interface PageOptions extends WorldOptions {
  language?: Preferences['language']
  world?: World
}

/**
 * Chunks of their own that the page fetches by itself, the drawer, the ticks’ bar and the other language. They are there when it asks for them: to read their code takes longer
 * than all that a test waits for, and on a laden machine longer than its patience.
 */
const parts = [
  () => import('#web/bar-end.tsx'),
  () => import('#web/jobs/find/find-box.tsx'),
  () => import('#web/jobs/filters/filter-panel.tsx'),
  () => import('#web/jobs/filters/phase-more.tsx'),
  () => import('#web/jobs/histogram/histogram-strip.tsx'),
  () => import('#web/jobs/list/broken-face.tsx'),
  () => import('#web/jobs/list/order-menu.tsx'),
  () => import('#web/jobs/list/list-notice.tsx'),
  () => import('#web/jobs/list/announcements.tsx'),
  () => import('#web/jobs/list/pager.tsx'),
  () => import('#web/jobs/list/rows-per-page.tsx'),
  () => import('#web/jobs/list/waiting-pill.tsx'),
  () => import('#web/jobs/table/column-menu.tsx'),
  () => import('#web/jobs/table/column-handle.tsx'),
  () => import('#web/jobs/export/export-menu.tsx'),
  () => import('#web/jobs/export/tick-bar.tsx'),
  () => import('#web/jobs/drawer/job-drawer.tsx'),
  () => import('#web/messages/zh-CN.ts'),
]

/**
 * Opens the page at an address, with the real proxy and both emulated clouds behind it: MSW hands every request of the
 * page to the proxy. A request to anywhere else fails the test.
 */
export async function openPage(address: string, options: PageOptions = {}) {
  const { language = 'en', world = createWorld(options) } = options
  vi.useFakeTimers({ toFake: ['Date'], now: world.clock.now() })
  const server = setupServer(
    http.all(/\/(?:api|signin)\//, async ({ request }) => {
      // The proxy minds the name it is called by; the port of the test's document is none of it.
      const url = new URL(request.url)
      url.port = ''
      // As a browser says it of a page's own requests.
      const headers = new Headers([...request.headers, ['sec-fetch-site', 'same-origin']])
      const body = request.method === 'POST' ? { body: await request.text() } : {}
      return new HttpResponse(...(await passed(await world.proxy.fetch(new Request(url, { method: request.method, headers, ...body })))))
    }),
  )
  server.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => server.close())

  await Promise.all(parts.map((load) => load()))
  forgetPreferences()
  forgetColumns()
  forgetViews()
  // Nor is a focus that its list never came for.
  wantFirst(undefined)
  retryMissing()
  prefer({ language, zone: 'utc' })
  history.replaceState(null, '', address)
  const client = createQueryClient()
  onTestFinished(() => client.clear())
  const messages = await loadMessages(language)
  const user = userEvent.setup()
  // What the test before copied is not this reader’s.
  await navigator.clipboard.write([])
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <App first={{ language, messages }} />
    </QueryClientProvider>,
  )
  return { world, client, messages, server, unmount, user }
}

async function passed(response: Response): Promise<[ArrayBuffer, ResponseInit]> {
  return [await response.arrayBuffer(), { status: response.status, headers: response.headers }]
}

/** The list with few rows, for tests that look at something else: to draw the usual fifty, and to look through them, takes longer than all else. */
export const fewJobs = `/${metastudio}/jobs?limit=10`

/** The address as it stands, path and query. */
export const addressNow = () => `${location.pathname}${location.search}`
