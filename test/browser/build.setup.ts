import { fileURLToPath } from 'node:url'
import { test } from '@playwright/test'
import { ensureBuilt } from '../../src/setup/built.mjs'

test('what is tested is built from what stands here', async () => {
  test.setTimeout(120_000)
  await ensureBuilt(fileURLToPath(new URL('../../', import.meta.url)))
})
