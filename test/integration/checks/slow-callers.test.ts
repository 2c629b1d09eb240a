import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { startProduct } from '../../setup/product.mjs'
import { sendRaw } from '../raw-request.ts'

/*
 * Part of check 30, numbered as in SECURITY.md. A file of its own: each caller takes as long as a slow but honest one may, about 20 s,
 * and other files run beside it.
 */

beforeAll(() => ensureBuilt(fileURLToPath(new URL('../../../', import.meta.url))), 120_000)

it('check 30: nobody holds the port up: who sends headers in drips, or nothing, is cut off', async () => {
  const { address, stop } = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'silent', UNDERSTUDY_DEMO_JOBS: '30', UNDERSTUDY_DEMO_ICE_JOBS: '5' })
  onTestFinished(async () => void (await stop()))
  const { host } = new URL(address)
  const answers = await Promise.all([
    sendRaw(address, ''),
    sendRaw(address, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `),
    sendRaw(address, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
  ])
  expect(answers.map(({ status }) => status)).toEqual([408, 408, 200])
})
