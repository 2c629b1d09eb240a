import { createChance } from './chance.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** When the jobs that a world begins with were created: sorted epoch ms over the last ninety days, all before `startedAt`. */
export function toFirstBirths(seed: number, count: number, startedAt: number): Float64Array {
  // A small world is squeezed into fewer days: it would have nothing fresh otherwise.
  const hours = Math.max(48, Math.round(Math.min(90, (count / 500) * 90) * 24))
  const weights = Array.from({ length: hours }, (_, back) => hourWeight(seed, startedAt, hours - back))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const births = new Float64Array(count)
  const chance = createChance(seed, 'births')
  let hour = 0
  let before = 0
  for (let index = 0; index < count; index += 1) {
    const target = ((index + chance.between(0.05, 0.95)) / count) * total
    while (hour < hours - 1 && before + (weights[hour] ?? 0) < target) {
      before += weights[hour] ?? 0
      hour += 1
    }
    const within = Math.min(0.999, (target - before) / (weights[hour] ?? 1))
    births[index] = Math.floor((startedAt - (hours - hour - within) * hourMs) / 1000) * 1000 - 1000
  }
  return births
}

/** How many jobs an hour brings, `hoursAgo` before the world began: days and nights in Beijing, weekends, campaigns, a busy present. */
function hourWeight(seed: number, startedAt: number, hoursAgo: number): number {
  const beijing = new Date(startedAt - hoursAgo * hourMs + 8 * hourMs)
  const night = beijing.getUTCHours() < 8 || beijing.getUTCHours() > 22
  const weekend = beijing.getUTCDay() % 6 === 0
  const daysAgo = hoursAgo / 24
  const day = createChance(seed, 'day', Math.floor(daysAgo))
  const campaign = day.happens(0.07) ? day.between(3, 6) : day.between(0.6, 1.3)
  const recent = 1 + 7 * Math.exp(-daysAgo / 6)
  const justNow = hoursAgo <= 2 ? 7 : 1
  return (night ? 0.3 : 1) * (weekend ? 0.5 : 1) * (daysAgo < 4 ? 1 : campaign) * recent * justNow
}

/**
 * When the job number `order` (from 0) that arrives after the beginning is created. The first come every `gapMs`;
 * the gaps widen slowly, so that a world left running for weeks does not fill up.
 */
export function toArrival(seed: number, cloud: string, order: number, startedAt: number, gapMs: number): number {
  const steady = gapMs * (order + (order * order) / 240)
  const jitter = createChance(seed, 'arrival', cloud, order).between(0.3, 0.9) * gapMs
  return Math.floor((startedAt + steady + jitter) / 1000) * 1000 + 1000
}

/** Whole days between two times (epoch ms). */
export const daysBetween = (from: number, to: number) => (to - from) / dayMs
