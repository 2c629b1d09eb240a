import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint } from './fingerprint.mjs'
import { runStep } from './step.mjs'
import { inTurn } from './turn.mjs'

const inputs = ['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const outputs = ['dist/web', 'dist/proxy']
const stamp = 'dist/.built'

/**
 * Builds the page and the proxy unless what stands in `dist` was built from the files as they are now. Who asks while another process
 * builds waits and finds it built: two that write the same folder would leave a mixture.
 * @param {string} root the project's folder
 * @returns {Promise<URL>} the built proxy
 * @throws {import('./step.mjs').StepError} when a build fails
 */
export async function ensureBuilt(root) {
  if (!isBuilt(root)) await inTurn(join(root, 'dist/.building'), () => build(root))
  return pathToFileURL(join(root, 'dist/proxy/main.js'))
}

/** @param {string} root */
async function build(root) {
  if (isBuilt(root)) return
  rmSync(join(root, stamp), { force: true })
  // Taken before the build: a file saved meanwhile must make the next start build again.
  const inputsWord = fingerprint(root, inputs)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  // Vite chooses production by itself; a NODE_ENV of the shell would make it build React's development version.
  const { NODE_ENV: _, ...env } = process.env
  await runStep('Building the page and the proxy', [
    { file: process.execPath, args: [vite, 'build'], cwd: root, env },
    { file: process.execPath, args: [vite, 'build', '--ssr'], cwd: root, env },
  ])
  writeFileSync(join(root, stamp), `${inputsWord} ${fingerprint(root, outputs)}\n`)
}

/**
 * Whether `dist` is whole and was built from the files as they are now. The stamp holds both sides, so a build by hand,
 * an interrupted one and a deleted picture are noticed as well as a changed source.
 * @param {string} root the project's folder
 * @returns {boolean}
 */
export function isBuilt(root) {
  if (!existsSync(join(root, stamp)) || !existsSync(join(root, 'dist/proxy/main.js'))) return false
  return readFileSync(join(root, stamp), 'utf8').trim() === `${fingerprint(root, inputs)} ${fingerprint(root, outputs)}`
}
