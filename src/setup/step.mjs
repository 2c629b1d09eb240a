import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** A set-up step that failed, with a message written for the person who typed the command. */
export class StepError extends Error {
  /** @override */
  name = 'StepError'
}

const shownLines = 25

/**
 * @typedef {object} Command
 * @property {string} file what to run
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [throughShell] for files that only a shell can run; the arguments must then be plain words
 */

/**
 * Runs commands side by side as one step: one line on standard error that says what is done and how long it took, and
 * silence from the commands themselves. Standard output stays free for what the proxy prints.
 * @param {string} title such as `Building the page`
 * @param {readonly Command[]} commands
 * @returns {Promise<void>}
 * @throws {StepError} with the last lines of the command that failed first
 */
export async function runStep(title, commands) {
  process.stderr.write(`${title} … `)
  const startedAt = performance.now()
  const results = await Promise.all(commands.map(run))
  const failed = results.find((result) => result.code !== 0)
  if (failed === undefined) {
    process.stderr.write(`${seconds(performance.now() - startedAt)}\n`)
    return
  }
  process.stderr.write('failed\n')
  throw new StepError(`${lastLines(failed.output, shownLines)}\n\n${title} failed: ${failed.line} ended with ${failed.code}.`)
}

/**
 * @param {number} durationMs
 * @returns {string} such as `1.4 s`
 */
export function seconds(durationMs) {
  return `${(durationMs / 1000).toFixed(1)} s`
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {string} the last `count` lines of the text, without the blank ones around them
 */
export function lastLines(text, count) {
  return text.trim().split(/\r?\n/).slice(-count).join('\n')
}

/**
 * @param {Command} command
 * @returns {Promise<{ line: string, code: number | string, output: string }>}
 */
function run({ file, args, cwd, env, throughShell = false }) {
  const line = [file === process.execPath ? 'node' : file, ...args].join(' ')
  return new Promise((resolve) => {
    const child = throughShell
      ? spawn([file, ...args].join(' '), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: true })
      : spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    // Whoever stops us stops the step too: nothing may go on writing into node_modules or dist behind our back.
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      child.kill(signal)
      child.once('close', () => process.exit(128 + constants.signals[signal]))
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    /** @param {number | string} code */
    const finish = (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ line, code, output })
    }
    child.once('error', (error) => {
      output += `${error.message}\n`
      finish('an error')
    })
    child.once('close', (code, signal) => finish(code ?? signal ?? 'no exit code'))
  })
}
