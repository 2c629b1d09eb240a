import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** The table of SECURITY.md and the tests that bear the number of a check, held to each other. */

const text = readFileSync(fileURLToPath(new URL('../../../SECURITY.md', import.meta.url)), 'utf8')
const rows = [...text.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, check = '', what = '', held = '']) => ({
  check: Number(check),
  what,
  isMissing: held.startsWith('not there yet: '),
  tests: [...held.matchAll(/\[([\w/-]+)\]\((test\/[\w/.-]+)\): ([^<]+?)(?=<br>|$)/g)].map(([, label = '', path = '', title = '']) => ({ label, path, title })),
}))

const files = import.meta.glob<string>(['../../**/*.test.{ts,tsx}', '!./checks.test.ts'], { query: '?raw', import: 'default', eager: true })
/** Every test or group of tests whose title begins with a check's number. */
const titled = Object.entries(files).flatMap(([path, source]) =>
  [...source.matchAll(/['"`]check (\d+): ([^'"`\n]+)/g)].map(([, check = '', title = '']) => ({
    check: Number(check),
    path: new URL(path, 'file:///test/unit/security/').pathname.slice(1),
    title,
  })),
)

it('the table of attackers names five, each with tests that are there', () => {
  const attackers = text.slice(text.indexOf('## Five attackers'), text.indexOf('## The checks')).match(/^\| (?!Who \||---).*$/gm) ?? []
  expect(attackers).toHaveLength(5)
  for (const attacker of attackers) {
    const named = [...attacker.matchAll(/\[([\w/-]+)\]\((test\/[\w/.-]+)\): ([^<|]+?)(?=<br>| \|)/g)]
    expect(named.length).toBeGreaterThan(2)
    for (const [, label = '', path = '', title = ''] of named) {
      const source = Object.entries(files).find(([file]) => new URL(file, 'file:///test/unit/security/').pathname.slice(1) === path)?.[1] ?? ''
      expect([path, path.includes(`/${label}.test.ts`), source.includes(`'${title}`) || source.includes(`\`${title}`)]).toEqual([path, true, true])
    }
  }
})

describe('the table of checks', () => {
  it('has each of the thirty-six once, in order', () => {
    expect(rows.map(({ check }) => check)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1))
  })

  it.each(rows)('check $check is held by the tests it names: $what', ({ check, isMissing, tests }) => {
    expect(tests.length > 0, 'either tests are named or it says “not there yet: …”').toBe(!isMissing)
    for (const { label, path, title } of tests) {
      expect(path).toContain(`/${label}.test.ts`)
      const found = titled.filter((one) => one.check === check && one.path === path && one.title.startsWith(title))
      expect(found, `${path} has a test that begins “check ${check}: ${title}”`).not.toEqual([])
    }
  })

  it('leaves out no test that bears a number', () => {
    const unnamed = titled.filter(({ check, path, title }) => rows.every((row) => row.check !== check || !row.tests.some((one) => one.path === path && title.startsWith(one.title))))
    expect(unnamed).toEqual([])
  })
})
