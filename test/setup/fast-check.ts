import { configureGlobal } from 'fast-check'

/**
 * Every property meets the same cases each time, so that nothing fails by chance in the work of somebody else. `npm run fuzz` has other
 * cases, and more of them. What fails prints its seed.
 */
const { FUZZ_SEED = '20260115', FUZZ_CASES } = process.env
configureGlobal({ seed: Number(FUZZ_SEED), ...(FUZZ_CASES !== undefined && { numRuns: Math.ceil(Number(FUZZ_CASES) / 100) }) })
