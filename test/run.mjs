/**
 * `npm test`: installs what is missing, then runs every check there is, and ends with the list of those that failed.
 * `npm test -- unit browser` runs these parts only.
 */
import { nodeVersionProblem } from '../src/setup/node-version.mjs'

const problem = nodeVersionProblem(process.versions.node)
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}

// Only now, because the modules behind it use what an older Node lacks.
const { runTests } = await import('./setup/parts.mjs')
process.exitCode = await runTests(process.argv.slice(2))
