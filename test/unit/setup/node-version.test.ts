import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { nodeVersionProblem } from '../../../src/setup/node-version.mjs'

const lock: { packages: Record<string, { engines?: { node?: string }; optional?: boolean }> } = JSON.parse(
  readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'),
)
/** Ranges that say something about Node 20 and later; builds for one system only are judged by their parents. */
const ranges = new Set(
  Object.values(lock.packages)
    .flatMap((locked) => (locked.optional === true ? [] : [locked.engines?.node ?? '']))
    .filter((range) => /2\d/.test(range)),
)

const toNumber = (version: string) => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return (major * 1000 + minor) * 1000 + patch
}

/** Enough of npm's ranges for these: `^20.19.0`, `>=22`, `20`, with `||` between. */
const isWithin = (range: string, version: string) =>
  range.split('||').some((part) => {
    const [, sign = '', from = ''] = /^\s*(\^|>=|)\s*v?([\d.]+)\s*$/.exec(part) ?? []
    if (from === '') throw new Error(`cannot read the range ${range}`)
    return toNumber(version) >= toNumber(from) && (sign === '>=' || Number.parseInt(version, 10) === Number.parseInt(from, 10))
  })

it.each(['18.20.8', '20.18.3', '20.19.0', '20.20.2', '21.7.3', '22.12.0', '22.13.0', '22.21.1', '23.11.1', '24.0.0', '26.2.0'])(
  'agrees with the engines of the locked packages about Node %s',
  (version) => {
    const refusing = [...ranges].filter((range) => !isWithin(range, version))
    expect(nodeVersionProblem(version) === undefined).toBe(refusing.length === 0)
  },
)

it('names the version it found and those that will do', () => {
  expect(nodeVersionProblem('18.20.8')).toBe(
    'Understudy needs Node 20.19 or newer: 20.19+, 22.13+, or 24 and later. This is Node 18.20.8.',
  )
})
