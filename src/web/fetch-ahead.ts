import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { minderOfNetwork } from './missing-parts.ts'

/** What a reader comes to next, the likeliest first: what is fetched only when it is opened cannot be opened without a network. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('./jobs/drawer/job-drawer.tsx'),
  () => import('./jobs/filters/filter-panel.tsx'),
  () => import('./jobs/filters/filter-sheet.tsx'),
  () => import('./jobs/find/find-box.tsx'),
  () => import('./jobs/find/find-hit.tsx'),
  () => import('./jobs/list/no-rows-face.tsx'),
  () => import('./jobs/list/broken-face.tsx'),
  () => import('./ui/scene.tsx'),
  () => import('./jobs/list/waiting-pill.tsx'),
  () => import('./ui/time-tip.tsx'),
  () => import('./jobs/table/tag-panel.tsx'),
  () => import('./jobs/export/tick-bar.tsx'),
  () => import('./palette/palette.tsx'),
  () => import('./help-sheet.tsx'),
  () => import('./display-choices.tsx'),
  () => import('./jobs/views/view-form.tsx'),
]

/**
 * Fetches them once rows stand, one after the other while the browser has nothing else to do; not for a reader who saves data. That one
 * does not come is told to nobody until it is opened.
 */
export function useFetchAhead(): void {
  const client = useQueryClient()
  useEffect(() => {
    const left = new AbortController()
    if (!isSavingData()) void rows(client, left.signal).then(() => fetchInTurn(parts, left.signal))
    return () => left.abort()
  }, [client])
}

/** One after the other, until one is gone or the page that they are for. */
export async function fetchInTurn(loads: readonly (() => Promise<unknown>)[], left: AbortSignal): Promise<void> {
  for (const load of loads) {
    await idle()
    // Its file is gone, and the others with it.
    if (left.aborted || !(await came(load, left))) return
  }
}

/** Where it does not come for want of a network it is asked for again when that is back. */
async function came(load: () => Promise<unknown>, left: AbortSignal): Promise<boolean> {
  await network()
  if (left.aborted) return false
  const lackedNetwork = minderOfNetwork()
  return load().then(() => true, () => !left.aborted && lackedNetwork() && came(load, left))
}

/** Not every browser tells it. */
function isSavingData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  return typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true
}

/** Waits for them, or until the page that they are for is gone. */
function rows(client: QueryClient, left: AbortSignal): Promise<void> {
  const cache = client.getQueryCache()
  const areHere = () => cache.findAll({ queryKey: ['sources'], predicate: ({ queryKey, state }) => queryKey[2] === 'jobs' && state.status === 'success' }).length > 0
  return new Promise((resolve) => {
    if (areHere()) return resolve()
    const end = () => {
      stop()
      left.removeEventListener('abort', end)
      resolve()
    }
    const stop = cache.subscribe(() => {
      if (areHere()) end()
    })
    left.addEventListener('abort', end)
  })
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve())
    else setTimeout(resolve, withoutIdleMs)
  })
}

/** Between two files, where the browser does not tell when it is idle. */
const withoutIdleMs = 200

function network(): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.onLine) resolve()
    else addEventListener('online', () => resolve(), { once: true })
  })
}
