import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { startProduct } from '../setup/product.mjs'

/** What the image asks the product every half a minute. All its other steps: `npm run try:image`. */

const root = fileURLToPath(new URL('../../', import.meta.url))
beforeAll(() => ensureBuilt(root), 120_000)

const ask = (env: Record<string, string>) => spawnSync(process.execPath, ['src/setup/health.mjs'], { cwd: root, env, encoding: 'utf8' })

it.each(['', '/', 'a/b', '/a/b/'])('the health check finds a product under %j while it lives, and misses it when it is gone', async (path) => {
  const product = await startProduct({ UNDERSTUDY_BASE_PATH: path, UNDERSTUDY_DEMO_JOBS: '5', UNDERSTUDY_DEMO_ICE_JOBS: '5', UNDERSTUDY_DRAIN_SECONDS: '0' })
  const env = { PORT: new URL(product.address).port, UNDERSTUDY_BASE_PATH: path }
  expect(ask({ ...env, HOST: '0.0.0.0' })).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(ask({ ...env, UNDERSTUDY_BASE_PATH: '/elsewhere' }).status).toBe(1)
  expect(ask({ PORT: env.PORT, UNDERSTUDY_PUBLIC_URL: new URL(path, 'https://dash.example.com').href }).status, 'where the public address has the path').toBe(0)
  await product.stop()
  expect(ask(env)).toMatchObject({ status: 1, stdout: '', stderr: '' })
})
