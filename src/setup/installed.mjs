import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { lockDisagreements, missingPackages } from './lock.mjs'
import { runStep, StepError } from './step.mjs'

const stamp = 'node_modules/.understudy-installed'

/**
 * Runs `npm ci` unless what stands in `node_modules` is what package-lock.json asks for on this platform.
 * @param {string} root the project's folder
 * @returns {Promise<void>}
 * @throws {StepError} when package.json and the lock disagree or npm fails
 */
export async function ensureInstalled(root) {
  if (existsSync(join(root, stamp)) && readFileSync(join(root, stamp), 'utf8') === stampWord(root)) return
  const lock = readJson(join(root, 'package-lock.json'))
  const disagreements = lockDisagreements(readJson(join(root, 'package.json')), lock)
  if (disagreements.length > 0) {
    throw new StepError(
      `package.json and package-lock.json disagree about ${disagreements.join(', ')}: run "npm install" to bring them together.`,
    )
  }
  if (!isInstalledByHand(root, lock)) {
    await runStep('Installing packages with npm ci', [{ ...npmCi(process.env), cwd: root }])
  }
  writeFileSync(join(root, stamp), stampWord(root))
}

/**
 * The lock, npm's own record of what it installed, and the platform: a later `npm install --omit=dev`, or a folder that
 * is shared with a container, changes the word.
 * @param {string} root
 */
function stampWord(root) {
  const paths = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json']
  return `${fingerprint(root, paths)} ${process.platform}-${process.arch}\n`
}

/**
 * Whether somebody ran npm without us and everything is there: then a second install would only cost time.
 * @param {string} root
 * @param {import('./lock.mjs').Lock} lock
 */
function isInstalledByHand(root, lock) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  return missingPackages(lock, readJson(record), { os: process.platform, cpu: process.arch, libc: libc() }).length === 0
}

/** The C library, as npm tells it: packages with native code come in two builds for Linux. */
function libc() {
  if (process.platform !== 'linux') return undefined
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

/**
 * The install as a command that gives the same tree whatever surrounds it: the tools for building are wanted in
 * production too, and what was meant for an outer `npm start --omit=dev` or `npm --prefix` is not meant for us.
 * Settings of registry, cache, certificates and network proxies stay.
 * @param {NodeJS.ProcessEnv} outerEnv
 * @returns {Omit<import('./step.mjs').Command, 'cwd'>}
 */
export function npmCi(outerEnv) {
  const args = ['ci', '--include=dev', '--include=optional', '--include=peer', '--no-audit', '--no-fund', '--loglevel=warn']
  const env = Object.fromEntries(Object.entries(outerEnv).filter(([name]) => !isDisturbing(name)))
  const outerNpm = outerEnv['npm_execpath']
  // The npm that started us, even where no npm is on the path.
  if (outerNpm !== undefined && basename(outerNpm) === 'npm-cli.js') {
    return { file: process.execPath, args: [outerNpm, ...args], env }
  }
  // On Windows npm is a batch file, which only a shell runs.
  return { file: 'npm', args, env, throughShell: process.platform === 'win32' }
}

const disturbing = new Set(
  (
    'also cpu dev dry_run force global include include_workspace_root install_strategy json legacy_peer_deps libc ' +
    'local_prefix location loglevel omit only optional os package_lock package_lock_only production save shrinkwrap ' +
    'silent strict_peer_deps workspace workspaces'
  ).split(' '),
)

/** @param {string} name of an environment variable; npm reads its own in any case and with either dash */
function isDisturbing(name) {
  if (name === 'NODE_ENV') return true
  const setting = /^npm_config_(.+)$/i.exec(name)?.[1]
  return setting !== undefined && disturbing.has(setting.toLowerCase().replaceAll('-', '_'))
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new StepError(`${basename(file)} cannot be read as JSON.`, { cause })
  }
}
