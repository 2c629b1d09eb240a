import { describe, expect, it } from 'vitest'
import { readConfig, type Config } from '#proxy/config.ts'
import { configVariables, toHelp } from '#proxy/config-variables.ts'

const noFiles = () => {
  throw new Error('ENOENT')
}
const files = (contents: Record<string, string>) => (path: string) => contents[path] ?? noFiles()

function config(env: Record<string, string>, readFile: (path: string) => string = noFiles): Config {
  const result = readConfig(env, readFile)
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'))
  return result.config
}

function mistakes(env: Record<string, string>, readFile: (path: string) => string = noFiles): string[] {
  const result = readConfig(env, readFile)
  return 'mistakes' in result ? result.mistakes : []
}

const huawei = { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK: 'test-secret-key-0001', HUAWEICLOUD_SDK_PROJECT_ID: '0'.repeat(32) }
const iam = { HUAWEICLOUD_IAM_USER: 'reader', HUAWEICLOUD_IAM_PASSWORD: 'test-password-0001', HUAWEICLOUD_IAM_DOMAIN: 'TESTDOMAIN' }
const alibaba = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'TESTLTAI0001', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'test-secret-0002' }

describe('the configuration', () => {
  it('is the demo on loopback when nothing is set', () => {
    expect(config({ PATH: '/usr/bin', HOSTNAME: 'x' })).toEqual({
      sources: [],
      host: '127.0.0.1',
      port: 8420,
      allowedHosts: [],
      basePath: '/',
      coverHosts: [],
      cloudRps: undefined,
      cacheDir: undefined,
      logLevel: 'info',
      demoJobs: 1204,
      demoIceJobs: 137,
    })
  })

  it('counts an empty variable as not set', () => {
    expect(config({ HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: ' ', PORT: '', HOST: '' }).sources).toEqual([])
  })

  it('knows both clouds by their own variables, with their defaults', () => {
    expect(config({ ...huawei, ...alibaba }).sources).toEqual([
      {
        cloud: 'metastudio',
        id: 'metastudio-cn-north-4',
        label: 'MetaStudio cn-north-4',
        region: 'cn-north-4',
        endpoint: 'https://metastudio.cn-north-4.myhuaweicloud.com',
        projectId: '0'.repeat(32),
        appUserId: undefined,
        credentials: { kind: 'aksk', accessKey: 'TESTAK0001', secretKey: 'test-secret-key-0001', securityToken: undefined },
      },
      {
        cloud: 'ice',
        id: 'ice-cn-shanghai',
        label: 'ICE cn-shanghai',
        region: 'cn-shanghai',
        endpoint: 'https://ice.cn-shanghai.aliyuncs.com',
        credentials: { accessKeyId: 'TESTLTAI0001', accessKeySecret: 'test-secret-0002', securityToken: undefined },
      },
    ])
  })

  it('takes a user of IAM instead of keys, whose project the token tells', () => {
    const [source] = config({ ...iam, METASTUDIO_REGION: 'cn-east-3', HUAWEICLOUD_IAM_ENDPOINT: 'https://iam.example.com' }).sources
    expect(source).toMatchObject({
      id: 'metastudio-cn-east-3',
      projectId: undefined,
      credentials: { kind: 'iam', user: 'reader', password: 'test-password-0001', domain: 'TESTDOMAIN', endpoint: 'https://iam.example.com' },
    })
  })

  it('reads a secret from a file, without the line end of an editor', () => {
    const { HUAWEICLOUD_SDK_SK: _, ...rest } = huawei
    const read = files({ '/run/secrets/sk': 'test-secret-from-file\n' })
    const [source] = config({ ...rest, HUAWEICLOUD_SDK_SK_FILE: '/run/secrets/sk' }, read).sources
    expect(source?.credentials).toMatchObject({ secretKey: 'test-secret-from-file' })
  })

  it.each([
    ['UNDERSTUDY_BASE_PATH', 'understudy', { basePath: '/understudy/' }],
    ['UNDERSTUDY_BASE_PATH', '/a/b', { basePath: '/a/b/' }],
    ['UNDERSTUDY_BASE_PATH', '/', { basePath: '/' }],
    ['UNDERSTUDY_ALLOWED_HOSTS', 'dash.example, other.example:8443', { allowedHosts: ['dash.example', 'other.example:8443'] }],
    ['UNDERSTUDY_COVER_HOSTS', 'minio.local:9000', { coverHosts: ['minio.local:9000'] }],
    ['UNDERSTUDY_CLOUD_RPS', '0.5', { cloudRps: 0.5 }],
    ['UNDERSTUDY_LOG_LEVEL', 'warn', { logLevel: 'warn' }],
    ['UNDERSTUDY_DEMO_JOBS', '100000', { demoJobs: 100_000 }],
    ['PORT', '0', { port: 0 }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', 'localhost', { host: 'localhost' }],
  ])('reads %s=%s', (name, value, expected) => {
    expect(config({ [name]: value })).toMatchObject(expected)
  })

  it.each([
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['http://[::1]:9000/', 'http://[::1]:9000'],
    ['https://private.cloud.example:8443', 'https://private.cloud.example:8443'],
  ])('takes the endpoint %s', (endpoint, origin) => {
    expect(config({ ...huawei, METASTUDIO_ENDPOINT: endpoint }).sources[0]?.endpoint).toBe(origin)
  })
})

describe('a mistake in the configuration', () => {
  const wrong: [name: string, env: Record<string, string>, says: RegExp][] = [
    ['half a key pair', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_PROJECT_ID: 'p' }, /^HUAWEICLOUD_SDK_SK is missing/],
    ['the other half', { HUAWEICLOUD_SDK_SK: 'test-secret-0001', HUAWEICLOUD_SDK_PROJECT_ID: 'p' }, /^HUAWEICLOUD_SDK_AK is missing/],
    ['keys without a project', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK: 'test-secret-0001' }, /^HUAWEICLOUD_SDK_PROJECT_ID is missing/],
    ['a user without a domain', { HUAWEICLOUD_IAM_USER: 'u', HUAWEICLOUD_IAM_PASSWORD: 'test-password-0001' }, /^HUAWEICLOUD_IAM_DOMAIN is missing/],
    ['both ways', { ...huawei, ...iam }, /two ways to the same account/],
    ['a token without keys', { HUAWEICLOUD_SDK_SECURITY_TOKEN: 'test-token-0001' }, /HUAWEICLOUD_SDK_SECURITY_TOKEN is set, but there are no credentials/],
    ['a token beside a user', { ...iam, HUAWEICLOUD_SDK_SECURITY_TOKEN: 'test-token-0001' }, /belongs to temporary keys/],
    ['an endpoint without keys', { ICE_ENDPOINT: 'https://ice.example.com' }, /ICE_ENDPOINT is set, but there are no credentials/],
    ['half a key pair of ICE', { ALIBABA_CLOUD_ACCESS_KEY_ID: 'TESTLTAI0001' }, /^ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing/],
    ['a secret twice', { ...huawei, HUAWEICLOUD_SDK_SK_FILE: '/x' }, /HUAWEICLOUD_SDK_SK and HUAWEICLOUD_SDK_SK_FILE are both set/],
    ['a secret file that is not there', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK_FILE: '/nowhere' }, /HUAWEICLOUD_SDK_SK_FILE names a file that cannot be read/],
    ['a secret with a line end inside', { ...alibaba, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'test-a\ntest-b' }, /ALIBABA_CLOUD_ACCESS_KEY_SECRET holds something/],
    ['an unsafe endpoint', { ...huawei, METASTUDIO_ENDPOINT: 'http://metastudio.example.com' }, /METASTUDIO_ENDPOINT must be an address such as https:/],
    ['an endpoint that only looks like loopback', { ...huawei, METASTUDIO_ENDPOINT: 'http://127.0.0.1.example.com' }, /METASTUDIO_ENDPOINT must/],
    ['an endpoint with a password', { ...huawei, METASTUDIO_ENDPOINT: 'https://user:pass@example.com' }, /METASTUDIO_ENDPOINT must/],
    ['an endpoint of another kind', { ...alibaba, ICE_ENDPOINT: 'file:///etc/passwd' }, /ICE_ENDPOINT must/],
    ['a region of another kind', { ...huawei, METASTUDIO_REGION: 'CN North/../' }, /METASTUDIO_REGION must be a region id/],
    ['a Chinese end-user id', { ...huawei, METASTUDIO_APP_USER_ID: '用户' }, /METASTUDIO_APP_USER_ID must be 1 to 128 printable ASCII/],
    ['a port in words', { PORT: 'eighty' }, /PORT must be a whole number from 0 to 65535/],
    ['a port too high', { PORT: '70000' }, /PORT must/],
    ['an open address', { HOST: '0.0.0.0' }, /HOST must be a loopback address.*SSH tunnel/],
    ['a base path with a query', { UNDERSTUDY_BASE_PATH: '/a?b' }, /UNDERSTUDY_BASE_PATH must be a path/],
    ['a base path that climbs', { UNDERSTUDY_BASE_PATH: '/../x' }, /UNDERSTUDY_BASE_PATH must be a path/],
    ['a cover host that is an address', { UNDERSTUDY_COVER_HOSTS: 'http://minio.local' }, /UNDERSTUDY_COVER_HOSTS must/],
    ['a budget of nothing', { UNDERSTUDY_CLOUD_RPS: '0' }, /UNDERSTUDY_CLOUD_RPS must be a number from 0.1/],
    ['a level nobody knows', { UNDERSTUDY_LOG_LEVEL: 'loud' }, /UNDERSTUDY_LOG_LEVEL must be one of debug/],
    ['a misspelled variable', { UNDERSTUDY_ALOWED_HOSTS: 'x' }, /UNDERSTUDY_ALOWED_HOSTS: there is no such variable/],
    ['sign-in', { UNDERSTUDY_OIDC_ISSUER: 'https://id.example.com' }, /UNDERSTUDY_OIDC_ISSUER: sign-in is not available/],
    ['sign-in by a proxy', { UNDERSTUDY_PROXY_SECRET_FILE: '/x' }, /UNDERSTUDY_PROXY_SECRET: sign-in is not available/],
  ]

  it.each(wrong)('%s is named', (_, env, says) => {
    const found = mistakes(env)
    expect(found.filter((mistake) => says.test(mistake))).toHaveLength(1)
  })

  it('does not hide the next one, and shows no value of any', () => {
    const env = Object.assign({}, ...wrong.map(([, one]) => one)) as Record<string, string>
    const found = mistakes(env)
    expect(found.length).toBeGreaterThan(12)
    const values = Object.values(env).filter((value) => value.length > 4 && !/^0+$/.test(value))
    expect(values.filter((value) => found.join('\n').includes(value))).toEqual([])
  })
})

