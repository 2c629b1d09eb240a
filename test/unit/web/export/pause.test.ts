import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pause } from '#web/jobs/export/collect-jobs.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a pause of an export', () => {
  it('leaves nothing on the signal, however often there is one', async () => {
    const { signal } = new AbortController()
    for (let time = 0; time < 3; time += 1) {
      const over = pause(1_500, signal)
      await vi.advanceTimersByTimeAsync(1_500)
      await over
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('ends with the export, and does not begin after it', async () => {
    const calling = new AbortController()
    const over = expect(pause(1_500, calling.signal)).rejects.toThrow('called off')
    calling.abort(new Error('called off'))
    await over
    await expect(pause(1_500, calling.signal)).rejects.toThrow('called off')
    expect(vi.getTimerCount()).toBe(0)
  })
})
