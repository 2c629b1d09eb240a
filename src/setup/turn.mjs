import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const askAgainMs = 50
/** No turn takes so long: by now another process has the number, or whoever has it hangs. */
const longestMs = 10 * 60_000
/** Nor does it take so long to write whose it is: the disk was full, or the machine went off in between. */
const longestNamelessMs = 10_000
/** Turns that this very process has, by the file that stands for each. */
const taken = new Set()

/**
 * Does something that only one process of this machine may do at a time. A turn whose process has ended without giving it back is
 * nobody's: the file says whose it is.
 * @template T
 * @param {string} file stands there as long as somebody has the turn
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gives
 */
export async function inTurn(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  while (!take(file)) await delay(askAgainMs)
  try {
    return await work()
  } finally {
    taken.delete(file)
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function take(file) {
  if (write(file)) {
    taken.add(file)
    return true
  }
  const owner = read(file)
  const isNobodys = owner === undefined ? ageMs(file) > longestNamelessMs : isGone(owner, file) || ageMs(file) > longestMs
  if (isNobodys) putAside(file, owner)
  return false
}

/**
 * @param {string} file
 * @returns {number} how long it has been there; 0 where it has just gone
 */
function ageMs(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
}

/**
 * Takes away the file of an owner who is gone. Renamed first, because another one who waits may have done so a moment ago and have the
 * turn by now: then its file goes back.
 * @param {string} file
 * @param {number | undefined} owner
 */
function putAside(file, owner) {
  const aside = `${file}-${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if (read(aside) === owner) rmSync(aside, { force: true })
  else renameSync(aside, file)
}

/**
 * @param {string} file
 * @returns {boolean} whether it was not there
 */
function write(file) {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/**
 * @param {string} file
 * @returns {number | undefined} whose it is; `undefined` where the file has just gone or is being written
 */
function read(file) {
  try {
    const [, digits] = /^(\d+)\n$/.exec(readFileSync(file, 'utf8')) ?? []
    return digits === undefined ? undefined : Number(digits)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/**
 * In a container a later process often has the number of an earlier one: a turn under our own number that we do not have is that one's.
 * @param {number} owner
 * @param {string} file
 */
function isGone(owner, file) {
  if (owner === process.pid) return !taken.has(file)
  try {
    process.kill(owner, 0)
    return false
  } catch (error) {
    return hasCode(error, 'ESRCH')
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
