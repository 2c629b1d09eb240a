import { afterEach, describe, expect, it, vi } from 'vitest'
import { readHttpDate } from '#proxy/http-date.ts'

afterEach(() => void vi.unstubAllEnvs())

describe.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'])('an HTTP date on a machine in the zone %s', (zone) => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994', ' Sun, 06 Nov 1994 08:49:37 GMT '])('is the same moment as %j', (text) => {
    vi.stubEnv('TZ', zone)
    expect(readHttpDate(text)).toBe(784_111_777_000)
  })

  it.each([null, '', '0', '1994', '1994-11-06T08:49:37Z', 'Sun, 06 Nov 1994 08:49:37', 'Sun, 06 Nov 1994 08:49:37 +0800', 'Nov 6', 'Sun Nov  6 08:49:37 1994 PST'])('is not %j', (text) => {
    vi.stubEnv('TZ', zone)
    expect(readHttpDate(text)).toBeNaN()
  })
})
