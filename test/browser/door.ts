import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFront } from '../setup/front.ts'
import { clientId, clientSecret, startIdentityProvider, type IdentityProvider } from '../setup/identity-provider.ts'
import { startProduct } from '../setup/product.mjs'
import { expect, test as base } from './product.ts'

export { expect }

interface Door {
  /** Where people reach the product; ends in `/`. */
  address: string
  provider: IdentityProvider
  /** The lines of the audit log so far. */
  audited: () => unknown[]
}

/** `test` with a product that people sign in to, at a real OpenID provider. */
export const test = base.extend<object, { door: Door }>({
  door: [
    async ({ settings }, provide) => {
      const front = await startFront()
      const { address } = front
      const provider = await startIdentityProvider([address])
      const folder = mkdtempSync(join(tmpdir(), 'understudy-door-'))
      const auditLog = join(folder, 'audit.jsonl')
      const product = await startProduct({
        UNDERSTUDY_LOG_LEVEL: 'error',
        UNDERSTUDY_OIDC_ISSUER: provider.issuer,
        UNDERSTUDY_OIDC_CLIENT_ID: clientId,
        UNDERSTUDY_OIDC_CLIENT_SECRET: clientSecret,
        UNDERSTUDY_PUBLIC_URL: address,
        UNDERSTUDY_SESSION_KEYS: 'test-session-key-of-32-characters-1',
        UNDERSTUDY_AUDIT_LOG: auditLog,
        ...settings,
      })
      front.leadTo(product.address)
      await provide({ address, provider, audited: () => readFileSync(auditLog, 'utf8').trimEnd().split('\n').map((line): unknown => JSON.parse(line)) })
      const { code, stderr } = await product.stop()
      await provider.stop()
      front.close()
      rmSync(folder, { recursive: true })
      expect({ code, stderr }, 'the product ends cleanly and complained of nothing').toEqual({ code: 0, stderr: '' })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  product: [async ({ door }, provide) => provide({ address: door.address }), { scope: 'worker' }],
})
