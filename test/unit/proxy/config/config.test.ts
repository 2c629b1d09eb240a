import { describe, expect, it } from 'vitest'
import { toReport } from '#proxy/config/report.ts'
import { configVariables, toHelp } from '#proxy/config/variables.ts'
import { alibaba, config, files, mistakes, openId, trusted, warnings } from './setup.ts'

const huawei = { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK: 'test-secret-key-0001', HUAWEICLOUD_SDK_PROJECT_ID: '0'.repeat(32) }
const iam = { HUAWEICLOUD_IAM_USER: 'reader', HUAWEICLOUD_IAM_PASSWORD: 'test-password-0001', HUAWEICLOUD_IAM_DOMAIN: 'TESTDOMAIN' }

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
      drainSeconds: 1,
      metricsToken: undefined,
      commit: undefined,
      fronts: [],
      outboundProxy: undefined,
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
    ['UNDERSTUDY_COMMIT', '0123abc', { commit: '0123abc' }],
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

describe('what is allowed but probably not meant', () => {
  it.each([
    ['HUAWEICLOUD_SDK_ACCESS_TOKEN', 'Is it HUAWEICLOUD_SDK_SECURITY_TOKEN?'],
    ['METASTUDIO_REGOIN', 'Is it METASTUDIO_REGION?'],
    ['HUAWEICLOUD_REGION', 'Is it METASTUDIO_REGION?'],
    ['HUAWEICLOUD_SK', 'Is it HUAWEICLOUD_SDK_SK?'],
    ['ALIBABA_CLOUD_REGION', 'Is it ICE_REGION?'],
    ['ALIBABA_CLOUD_ACCESS_KEY', 'Is it ALIBABA_CLOUD_ACCESS_KEY_ID?'],
    ['ICE_REGON', 'Is it ICE_REGION?'],
    ['HUAWEICLOUD_SDK_PROJECT_ID_FILE', 'Is it HUAWEICLOUD_SDK_PROJECT_ID?'],
    ['ICE_CUBES', '--help lists those it does.'],
  ])('is a variable of a vendor’s that nobody reads: %s', (name, near) => {
    expect(warnings({ ...huawei, [name]: 'test-value-0003' })).toEqual([`${name} is not a variable that Understudy reads. ${near}`])
  })

  it('is told beside the mistakes too', () => {
    const both = { ...huawei, ICE_REGON: 'cn-beijing', METASTUDIO_REGION: 'cn-north-9', PORT: 'x' }
    expect([mistakes(both).length, warnings(both).length]).toEqual([1, 2])
  })

  it('is a secret in a file that everybody may read, unless a container was given it', () => {
    const { UNDERSTUDY_SESSION_KEYS: key, ...rest } = openId
    const read = files({ '/open': key, '/closed': key })
    expect(warnings({ ...rest, UNDERSTUDY_SESSION_KEYS_FILE: '/open' }, read)).toEqual(['UNDERSTUDY_SESSION_KEYS_FILE names a file that every user of this machine may read. Mend it by: chmod 600'])
    expect(warnings({ ...rest, UNDERSTUDY_SESSION_KEYS_FILE: '/closed' }, read)).toEqual([])
  })

  it.each([
    [{ ...openId, UNDERSTUDY_SESSION_KEYS: 'a'.repeat(44) }, 'UNDERSTUDY_SESSION_KEYS'],
    [{ ...openId, UNDERSTUDY_SESSION_KEYS: `${openId.UNDERSTUDY_SESSION_KEYS},${'abc'.repeat(20)}` }, 'UNDERSTUDY_SESSION_KEYS'],
    [{ ...trusted, UNDERSTUDY_PROXY_SECRET: '0'.repeat(32) }, 'UNDERSTUDY_PROXY_SECRET'],
  ])('is a key that can be guessed: %j', (env, name) => {
    expect(warnings(env)).toEqual([`${name} holds a key of very few different characters, which can be guessed. Make one by: openssl rand -base64 32`])
    expect([warnings(openId), warnings(trusted)]).toEqual([[], []])
  })

  it('is a region that the cloud is not known to have, unless its address is given too', () => {
    expect(warnings({ ...huawei, METASTUDIO_REGION: 'cn-north-9' })).toEqual([
      'metastudio-cn-north-9: the region cn-north-9 is none that MetaStudio is known to have (cn-north-4, cn-east-3, ap-southeast-3).',
    ])
    expect(warnings({ ...huawei, METASTUDIO_REGION: 'cn-north-9', METASTUDIO_ENDPOINT: 'https://ms.example.com' })).toEqual([])
    expect(warnings({ ...huawei, ...alibaba })).toEqual([])
  })
})

