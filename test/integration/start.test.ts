import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { runProduct, startProduct } from '../setup/product.mjs'

const variables = `
  HUAWEICLOUD_SDK_AK HUAWEICLOUD_SDK_SK HUAWEICLOUD_SDK_PROJECT_ID HUAWEICLOUD_SDK_SECURITY_TOKEN
  HUAWEICLOUD_IAM_USER HUAWEICLOUD_IAM_PASSWORD HUAWEICLOUD_IAM_DOMAIN HUAWEICLOUD_IAM_ENDPOINT
  METASTUDIO_REGION METASTUDIO_ENDPOINT METASTUDIO_APP_USER_ID ICE_REGION ICE_ENDPOINT
  ALIBABA_CLOUD_ACCESS_KEY_ID ALIBABA_CLOUD_ACCESS_KEY_SECRET ALIBABA_CLOUD_SECURITY_TOKEN
  UNDERSTUDY_SOURCES HOST PORT UNDERSTUDY_ALLOWED_HOSTS UNDERSTUDY_COVER_HOSTS UNDERSTUDY_CLOUD_RPS
  UNDERSTUDY_LOG_LEVEL UNDERSTUDY_DEMO_JOBS UNDERSTUDY_DEMO_ICE_JOBS
  UNDERSTUDY_OIDC_ISSUER UNDERSTUDY_OIDC_CLIENT_ID UNDERSTUDY_OIDC_CLIENT_SECRET UNDERSTUDY_OIDC_ROLES_CLAIM UNDERSTUDY_OIDC_SCOPES
  UNDERSTUDY_PUBLIC_URL UNDERSTUDY_SESSION_KEYS UNDERSTUDY_TRUST_PROXY_HEADERS UNDERSTUDY_PROXY_SECRET UNDERSTUDY_AUDIT_LOG
`
  .trim()
  .split(/\s+/)

const running = new Set<ReturnType<typeof runProduct>>()
const run = (settings: Parameters<typeof runProduct>[0]) => {
  const product = runProduct(settings)
  running.add(product)
  void product.ended.finally(() => running.delete(product))
  return product.ended
}

beforeAll(() => ensureBuilt(fileURLToPath(new URL('../../', import.meta.url))), 120_000)
afterEach(() => running.forEach(({ child }) => child.kill('SIGKILL')))

