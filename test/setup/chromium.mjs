import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

/**
 * What Playwright leaves out of Chromium, which a second flag of this name would take back; and what no test sees: the list below the
 * address bar is a page of its own, loaded for each window anew, at half a second of the processor for every test.
 * @see node_modules/playwright-core/lib/coreBundle.js, `disabledFeatures`
 */
const leftOut = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]

/** What it is started with: no sandbox where root has none, and nothing but this machine can be reached, whatever proxy the shell names. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-proxy-server',
  `--disable-features=${leftOut.join(',')}`,
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/**
 * A Chromium that is here already: the one that `CHROMIUM` names, else the system's, else the one that Playwright
 * downloaded earlier.
 * @returns {string | undefined} path of a program that starts
 * @throws {Error} when `CHROMIUM` names something that does not start: a wish is not quietly replaced
 */
export function findChromium() {
  const wished = process.env['CHROMIUM']
  if (wished !== undefined && wished !== '') {
    if (isChromium(wished)) return wished
    throw new Error(`CHROMIUM names ${wished}, which is not a Chromium that starts.`)
  }
  return [...usualPlaces(), chromium.executablePath()].find(isChromium)
}

/**
 * Installs Chromium and says what it does: on Debian as root from the distribution, else by Playwright's own installer.
 * No fonts: the tests do not look at glyphs.
 * @returns {string} path of a program that starts
 * @throws {Error} when it could not be installed, with what a person can do
 */
export function installChromium() {
  const isRoot = process.getuid?.() === 0
  if (isRoot && isDebian()) {
    console.log('Installing Chromium with apt-get …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    if (run('apt-get', ['update', '-q'], env) && run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], env)) {
      const installed = findChromium()
      if (installed !== undefined) return installed
    }
  }
  console.log('Installing Chromium with Playwright …')
  const cli = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url))
  // The system's libraries can only be installed as root; elsewhere they are mostly there.
  const withLibraries = isRoot && process.platform === 'linux' ? ['--with-deps'] : []
  run(process.execPath, [cli, 'install', '--no-shell', ...withLibraries, 'chromium'], process.env)
  const installed = findChromium()
  if (installed !== undefined) return installed
  throw new Error(
    'The browser tests need Chromium, and it could not be installed (see above). ' +
      'Install Chromium, Chrome or Edge yourself, or name one that is here: CHROMIUM=/path/to/chromium npm test',
  )
}

/** @returns {string[]} where each system keeps a browser of this family */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((folder) =>
      ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map(
        (program) => join(process.env[folder] ?? 'C:/', program),
      ),
    )
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter(Boolean)
  return names.flatMap((name) => [...new Set(folders)].map((folder) => join(folder, name)))
}

/**
 * Whether it starts: Ubuntu's `chromium-browser` is a script that only tells where to get one.
 * @param {string} file
 */
function isChromium(file) {
  if (!existsSync(file)) return false
  // On Windows it would open a window instead of telling its version.
  if (process.platform === 'win32') return true
  try {
    accessSync(file, constants.X_OK)
  } catch {
    return false
  }
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return status === 0 && /Chrom|Edge/.test(stdout)
}

/** Debian and its kin, but not Ubuntu, whose package `chromium` is only a door to snap. */
function isDebian() {
  if (!existsSync('/etc/os-release')) return false
  const release = readFileSync('/etc/os-release', 'utf8')
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(release) && !/^ID(_LIKE)?=.*\bubuntu\b/m.test(release)
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function run(file, args, env) {
  return spawnSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}
