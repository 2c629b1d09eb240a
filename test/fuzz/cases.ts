/** How many cases each property gets: few in `npm test`; `npm run fuzz` says how many. */
const cases = Number(process.env['FUZZ_CASES'] ?? 1_000)
/** No case takes so long that ends. */
const caseTimeoutMs = 10_000

/**
 * Parameters for fast-check, and what the runner allows a property of so many cases.
 * @param share of all cases; those of all properties are 1 together
 */
export function toCases(share: number): { given: { numRuns: number; timeout: number }; timeout: number } {
  const numRuns = Math.ceil(cases * share)
  return { given: { numRuns, timeout: caseTimeoutMs }, timeout: 30_000 + numRuns * 100 }
}