it('a password may have blanks and commas, a key that is kept in a file ends with its line', () => {
  expect(config({ ...iam, HUAWEICLOUD_IAM_PASSWORD: 'test password, long' }).sources[0]?.credentials).toMatchObject({ password: 'test password, long' })
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ...rest } = alibaba
  const [source] = config({ ...rest, ALIBABA_CLOUD_ACCESS_KEY_ID_FILE: '/id' }, files({ '/id': `\uFEFF${id}\r\n` })).sources
  expect(source?.credentials).toMatchObject({ accessKeyId: id })
})

it('every secret may come from a file, and both ways at once are a mistake', () => {
  const listed: readonly { name: string; orFile?: boolean }[] = configVariables
  const secrets = listed.filter(({ name }) => /(_SK|_AK|KEY_ID|SECRET|TOKEN|PASSWORD|_KEYS)$/.test(name))
  expect(secrets.length).toBe(11)
  for (const { name, orFile } of secrets) {
    expect([name, orFile]).toEqual([name, true])
    const whole = name.includes('IAM') ? iam : { ...huawei, ...alibaba, ...(/OIDC|SESSION/.test(name) ? openId : name.includes('PROXY') ? trusted : {}) }
    const found = (value: string) => mistakes({ ...whole, [name]: '', [`${name}_FILE`]: '/secret' }, files({ '/secret': value }))
    expect(mistakes({ ...whole, [name]: 'test-a', [`${name}_FILE`]: '/secret' })).toEqual([`${name} and ${name}_FILE are both set: one of them must go.`])
    expect(found(' \n')[0]).toBe(`${name}_FILE names a file that is empty: “/secret”.`)
    expect(found('test-one\ntest-two')[0]).toMatch(new RegExp(`^${name}_FILE holds a `))
    expect(found('test-one-of-32-characters-or-more\n')).toEqual([])
  }
})

it('the report names accounts, regions and addresses, and nothing that is secret', () => {
  const report = toReport(config({ ...iam, ...alibaba, ALIBABA_CLOUD_SECURITY_TOKEN: 'test-token-0001', ICE_REGION: 'cn-beijing' }))
  expect(report.split('\n').slice(1)).toEqual([
    '  metastudio-cn-north-4: MetaStudio, region cn-north-4, https://metastudio.cn-north-4.myhuaweicloud.com, by password and token of https://iam.cn-north-4.myhuaweicloud.com',
    '  ice-cn-beijing: ICE, region cn-beijing, https://ice.cn-beijing.aliyuncs.com, signed with a temporary access key',
    '  would listen on http://127.0.0.1:8420, everything is below /',
    '  nobody has to sign in: whoever reaches that address reads every job. A reverse proxy that lets others in must ask them who they are',
  ])
  for (const value of [...Object.values(iam), ...Object.values(alibaba), 'test-token-0001']) expect(report).not.toContain(value)
})

