import { describe, expect, it } from 'vitest'
import { readCommandLine } from '#proxy/config/command-line.ts'

const refusal = (...args: string[]) => {
  const line = readCommandLine(args)
  return 'refusal' in line ? line.refusal : ''
}

describe('the command line', () => {
  it.each([
    [[], 'start'],
    [['--help'], 'help'],
    [['--check-config'], 'check'],
    [['--check-config', '--help'], 'help'],
  ])('%j means %s', (args, command) => {
    expect(readCommandLine(args)).toEqual({ command })
  })

  it('names an argument it does not know, and those it does', () => {
    expect(refusal('--chek-config')).toBe('There is no such argument: --chek-config. There are --help and --check-config; all else is set by environment variables.')
  })

  it.each([
    [['--sk=TESTSECRET0001'], '--sk'],
    [['--sk', 'TESTSECRET0001'], '--sk, one that is not shown'],
    [['HUAWEICLOUD_SDK_SK=TESTSECRET0001'], 'HUAWEICLOUD_SDK_SK'],
    [['--access-key-secret', 'TESTSECRET0001'], '--access-key-secret, one that is not shown'],
    [['HUAWEICLOUD_SDK_SK_FILE=TESTSECRET0001'], 'HUAWEICLOUD_SDK_SK_FILE'],
    [['--iam-password=TESTSECRET0001'], '--iam-password'],
    [['TESTSECRET0001', 'TESTSECRET0002'], '2 that are not shown'],
    [['-TESTSECRET0001'], 'one that is not shown'],
    [['TESTSECRET0001', '--help'], 'one that is not shown'],
  ])('check 10: a secret on the command line is refused, with the reason and without being repeated: %j', (args, shown) => {
    const said = refusal(...args)
    expect(said).toContain(`There is no such argument: ${shown}.`)
    expect(said).toMatch(/Secrets are never taken from the command line: every user of this machine can read it there \(ps\)/)
    expect(said).not.toContain('TESTSECRET')
  })
})

it('a flag that npm took for its own starts nothing', () => {
  // npm puts what stands before `--` into the environment: a flag without a value as `true`.
  expect(readCommandLine([], { npm_config_check_config: 'true' })).toEqual({ refusal: expect.stringMatching(/npm start -- --check-config$/) })
  expect(readCommandLine([], { npm_config_cache: '/tmp' })).toEqual({ command: 'start' })
})
