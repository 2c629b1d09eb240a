import { defineConfig } from '@playwright/test'
import { chromiumFlags, findChromium } from '../setup/chromium.mjs'

// The workers inherit it, so that the search happens once.
const chromium = (process.env['CHROMIUM'] ??= findChromium() ?? '')

/** Journeys in a real Chromium over the built product. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/browser',
  reporter: 'list',
  workers: 2,
  // A test that fails once and passes by itself is named at the end as flaky, to be mended: it holds up nothing that others made.
  retries: 1,
  fullyParallel: true,
  // What is kept holds on every machine; what is not there is a mistake, not a first time.
  snapshotPathTemplate: '{testDir}/kept/{arg}{ext}',
  updateSnapshots: 'none',
  forbidOnly: process.env['CI'] !== undefined,
  // Patience is no promise of speed: a laden machine answers late, and what is right then is right.
  timeout: 180_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 30_000 },
  projects: [
    { name: 'build', testMatch: 'build.setup.ts' },
    { name: 'chromium', testMatch: '*.test.ts', dependencies: ['build'] },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // Recording each step costs every test time; of what fails a screenshot and the page's text are kept anyway.
    trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === '' ? {} : { executablePath: chromium }),
      args: chromiumFlags,
    },
  },
})