describe('the file of sources', () => {
  const path = '/etc/understudy.json'
  const read = (sources: unknown, more: Record<string, string> = {}) => files({ [path]: typeof sources === 'string' ? sources : JSON.stringify({ sources }), ...more })
  const env = { UNDERSTUDY_SOURCES: path, SK_NORTH: 'test-secret-north', EMPTY: '' }
  const north = { cloud: 'metastudio', project_id: 'north', credentials: { ak: 'TESTAKNORTH', sk: '${SK_NORTH}' } }

  it('lists any number of accounts, whose secrets it names', () => {
    const { sources } = config(
      env,
      read(
        [
          north,
          { ...north, id: 'second', label: 'Second', region: 'cn-east-3', endpoint: 'https://ms.example.com', app_user_id: 'u1' },
          { cloud: 'metastudio', region: 'ap-southeast-3', credentials: { iam_user: 'u', iam_password: { file: '/pw' }, iam_domain: 'd' } },
          { cloud: 'ice', credentials: { access_key_id: '${SK_NORTH}', access_key_secret: { file: '/pw' }, security_token: '${SK_NORTH}' } },
        ],
        { '/pw': 'test-from-file\n' },
      ),
    )
    expect(sources.map(({ id, label, endpoint }) => ({ id, label, endpoint }))).toEqual([
      { id: 'metastudio-cn-north-4', label: 'MetaStudio cn-north-4', endpoint: 'https://metastudio.cn-north-4.myhuaweicloud.com' },
      { id: 'second', label: 'Second', endpoint: 'https://ms.example.com' },
      { id: 'metastudio-ap-southeast-3', label: 'MetaStudio ap-southeast-3', endpoint: 'https://metastudio.ap-southeast-3.myhuaweicloud.com' },
      { id: 'ice-cn-shanghai', label: 'ICE cn-shanghai', endpoint: 'https://ice.cn-shanghai.aliyuncs.com' },
    ])
    expect(sources.map(({ credentials }) => credentials)).toMatchObject([
      { kind: 'aksk', accessKey: 'TESTAKNORTH', secretKey: 'test-secret-north' },
      { kind: 'aksk' },
      { kind: 'iam', password: 'test-from-file', endpoint: 'https://iam.ap-southeast-3.myhuaweicloud.com' },
      { accessKeyId: 'test-secret-north', accessKeySecret: 'test-from-file', securityToken: 'test-secret-north' },
    ])
  })

  it('replaces the variables of a single source', () => {
    expect(config({ ...env, ...alibaba }, read([north])).sources.map(({ cloud }) => cloud)).toEqual(['metastudio'])
  })

  const badFiles: [name: string, sources: unknown, says: RegExp][] = [
    ['that is no JSON', '{', /must be JSON of the form/],
    ['that is JSON of another form', '[]', /must be JSON of the form/],
    ['without a source', [], /1 to 50 sources/],
    ['with a secret in clear', [{ ...north, credentials: { ak: 'TESTAK', sk: 'test-secret-in-clear' } }], /sources\[0\]: credentials must be.*in clear it is a mistake/],
    ['with a key in clear that is the secret', [{ cloud: 'ice', credentials: { access_key_id: 'TESTLTAI', access_key_secret: 'test-secret-in-clear' } }], /credentials must be/],
    ['with a variable that is not set', [{ ...north, credentials: { ak: 'TESTAK', sk: '${NOWHERE}' } }], /sk names the variable NOWHERE, which is not set/],
    ['with an empty variable', [{ ...north, credentials: { ak: 'TESTAK', sk: '${EMPTY}' } }], /EMPTY, which is not set/],
    ['with a file that is not there', [{ ...north, credentials: { ak: 'TESTAK', sk: { file: '/nowhere' } } }], /sk names a file that cannot be read/],
    ['without a project', [{ cloud: 'metastudio', credentials: { ak: 'TESTAK', sk: '${SK_NORTH}' } }], /project_id is missing/],
    ['with an unknown key', [{ ...north, colour: 'red' }], /sources\[0\]: it has the unknown key colour/],
    ['with an unknown cloud', [{ ...north, cloud: 'aws' }], /cloud must be metastudio or ice/],
    ['with a bad id', [{ ...north, id: 'North!' }], /id must be 1 to 40 lower-case/],
    ['with an id twice', [north, north], /the id metastudio-cn-north-4 stands twice/],
    ['with an unsafe endpoint', [{ ...north, endpoint: 'http://ms.example.com' }], /endpoint must be an address/],
    ['with a word for a source', ['north'], /sources\[0\]: it must be an object/],
  ]
  it.each(badFiles)('%s is a mistake', (_, sources, says) => {
    const found = mistakes(env, read(sources))
    expect(found.join('\n')).toMatch(says)
    expect(found.every((mistake) => mistake.startsWith('UNDERSTUDY_SOURCES: '))).toBe(true)
    expect(found.join('\n')).not.toContain('test-secret')
  })

  it('that is not there is a mistake', () => {
    expect(mistakes(env)).toEqual(['UNDERSTUDY_SOURCES: the file cannot be read.'])
  })
})

it('the help names every variable that can be set, and no other', () => {
  const help = toHelp()
  const listed: readonly { name: string; unavailable?: boolean }[] = configVariables
  for (const { name, unavailable } of listed) expect([name, new RegExp(`^  ${name} `, 'm').test(help)]).toEqual([name, unavailable !== true])
})
