/** The picture in numbers of pixels. Pure. */
import type { Bucket } from '#contract/histogram.ts'
import type { Tick } from './bucket-text.ts'

/** A stretch of time laid over so many pixels. */
export interface Scale {
  /** Epoch ms. */
  from: number
  to: number
  widthPx: number
}

/** From where the question begins, or the first bucket if that is earlier, to the end of the last one. */
export function scaleOf(buckets: readonly Bucket[], since: string | undefined, widthPx: number): Scale | undefined {
  const [first] = buckets
  const last = buckets.at(-1)
  if (first === undefined || last === undefined) return undefined
  const begin = Date.parse(first.from)
  return { from: since === undefined ? begin : Math.min(begin, Date.parse(since)), to: Date.parse(last.to), widthPx }
}

export const toPx = ({ from, to, widthPx }: Scale, at: number): number => Math.round(((at - from) / (to - from)) * widthPx)

/** The place of the bucket under a pixel; where there is none, for it is not counted yet, that of the one before it. */
export function placeAt(buckets: readonly Bucket[], { from, to, widthPx }: Scale, px: number): number {
  const at = from + (px / Math.max(1, widthPx)) * (to - from)
  return Math.max(0, buckets.findLastIndex((bucket) => Date.parse(bucket.from) <= at))
}

const widestBarPx = 28
/** So low a bar is still seen. */
const lowestPx = 2

/** Outlines of the failed parts, which stand on the ground, and of the rest above them with a gap between, as data of two SVG paths. */
export function barPaths(buckets: readonly Bucket[], scale: Scale, heightPx: number): { rest: string; failed: string } {
  const most = Math.max(1, ...buckets.map(({ count }) => count))
  const slots = buckets.map(({ from, to }) => toPx(scale, Date.parse(to)) - toPx(scale, Date.parse(from)))
  // One width for all: an hour more or less in a day does not make a bar wider.
  const slot = slots.length === 0 ? 0 : slots.reduce((sum, one) => sum + one, 0) / slots.length
  const gap = slot >= 10 ? 3 : slot >= 5 ? 2 : slot >= 2 ? 1 : 0
  const width = Math.max(1, Math.min(widestBarPx, Math.floor(slot) - gap))
  const tall = (count: number) => (count === 0 ? 0 : Math.max(lowestPx, Math.round((count / most) * heightPx)))
  let rest = ''
  let failed = ''
  for (const bucket of buckets) {
    const left = toPx(scale, Date.parse(bucket.from)) + Math.max(0, Math.floor((slot - width) / 2))
    const outline = (bottom: number, height: number) => `M${left} ${bottom}v${-height}h${width}v${height}z`
    const failures = Math.min(bucket.failed ?? 0, bucket.count)
    // A job that did not fail is never hidden behind those that did.
    const failedPx = Math.min(tall(failures), failures < bucket.count ? heightPx - 2 : heightPx)
    const footPx = failedPx === 0 ? 0 : failedPx + 1
    if (failedPx > 0) failed += outline(heightPx, failedPx)
    if (failures < bucket.count) rest += outline(heightPx - footPx, Math.max(1, tall(bucket.count) - footPx))
  }
  return { rest, failed }
}

/** The ground under the bars as data of two SVG paths: where it was counted, and where it was not. */
export function groundPaths(buckets: readonly Bucket[], scale: Scale, y: number): { counted: string; missing: string } {
  const line = (from: number, to: number) => (to > from ? `M${toPx(scale, from)} ${y}H${toPx(scale, to)}` : '')
  const edges = [scale.from, ...buckets.map(({ to }) => Date.parse(to))]
  return {
    counted: buckets.map(({ from, to }) => line(Date.parse(from), Date.parse(to))).join(''),
    missing: buckets.map(({ from }, index) => line(edges[index] ?? scale.from, Date.parse(from))).join(''),
  }
}

export interface PlacedTick extends Tick {
  px: number
}

/** The labels for which there is room: the first one, each that the one before leaves room for, and none where the end has its own. */
export function fitTicks(ticks: readonly Tick[], scale: Scale, labelPx: number): PlacedTick[] {
  const fitted: PlacedTick[] = []
  for (const tick of ticks) {
    const px = toPx(scale, tick.at)
    const before = fitted.at(-1)
    if (before === undefined || (px >= before.px + labelPx && px <= scale.widthPx - 2 * labelPx)) fitted.push({ ...tick, px })
  }
  return fitted
}
