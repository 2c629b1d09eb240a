/** What few, noisy samples allow to be said: medians, ranges, and ratios taken round by round. */

/** @typedef {{ n: number, median: number, p95: number, min: number, max: number }} Summary */

/**
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/**
 * @param {readonly (number | undefined)[]} values
 * @returns {Summary | undefined} nothing of nothing
 */
export function summary(values) {
  const numbers = values.flatMap((value) => (value !== undefined && Number.isFinite(value) ? [value] : []))
  if (numbers.length === 0) return undefined
  return {
    n: numbers.length,
    median: quantile(numbers, 0.5),
    p95: quantile(numbers, 0.95),
    min: Math.min(...numbers),
    max: Math.max(...numbers),
  }
}

/**
 * The ratio of two targets in the same rounds, so that the slow drift of a machine, which hits both alike, cancels.
 * @param {ReadonlyMap<number, number>} ours by round
 * @param {ReadonlyMap<number, number>} theirs by round
 */
export function pairedRatio(ours, theirs) {
  return summary([...ours].map(([round, value]) => value / (theirs.get(round) ?? Number.NaN)))
}

/**
 * Least-squares slope of the second over the first: bytes of heap a page flip.
 * @param {readonly (readonly [number, number])[]} points
 */
export function slope(points) {
  const mean = (/** @type {0 | 1} */ axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}

/**
 * Every target gets early and late places: ABC, CBA, BCA, ACB, …
 * @template T
 * @param {number} round
 * @param {readonly T[]} targets
 */
export function orderFor(round, targets) {
  const shift = Math.floor(round / 2) % targets.length
  const turned = [...targets.slice(shift), ...targets.slice(0, shift)]
  return round % 2 === 0 ? turned : turned.toReversed()
}

/**
 * `median (min–max)`.
 * @param {Summary | undefined} found
 * @param {number} digits
 */
export function cell(found, digits) {
  if (found === undefined) return '–'
  const [median, min, max] = [found.median, found.min, found.max].map((value) => value.toFixed(digits))
  return min === max ? String(median) : `${median} (${min}–${max})`
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
