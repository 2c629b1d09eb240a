import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * Writes each failed test with the first words of its error into the file that FAILED_TESTS names, so that a run of several
 * minutes can end with them. Understands what Vitest tells a reporter (test case, module, whole run) and what Playwright does.
 * Both load the default export of a reporter's file.
 */
export default class FailedTests {
  /** @param {import('vitest/node').TestCase} testCase */
  onTestCaseResult(testCase) {
    const { state, errors } = testCase.result()
    if (state === 'failed') note(`${testCase.module.relativeModuleId} › ${testCase.fullName}`, errors)
  }

  /** @param {import('vitest/node').TestModule} testModule of which a file that cannot be read has no tests */
  onTestModuleEnd(testModule) {
    if (testModule.errors().length > 0) note(testModule.relativeModuleId, testModule.errors())
  }

  /**
   * @param {unknown} _modules
   * @param {readonly { message: string, [more: string]: unknown }[]} errors those that belong to no test; Vitest adds the file that ran when each was heard of
   */
  onTestRunEnd(_modules, errors) {
    for (const error of errors) {
      const path = error['VITEST_TEST_PATH']
      note(`outside of any test${typeof path === 'string' ? `, in ${relative('', path)}` : ''}`, [error])
    }
  }

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   * @param {import('@playwright/test/reporter').TestResult} result
   */
  onTestEnd(test, result) {
    if (result.status !== test.expectedStatus && result.status !== 'skipped') note(test.titlePath().slice(2).join(' › '), result.errors)
  }

  /** @param {import('@playwright/test/reporter').TestError} error that belongs to no test */
  onError(error) {
    note('outside of any test', [error])
  }
}

/**
 * @param {string} name
 * @param {readonly { message?: string | undefined }[]} errors
 */
function note(name, errors) {
  const file = process.env['FAILED_TESTS']
  if (file === undefined) return
  const reasons = errors.map(({ message = '' }) => stripVTControlCharacters(message).trim().replace(/\s+/g, ' ').slice(0, 300))
  appendFileSync(file, `${name}: ${reasons.join('; ')}\n`)
}