it('the report says of keys that lock how many processes may begin with one', () => {
  expect(toReport(config(huawei))).toContain('of more than four processes start one first')
  for (const other of [iam, alibaba]) expect(toReport(config(other))).not.toContain('four processes')
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
    ['a secret file that is not there', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK_FILE: '/nowhere' }, /HUAWEICLOUD_SDK_SK_FILE names a file that does not exist: “\/nowhere”\.$/],
    ['a secret file far away', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK_FILE: `/${'a'.repeat(500)}/sk` }, /does not exist: “…a{157}\/sk”\.$/],
    ['a secret in place of its file', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK_FILE: 'TESTSECRETtestsecret0001' }, /HUAWEICLOUD_SDK_SK_FILE names a file that does not exist \(not repeated here(?![^]*TESTSECRET)/],
    ['a packed secret in place of its file', { HUAWEICLOUD_SDK_AK: 'TESTAK0001', HUAWEICLOUD_SDK_SK_FILE: '/TESTSECRET/testsecret+0001=' }, /does not exist \(not repeated here(?![^]*TESTSECRET)/],
    ['a secret with a line end inside', { ...alibaba, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'test-a\ntest-b' }, /ALIBABA_CLOUD_ACCESS_KEY_SECRET holds a blank/],
    ['a key with a blank', { ...alibaba, ALIBABA_CLOUD_ACCESS_KEY_ID: 'TESTLTAI 0001' }, /ALIBABA_CLOUD_ACCESS_KEY_ID holds a blank, a comma/],
    ['a key with a comma', { ...huawei, HUAWEICLOUD_SDK_AK: 'TESTAK,SignedHeaders=x' }, /HUAWEICLOUD_SDK_AK holds a blank, a comma/],
    ['a key with a control character', { ...huawei, HUAWEICLOUD_SDK_SK: 'test-a\u0000b-test' }, /HUAWEICLOUD_SDK_SK holds a blank, a comma/],
    ['a password of two lines', { ...iam, HUAWEICLOUD_IAM_PASSWORD: 'test-a\ntest-b' }, /HUAWEICLOUD_IAM_PASSWORD holds a line end/],
    ['a folder that cannot be kept in', { UNDERSTUDY_CACHE_DIR: '/readonly' }, /UNDERSTUDY_CACHE_DIR must be a folder.*it may not be written to by this user/],
    ['an address that only looks like loopback', { HOST: '127.999.0.1' }, /HOST must be a loopback address/],
    ['a name that only begins like loopback', { HOST: '127.0.0.1.example.com' }, /HOST must be a loopback address/],
    ['every address of IPv6', { HOST: '::' }, /HOST must be a loopback address/],
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
    ['a base path with an empty step', { UNDERSTUDY_BASE_PATH: '/a//b' }, /UNDERSTUDY_BASE_PATH must be a path/],
    ['a base path without an end', { UNDERSTUDY_BASE_PATH: `/${'a'.repeat(200)}` }, /UNDERSTUDY_BASE_PATH must be a path/],
    // With a pattern that can split a run of letters in many ways this would not end before the sun does.
    ['a base path made to be slow', { UNDERSTUDY_BASE_PATH: `${'a'.repeat(190)}!` }, /UNDERSTUDY_BASE_PATH must be a path/],
    ['a base path that climbs', { UNDERSTUDY_BASE_PATH: '/../x' }, /UNDERSTUDY_BASE_PATH must be a path/],
    ['a cover host that is an address', { UNDERSTUDY_COVER_HOSTS: 'http://minio.local' }, /UNDERSTUDY_COVER_HOSTS must/],
    ['a budget of nothing', { UNDERSTUDY_CLOUD_RPS: '0' }, /UNDERSTUDY_CLOUD_RPS must be a number from 0.1/],
    ['a level nobody knows', { UNDERSTUDY_LOG_LEVEL: 'loud' }, /UNDERSTUDY_LOG_LEVEL must be one of debug/],
    ['a commit in words', { UNDERSTUDY_COMMIT: 'main' }, /UNDERSTUDY_COMMIT must be the id of a commit/],
    ['a misspelled variable', { UNDERSTUDY_ALOWED_HOSTS: 'x' }, /UNDERSTUDY_ALOWED_HOSTS: there is no such variable\. Is it UNDERSTUDY_ALLOWED_HOSTS\?$/],
    ['a variable by half its name', { UNDERSTUDY_OIDC_SECRET: 'x' }, /UNDERSTUDY_OIDC_SECRET: there is no such variable\. Is it UNDERSTUDY_OIDC_CLIENT_SECRET\?$/],
    ['a variable with two letters changed', { UNDERSTUDY_PROT: '80' }, /UNDERSTUDY_PROT: there is no such variable\. Is it PORT\?$/],
    ['a variable with a letter less', { UNDERSTUDY_HST: 'x' }, /UNDERSTUDY_HST: there is no such variable\. Is it HOST\?$/],
    ['a variable that is like none', { UNDERSTUDY_ZZZ: 'x' }, /UNDERSTUDY_ZZZ: there is no such variable\. --help lists those there are\.$/],
    ['a file of lines that cannot be written', { UNDERSTUDY_AUDIT_LOG: '/readonly' }, /UNDERSTUDY_AUDIT_LOG must be a file.*it may not be written to by this user/],
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

it('the help names every variable', () => {
  const help = toHelp()
  for (const { name } of configVariables) expect(help).toMatch(new RegExp(`^  ${name} `, 'm'))
})
