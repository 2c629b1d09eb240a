import { afterEach, describe, expect, it, vi } from 'vitest'
import { watchForReturn } from '#web/query-client.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a reader who is back', () => {
  it('from sleep is caught up with once, and time that only passes is no sleep', () => {
    vi.useFakeTimers({ now: 0 })
    const shown = new EventTarget()
    vi.stubGlobal('addEventListener', shown.addEventListener.bind(shown))
    vi.stubGlobal('removeEventListener', shown.removeEventListener.bind(shown))
    const catchUp = vi.fn()
    const stop = watchForReturn(catchUp)
    vi.advanceTimersByTime(600_000)
    expect(catchUp).not.toHaveBeenCalled()
    // The lid is closed for an hour: the clock goes on, the timers do not.
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(10_000)
    expect(catchUp).toHaveBeenCalledTimes(1)
    shown.dispatchEvent(new Event('visibilitychange'))
    expect(catchUp).toHaveBeenCalledTimes(2)
    stop()
    shown.dispatchEvent(new Event('visibilitychange'))
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(10_000)
    expect(catchUp).toHaveBeenCalledTimes(2)
  })
})
