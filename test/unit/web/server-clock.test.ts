import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hearServerTime, serverAheadMs, serverNow } from '#web/server-clock.ts'

const at = Date.parse('2026-03-14T08:00:00Z')
const dateOf = (ms: number) => new Date(ms).toUTCString()

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: at }))
afterEach(() => {
  hearServerTime(null)
  vi.useRealTimers()
})

it.each([
  ['two hours behind', 7_200_000],
  ['a day ahead', -86_400_000],
])('where the device is %s, the time is the server’s', (_, ahead) => {
  hearServerTime(dateOf(at + ahead))
  expect(serverAheadMs()).toBe(ahead)
  expect(serverNow()).toBe(at + ahead)
})

it.each([
  ['agrees within five minutes', dateOf(at + 290_000)],
  ['says nothing', null],
  ['says nonsense', 'yesterday'],
])('where the server %s, the time is the device’s again', (_, date) => {
  hearServerTime(dateOf(at + 7_200_000))
  hearServerTime(date)
  expect(serverNow()).toBe(at)
})