describe('the built product', () => {
  it('explains every variable with --help and ends well', async () => {
    const { code, stdout } = await run({ args: ['--help'] })
    expect(code).toBe(0)
    expect(variables.filter((name) => !new RegExp(`\\b${name}\\b`).test(stdout))).toEqual([])
  })

  it('refuses an argument it does not know and names those it does', async () => {
    const { code, stderr } = await run({ args: ['--chek-config'] })
    expect(code).toBe(2)
    expect(stderr).toContain('--chek-config')
    expect(stderr).toContain('--check-config')
  })

  it('lists every mistake in the variables at once, and none of their values', async () => {
    const env = {
      HUAWEICLOUD_SDK_AK: 'TESTAKHALFAPAIR',
      METASTUDIO_ENDPOINT: 'http://elsewhere.example.com/secretpath',
      PORT: 'eighty',
      UNDERSTUDY_CLOUD_RPS: 'plenty',
    }
    const { code, stdout, stderr } = await run({ env })
    expect(code).toBe(2)
    const mistaken = ['HUAWEICLOUD_SDK_SK', 'METASTUDIO_ENDPOINT', 'PORT', 'UNDERSTUDY_CLOUD_RPS']
    expect(mistaken.filter((name) => !stderr.includes(name))).toEqual([])
    expect(Object.values(env).filter((value) => `${stdout}${stderr}`.includes(value))).toEqual([])
  })

  it('only validates with --check-config: the same mistakes, and no open port', async () => {
    expect(await run({ args: ['--check-config'], env: { PORT: '70000' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('PORT'),
    })
    const valid = await run({ args: ['--check-config'] })
    expect(valid.code).toBe(0)
    expect(valid.stdout).not.toContain('listens on')
  })

  it('prints with --check-config where each account is, warns of what nobody reads, and shows no secret', async () => {
    const secrets = { HUAWEICLOUD_SDK_AK: 'TESTAKCANARY0001', HUAWEICLOUD_SDK_SK: 'test-canary-secret-0001' }
    const env = { ...secrets, HUAWEICLOUD_SDK_PROJECT_ID: '0'.repeat(32), METASTUDIO_REGOIN: 'cn-east-3' }
    const { code, stdout, stderr } = await run({ args: ['--check-config'], env })
    expect(code).toBe(0)
    expect(stdout).toContain('metastudio-cn-north-4: MetaStudio, region cn-north-4, https://metastudio.cn-north-4.myhuaweicloud.com')
    expect(stderr).toContain('Warning: METASTUDIO_REGOIN is not a variable that Understudy reads')
    for (const secret of Object.values(secrets)) expect(`${stdout}${stderr}`).not.toContain(secret)
  })

  it('refuses a secret on the command line without repeating it', async () => {
    const { code, stdout, stderr } = await run({ args: ['--sk=test-canary-secret-0001', 'test-canary-secret-0002'] })
    expect(code).toBe(2)
    expect(stderr).toContain('Secrets are never taken from the command line')
    expect(`${stdout}${stderr}`).not.toContain('test-canary')
  })

  it('refuses to be reached from elsewhere while nobody has to sign in', async () => {
    const { code, stderr } = await run({ env: { HOST: '0.0.0.0' } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/HOST must be a loopback address.*SSH tunnel/)
  })

  it('is reached from elsewhere where a reverse proxy signs people in, and writes down on standard output what they reveal', async () => {
    const secret = 'test-proxy-secret-of-32-characters'
    const product = await startProduct({ HOST: '0.0.0.0', UNDERSTUDY_TRUST_PROXY_HEADERS: '127.0.0.1', UNDERSTUDY_PROXY_SECRET: secret, UNDERSTUDY_LOG_LEVEL: 'info' })
    try {
      const told = { 'x-understudy-secret': secret, 'x-understudy-user': 'sam', 'x-understudy-roles': 'support' }
      const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, product.address), init)
      expect((await ask('api/sources')).status).toBe(401)
      expect((await ask('api/sources', { headers: { ...told, 'x-understudy-secret': `${secret}x` } })).status).toBe(401)
      const list = (await (await ask('api/sources/metastudio-cn-north-4/jobs', { headers: told })).json()) as { jobs: { job_id: string; contact?: string }[] }
      const job = list.jobs.find(({ contact }) => contact?.includes('@') === true)
      const headers = { ...told, 'content-type': 'application/json', 'x-understudy-intent': 'by-hand', 'sec-fetch-site': 'same-origin' }
      const reveal = (body: object) => ask(`api/sources/metastudio-cn-north-4/jobs/${job?.job_id}/reveal`, { method: 'POST', headers, body: JSON.stringify(body) })
      const answer = await reveal({ field: 'contact', why: 'Customer asked' })
      expect([answer.status, await answer.json()]).toEqual([200, { contact: expect.stringMatching(/^[\w.+-]{2,}@/) }])
      expect((await reveal({ field: 'contact', why: 'x'.repeat(6_000) })).status).toBe(400)
    } finally {
      const { code, stdout } = await product.stop()
      expect(code).toBe(0)
      expect(stdout.split('\n').filter((line) => line.startsWith('{"audit"')).map((line): unknown => JSON.parse(line))).toEqual([expect.objectContaining({ audit: 'reveal', user: 'sam', why: 'Customer asked' })])
      expect(stdout).not.toContain(secret)
    }
  })

  it('refuses a folder for covers that nothing can be kept in', async () => {
    const { code, stderr } = await run({ args: ['--check-config'], env: { UNDERSTUDY_CACHE_DIR: '/dev/null/covers' } })
    expect(code).toBe(2)
    expect(stderr).toContain('UNDERSTUDY_CACHE_DIR must be a folder that files can be kept in: it stands below something that is not a folder.')
  })

  it('says so when another process has the port', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve, reject) => {
      other.once('error', reject).listen(0, '127.0.0.1', () => {
        const address = other.address()
        if (address === null || typeof address === 'string') reject(new Error('no port'))
        else resolve(address.port)
      })
    })
    try {
      const { code, stderr } = await run({ env: { PORT: String(port) } })
      expect(code).toBe(1)
      expect(stderr).toMatch(new RegExp(`${port}.*in use`))
      expect(stderr, 'a sentence, not a stack').not.toMatch(/^\s+at /m)
    } finally {
      other.close()
    }
  })

  it('without credentials is the demo: it prints its address, shows both clouds and ends at SIGTERM', async () => {
    const product = await startProduct()
    try {
      const health = await fetch(new URL('healthz', product.address))
      expect(health.status).toBe(200)
      const sources = await fetch(new URL('api/sources', product.address))
      expect(await sources.json()).toMatchObject({
        sources: [
          { cloud: 'metastudio', demo: true },
          { cloud: 'ice', demo: true },
        ],
      })
      const page = await fetch(product.address)
      expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    } finally {
      expect(await product.stop()).toMatchObject({ code: 0 })
    }
  })
})
