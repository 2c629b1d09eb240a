import { describe, expect, it } from 'vitest'
import { toReport } from '#proxy/config/report.ts'
import { alibaba, config, files, mistakes, openId, trusted } from './setup.ts'

describe('sign-in at an OpenID provider', () => {
  it('needs an issuer, a client, a public address and a key, and has defaults for the rest', () => {
    expect(config(openId).signIn).toEqual({
      kind: 'openid',
      issuer: 'https://id.example.com/realms/staff',
      clientId: 'understudy',
      clientSecret: undefined,
      rolesClaim: 'roles',
      scopes: 'openid profile email',
      publicUrl: 'https://dash.example.com/',
      sessionKeys: ['test-session-key-of-32-characters-1'],
    })
    for (const name of Object.keys(openId)) expect(mistakes({ ...openId, [name]: '' })).toEqual([`${name} is missing: it is needed to sign people in.`])
  })

  it('takes its secrets from files too', () => {
    const { UNDERSTUDY_SESSION_KEYS: _, ...rest } = openId
    const read = files({ '/secret': 'test-client-secret\n', '/keys': 'test-session-key-of-32-characters-2, test-session-key-of-32-characters-1\n' })
    const { signIn } = config({ ...rest, UNDERSTUDY_SESSION_KEYS_FILE: '/keys', UNDERSTUDY_OIDC_CLIENT_SECRET_FILE: '/secret' }, read)
    expect(signIn).toMatchObject({ clientSecret: 'test-client-secret', sessionKeys: ['test-session-key-of-32-characters-2', 'test-session-key-of-32-characters-1'] })
  })

  it('takes the path from the public address, and refuses two that differ', () => {
    expect(config({ ...openId, UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com/a/b' })).toMatchObject({ basePath: '/a/b/', signIn: { publicUrl: 'https://dash.example.com/a/b/' } })
    expect(config({ ...openId, UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com/a', UNDERSTUDY_BASE_PATH: '/a/' }).basePath).toBe('/a/')
    const found = mistakes({ ...openId, UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com', UNDERSTUDY_BASE_PATH: '/a/' })
    expect(found).toEqual(['UNDERSTUDY_BASE_PATH and the path of UNDERSTUDY_PUBLIC_URL must be the same.'])
  })

  it('is shown in the report without a secret', () => {
    const report = toReport(config({ ...openId, UNDERSTUDY_OIDC_CLIENT_SECRET: 'test-client-secret', UNDERSTUDY_AUDIT_LOG: '/var/log/audit.jsonl' }))
    expect(report).toContain(
      'sign-in: at https://id.example.com/realms/staff as understudy, with its secret, which sends people back to https://dash.example.com/signin/callback ' +
        'and after signing out to https://dash.example.com/, roles in the claim roles',
    )
    expect(toReport(config(openId))).toContain('as understudy, a public client without a secret')
    expect(report).toContain('/var/log/audit.jsonl')
    expect(report).not.toMatch(/test-(?:client|session)/)
  })
})

describe('sign-in by a reverse proxy', () => {
  it('needs addresses and a secret', () => {
    expect(config(trusted).signIn).toEqual({ kind: 'proxy', addresses: ['10.1.2.3', '10.2.0.0/16', '::1'], secret: trusted.UNDERSTUDY_PROXY_SECRET, publicUrl: undefined })
    for (const name of Object.keys(trusted)) expect(mistakes({ ...trusted, [name]: '' })).toEqual([`${name} is missing: it is needed to believe a reverse proxy that signs people in.`])
  })

  it('is shown in the report without its secret', () => {
    const report = toReport(config(trusted))
    expect(report).toContain('by a reverse proxy at 10.1.2.3, 10.2.0.0/16, ::1, revealed contacts are written to standard output')
    expect(report).not.toContain(trusted.UNDERSTUDY_PROXY_SECRET)
  })
})

describe('reverse proxies elsewhere', () => {
  it('are named by address or network, and are in the report', () => {
    const found = config({ ...openId, UNDERSTUDY_TRUSTED_FRONTS: '10.1.2.3, fd00::/8' })
    expect(found.fronts).toEqual(['10.1.2.3', 'fd00::/8'])
    expect(toReport(found)).toContain('who calls is told by the reverse proxies at 10.1.2.3, fd00::/8')
    expect([config(openId).fronts, toReport(config(openId)).includes('who calls')]).toEqual([[], false])
  })
})

describe('an address beyond this machine', () => {
  it('is refused without sign-in, with words for what to do', () => {
    expect(mistakes({ HOST: '0.0.0.0' })).toEqual([expect.stringMatching(/^HOST must be a loopback address.*UNDERSTUDY_OIDC_ISSUER.*UNDERSTUDY_TRUST_PROXY_HEADERS.*SSH tunnel/)])
  })

  it('is allowed with either sign-in, and not with half of one', () => {
    expect(config({ ...openId, HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
    expect(config({ ...trusted, HOST: '::' }).host).toBe('::')
    expect(mistakes({ HOST: '0.0.0.0', UNDERSTUDY_OIDC_CLIENT_ID: 'understudy' })).toEqual([
      'UNDERSTUDY_OIDC_ISSUER is missing: it is needed to sign people in.',
      'UNDERSTUDY_PUBLIC_URL is missing: it is needed to sign people in.',
      'UNDERSTUDY_SESSION_KEYS is missing: it is needed to sign people in.',
    ])
  })
})

it('names what is set of either way where both are begun, and asks for nothing more', () => {
  const { UNDERSTUDY_SESSION_KEYS } = openId
  expect(mistakes({ ...trusted, UNDERSTUDY_SESSION_KEYS })).toEqual([
    'UNDERSTUDY_SESSION_KEYS (an OpenID provider) and UNDERSTUDY_TRUST_PROXY_HEADERS, UNDERSTUDY_PROXY_SECRET (a reverse proxy) are two ways to sign in: choose one, and unset what belongs to the other.',
  ])
})

it('the report tells where it listens, the words of the roles, and says nothing of nobody signing in where people do', () => {
  const env = { ...trusted, ...alibaba, HOST: '::', PORT: '9000', UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com/tools/', UNDERSTUDY_ROLE_SUPPORT: 'Support team;helpers' }
  const report = toReport(config(env))
  expect(report).toContain('would listen on http://[::]:9000, everything is below /tools/')
  expect(report).toContain('the role support is called Support team or helpers')
  expect(report).not.toContain('nobody has to sign in')
  expect(toReport(config({ PORT: '0' }))).toMatch(/demo\.\n {2}would listen on a free port of 127\.0\.0\.1, everything is below \/$/)
})

it('takes words of one’s own for the roles, in either way to sign in', () => {
  const own = { UNDERSTUDY_ROLE_VIEWER: 'Job watchers; CN=Watch,OU=Staff', UNDERSTUDY_ROLE_SUPPORT: '5c0e1f5a-0000-4000-8000-000000000001' }
  const roleWords = { viewer: ['Job watchers', 'CN=Watch,OU=Staff'], support: ['5c0e1f5a-0000-4000-8000-000000000001'] }
  expect(config({ ...openId, ...own }).signIn).toMatchObject({ roleWords })
  expect(config({ ...trusted, UNDERSTUDY_ROLE_VIEWER: 'Job watchers;role:watch' }).signIn).toMatchObject({ roleWords: { viewer: ['Job watchers', 'role:watch'] } })
  expect(config({ ...openId, UNDERSTUDY_ROLE_SUPPORT: 'support' }).signIn).toMatchObject({ roleWords: { support: ['support'] } })
  expect(mistakes(own)).toEqual(['UNDERSTUDY_ROLE_VIEWER is for sign-in, and none is configured.', 'UNDERSTUDY_ROLE_SUPPORT is for sign-in, and none is configured.'])
})

it.each<[name: string, env: Record<string, string>, says: RegExp]>([
  ['role words with commas between them', { ...trusted, UNDERSTUDY_ROLE_VIEWER: 'test-viewers,test-watchers' }, /^UNDERSTUDY_ROLE_VIEWER must be names of roles or groups with ; between them/],
  ['a role word with a comma that a header would hold', { ...trusted, UNDERSTUDY_ROLE_SUPPORT: 'support;CN=Support,OU=Staff' }, /^UNDERSTUDY_ROLE_SUPPORT must have no comma where a reverse proxy tells the roles: .* may hold one\.$/],
  ['a role word that is none', { ...trusted, UNDERSTUDY_ROLE_SUPPORT: 'test-support;;' }, /^UNDERSTUDY_ROLE_SUPPORT must be names/],
  ['both ways to sign in', { ...openId, ...trusted }, /two ways to sign in: choose one, and unset/],
  ['a public address without sign-in', { UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com' }, /UNDERSTUDY_PUBLIC_URL is for sign-in/],
  ['an issuer that secrets would be sent to in clear', { ...openId, UNDERSTUDY_OIDC_ISSUER: 'http://id.example.com' }, /UNDERSTUDY_OIDC_ISSUER must be an address that begins with https:/],
  ['the document of an issuer', { ...openId, UNDERSTUDY_OIDC_ISSUER: 'https://id.example.com/.well-known/openid-configuration' }, /^UNDERSTUDY_OIDC_ISSUER must be the address that .* follows on/],
  ['an issuer with a password', { ...openId, UNDERSTUDY_OIDC_ISSUER: 'https://a:test-b@id.example.com' }, /UNDERSTUDY_OIDC_ISSUER must/],
  ['a public address in clear', { ...openId, UNDERSTUDY_PUBLIC_URL: 'http://dash.example.com' }, /UNDERSTUDY_PUBLIC_URL must/],
  ['a public address with a query', { ...openId, UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com/?a=b' }, /UNDERSTUDY_PUBLIC_URL must/],
  ['a public address with a path nobody can host', { ...openId, UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com/a%20b' }, /UNDERSTUDY_PUBLIC_URL must have a path such as/],
  ['a key too short', { ...openId, UNDERSTUDY_SESSION_KEYS: 'test-short' }, /UNDERSTUDY_SESSION_KEYS must be a comma list.*openssl rand/],
  ['a key twice', { ...openId, UNDERSTUDY_SESSION_KEYS: `${openId.UNDERSTUDY_SESSION_KEYS},${openId.UNDERSTUDY_SESSION_KEYS}` }, /UNDERSTUDY_SESSION_KEYS must be/],
  ['scopes without openid', { ...openId, UNDERSTUDY_OIDC_SCOPES: 'profile email' }, /UNDERSTUDY_OIDC_SCOPES must be words.*openid among them/],
  ['a claim with a blank', { ...openId, UNDERSTUDY_OIDC_ROLES_CLAIM: 'my roles' }, /UNDERSTUDY_OIDC_ROLES_CLAIM must be/],
  ['a client with a line end', { ...openId, UNDERSTUDY_OIDC_CLIENT_ID: 'a\nb' }, /UNDERSTUDY_OIDC_CLIENT_ID must be/],
  ['a proxy by its name', { ...trusted, UNDERSTUDY_TRUST_PROXY_HEADERS: 'nginx.internal' }, /UNDERSTUDY_TRUST_PROXY_HEADERS must be a comma list of IP addresses/],
  ['a secret of a proxy that can be guessed', { ...trusted, UNDERSTUDY_PROXY_SECRET: 'test-short' }, /UNDERSTUDY_PROXY_SECRET must have 32 characters or more/],
  ['a front by its name', { UNDERSTUDY_TRUSTED_FRONTS: '10.1.2.3,front.internal' }, /^UNDERSTUDY_TRUSTED_FRONTS must be a comma list of IP addresses/],
  ['a front by a part of its address', { UNDERSTUDY_TRUSTED_FRONTS: '10/8' }, /^UNDERSTUDY_TRUSTED_FRONTS must be a comma list/],
  ['everybody as a front', { UNDERSTUDY_TRUSTED_FRONTS: '10.1.2.3, ::/0' }, /^UNDERSTUDY_TRUSTED_FRONTS must name the reverse proxy alone/],
  ['everybody as a proxy', { ...trusted, UNDERSTUDY_TRUST_PROXY_HEADERS: '0.0.0.0/0' }, /UNDERSTUDY_TRUST_PROXY_HEADERS must name/],
])('%s is a mistake that is named, without its value', (_, env, says) => {
  const found = mistakes(env)
  expect(found.filter((mistake) => says.test(mistake))).toHaveLength(1)
  expect(found.join('\n')).not.toMatch(/test-/)
})
