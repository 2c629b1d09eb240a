import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { watchNetwork } from '#web/missing-parts.ts'
import { Part } from '#web/ui/part.tsx'
import { partOf } from '#web/ui/part-of.tsx'
import { fetchInTurn, useFetchAhead } from '#web/fetch-ahead.ts'

beforeAll(watchNetwork)

/** A browser's idea of its network, moved by hand. */
function setUpNetwork(isOnline: boolean) {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  onTestFinished(() => online.mockRestore())
  return (isBack: boolean) => {
    online.mockReturnValue(isBack)
    dispatchEvent(new Event(isBack ? 'online' : 'offline'))
  }
}

/** The code of a part, of which each time that it is asked for is answered by hand. */
function setUpCode<Came>(part: Came) {
  const asked: ((comes: boolean) => void)[] = []
  const load = () => new Promise<Came>((resolve, reject) => asked.push((comes) => (comes ? resolve(part) : reject(new Error('Failed to fetch dynamically imported module')))))
  return { asked, load }
}

function setUpPart() {
  const { asked, load } = setUpCode(() => <p>It is here.</p>)
  const Code = partOf(load)
  render(<Part fallback="It is on its way." failed="It did not come."><Code /></Part>, { onCaughtError: () => {} })
  return asked
}

it('a part that fails for want of a network which is back before that is seen is asked for again at once', async () => {
  const setOnline = setUpNetwork(false)
  const asked = setUpPart()
  await screen.findByText('It is on its way.')
  setOnline(true)
  asked[0]?.(false)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.(true)
  await screen.findByText('It is here.')
})

it('a part whose file is gone is not asked for again and again', async () => {
  setUpNetwork(true)
  const asked = setUpPart()
  await screen.findByText('It is on its way.')
  asked[0]?.(false)
  await screen.findByText('It did not come.')
  expect(asked).toHaveLength(1)
})

it('what is fetched ahead and fails for want of a network is asked for again once that is back, and so are those after it', async () => {
  const setOnline = setUpNetwork(true)
  const first = setUpCode(undefined)
  const second = setUpCode(undefined)
  void fetchInTurn([first.load, second.load], new AbortController().signal)
  await vi.waitFor(() => expect(first.asked).toHaveLength(1))
  setOnline(false)
  first.asked[0]?.(false)
  setOnline(true)
  await vi.waitFor(() => expect(first.asked).toHaveLength(2))
  first.asked[1]?.(true)
  await vi.waitFor(() => expect(second.asked).toHaveLength(1))
})

it.each([true, false])('nothing more is fetched ahead for a page that is gone (the file on its way comes: %s)', async (comes) => {
  setUpNetwork(true)
  const first = setUpCode(undefined)
  const second = setUpCode(undefined)
  const left = new AbortController()
  const done = fetchInTurn([first.load, second.load], left.signal)
  await vi.waitFor(() => expect(first.asked).toHaveLength(1))
  left.abort()
  first.asked[0]?.(comes)
  await done
  expect(first.asked).toHaveLength(1)
  expect(second.asked).toHaveLength(0)
})

it('a page that is left before it has rows waits for them no longer', () => {
  const client = new QueryClient()
  const Page = () => {
    useFetchAhead()
    return null
  }
  const { unmount } = render(<QueryClientProvider client={client}><Page /></QueryClientProvider>)
  expect(client.getQueryCache().hasListeners()).toBe(true)
  unmount()
  expect(client.getQueryCache().hasListeners()).toBe(false)
})
