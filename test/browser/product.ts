import { expect, test as base, type BrowserContext } from '@playwright/test'
import { startProduct } from '../setup/product.mjs'

export { expect }

interface Watch {
  /** Console errors a test provokes on purpose, such as the browser's own note of a 404. */
  expectedErrors: RegExp[]
  /** Fails the test on what a person would not see but should not happen. Nobody asks for it; it is always on. */
  watch: void
}

interface Product {
  /** Environment variables for the product, such as another size of the demo. */
  settings: Record<string, string>
  /** The built product in demo mode, one for each worker; its address ends in `/`. */
  product: { address: string }
}

/** Some covers of the demo have expired, were never there or are no pictures; the browser notes each, the page shows initials. */
const coverGone = /status of (404|502) .*\/cover\?/

/** `test` with the product behind `baseURL` and a watch over everything that goes wrong unseen. */
export const test = base.extend<Watch, Product>({
  settings: [{}, { scope: 'worker', option: true }],
  product: [
    async ({ settings }, provide) => {
      const product = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'warn', ...settings })
      await provide({ address: product.address })
      const { code, stderr } = await product.stop()
      expect({ code, stderr }, 'the product ends cleanly and complained of nothing').toEqual({ code: 0, stderr: '' })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ product }, provide) => provide(product.address),
  expectedErrors: [[], { option: true }],
  watch: [
    async ({ context, expectedErrors }, provide) => {
      const troubles = await watchContext(context)
      await provide()
      const expected = [coverGone, ...expectedErrors]
      expect(troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)))).toEqual([])
    },
    { auto: true },
  ],
})

/** Collects page errors, console errors, violations of the content security policy and requests to foreign hosts. */
async function watchContext(context: BrowserContext): Promise<string[]> {
  const troubles: string[] = []
  context.on('weberror', (error) => troubles.push(`page error: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console error: ${message.text()} (${message.location().url})`)
  })
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const isOnNetwork = protocol === 'http:' || protocol === 'https:' || protocol === 'ws:' || protocol === 'wss:'
    if (isOnNetwork && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) troubles.push(`foreign request: ${request.url()}`)
  })
  // Not every violation reaches the console, and a policy that only reports is a promise too.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} forbids ${event.blockedURI || event.sourceFile}`)
    })
  })
  return troubles
}
