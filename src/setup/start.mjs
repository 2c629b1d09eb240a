/**
 * `npm start`: installs what is missing, builds what is stale, then becomes the proxy. It runs before anything is
 * installed, so everything it imports up to the proxy is plain JavaScript over Node's own modules.
 */
import { nodeVersionProblem } from './node-version.mjs'

const problem = nodeVersionProblem(process.versions.node)
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}

// Only now, because the modules behind it use what an older Node lacks.
const { prepare } = await import('./prepare.mjs')
const proxy = await prepare()
// In this very process: arguments, signals and the exit code are the proxy's own, and nothing is started twice.
await import(proxy.href)
