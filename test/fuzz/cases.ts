/** How many cases each property gets: few and the same ones in `npm test`; `npm run fuzz` says how many, and with which seed. */
const cases = Number(process.env['FUZZ_CASES'] ?? 1_000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20260115)
/** No case takes so long that ends. */
const caseTimeoutMs = 10_000

/**
 * Parameters for fast-check, and what the runner allows a property of so many cases.
 * @param share of all cases; those of all properties are 1 together
 */
export function toCases(share: number): { given: { numRuns: number; seed: number; timeout: number }; timeout: number } {
  const numRuns = Math.ceil(cases * share)
  return { given: { numRuns, seed, timeout: caseTimeoutMs }, timeout: 30_000 + numRuns * 100 }
}
