import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { ensureInstalled } from '../../src/setup/installed.mjs'
import { endWithParent } from '../../src/setup/parent.mjs'
import { seconds } from '../../src/setup/step.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const vitestProjects = ['unit', 'fuzz', 'integration', 'page']
const failedTests = fileURLToPath(new URL('failed-tests.mjs', import.meta.url))
const parts = ['types', 'lint', 'build', ...vitestProjects, 'browser']

/**
 * Runs the named parts, or all. A failure does not stop the others, because a developer wants to know them all, but a
 * part whose ground is missing fails unrun.
 * @param {readonly string[]} args names of parts
 * @returns {Promise<number>} the exit code: 0, 1 when a part failed, 2 when a name is wrong
 */
export async function runTests(args) {
  const unknown = args.filter((arg) => !parts.includes(arg))
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. The parts are: ${parts.join(', ')}.`)
    return 2
  }
  endWithParent()
  /** @param {string} part */
  const isWanted = (part) => args.length === 0 || args.includes(part)
  const projects = vitestProjects.filter(isWanted)
  const startedAt = performance.now()
  /** @type {Map<string, string>} what each failed step said */
  const failures = new Map()

  /**
   * @param {string} title
   * @param {() => unknown} work throws when it fails
   */
  async function step(title, work) {
    const stepStartedAt = performance.now()
    console.log(`\n▶ ${title}`)
    try {
      await work()
      console.log(`✔ ${title}: ${seconds(performance.now() - stepStartedAt)}`)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      failures.set(title, message)
      console.error(`${message}\n✘ ${title}: failed after ${seconds(performance.now() - stepStartedAt)}`)
    }
    return !failures.has(title)
  }

  if (await step('Packages', () => ensureInstalled(root))) {
    if (isWanted('types')) await step('Types', () => runBin('typescript/bin/tsc', []))
    if (isWanted('lint')) await step('Lint', () => runBin('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']))
    const needsBuild = ['build', 'integration', 'browser'].some(isWanted)
    const isBuilt = needsBuild && (await step('Build', () => ensureBuilt(root)))
    if (projects.length > 0) {
      const title = `${projects.join(', ')} tests`.replace(/^./, (letter) => letter.toUpperCase())
      const args = ['run', '--reporter=default', `--reporter=${failedTests}`, ...projects.flatMap((project) => ['--project', project])]
      await step(title, () => runSuite('vitest/vitest.mjs', args))
    }
    if (isWanted('browser')) {
      const hasChromium = await step('Chromium', ensureChromium)
      if (hasChromium && isBuilt) {
        const args = ['test', '--config', 'test/browser/playwright.config.ts', `--reporter=list,${failedTests}`]
        await step('Browser tests', () => runSuite('@playwright/test/cli.js', args))
      } else {
        failures.set('Browser tests', 'not run, because what they need is missing')
      }
    }
  }

  const total = seconds(performance.now() - startedAt)
  if (failures.size === 0) {
    console.log(`\nAll passed in ${total}.`)
    return 0
  }
  console.error(`\nFailed after ${total}:`)
  for (const [title, message] of failures) console.error(`  ✘ ${title}: ${message.trim()}`)
  return 1
}

/** Finds or installs Chromium and hands it to the browser tests. */
async function ensureChromium() {
  // Its module needs Playwright, which is there only after the packages are.
  const { findChromium, installChromium } = await import('./chromium.mjs')
  const chromium = findChromium() ?? installChromium()
  console.log(chromium)
  process.env['CHROMIUM'] = chromium
}

/**
 * Runs a tool that has tests; names those that failed once more where it ends, because its own words are far above by then.
 * @param {string} bin
 * @param {string[]} args
 */
async function runSuite(bin, args) {
  const file = `${root}test-results/failed-tests`
  mkdirSync(`${root}test-results`, { recursive: true })
  writeFileSync(file, '')
  process.env['FAILED_TESTS'] = file
  try {
    await runBin(bin, args)
    const once = readFileSync(file, 'utf8').trim()
    if (once !== '') console.log(`Failed once and passed then, to be mended:\n${once}`)
  } catch (error) {
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    throw new Error([error instanceof Error ? error.message : String(error), ...lines].join('\n      '), { cause: error })
  }
}

/**
 * Runs a tool of node_modules with its output shown as it comes.
 * @param {string} bin
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function runBin(bin, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}node_modules/${bin}`, ...args], { cwd: root, stdio: 'inherit' })
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      child.kill(signal)
      child.once('close', () => process.exit(130))
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      if (code === 0) resolve()
      else reject(new Error(`ended with ${code ?? signal}`))
    })
  })
}
