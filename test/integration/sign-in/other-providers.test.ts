import { describe, expect, it } from 'vitest'
import { recheckMs } from '#proxy/sign-in/sessions.ts'
import { createSignInWorld, publicUrl } from './visitor.ts'

type Options = NonNullable<Parameters<typeof createSignInWorld>[0]>

/** The provider, made to behave as well-known ones do by their documentation (the table of the README). */
const off = { enabled: false }
const inIdToken = { conformIdTokenClaims: false }
const algorithms = { enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA', 'HS256'], userinfoSigningAlgValues: ['RS256'] } } as const

describe('people sign in, are asked about again and sign out', () => {
  it.each<[name: string, options: Options]>([
    ['at an issuer with a path (Keycloak, Okta, Entra ID, Authentik)', { provider: { path: '/realms/staff' } }],
    ['with a secret that is taken in the body only (Entra ID)', { provider: { client: { token_endpoint_auth_method: 'client_secret_post' }, clientAuthMethods: ['client_secret_post'] } }],
    ['as a public client, without a secret', { config: { clientSecret: undefined }, provider: { client: { client_secret: undefined, token_endpoint_auth_method: 'none' } } }],
    ['with a userinfo that is signed', { provider: { ...algorithms, client: { userinfo_signed_response_alg: 'RS256' }, features: { devInteractions: off, jwtUserinfo: { enabled: true } } } }],
    ['without a userinfo', { provider: { ...inIdToken, features: { devInteractions: off, userinfo: off } } }],
    ['with ES256', { provider: { ...algorithms, ...inIdToken, client: { id_token_signed_response_alg: 'ES256' } } }],
    ['with EdDSA', { provider: { ...algorithms, ...inIdToken, client: { id_token_signed_response_alg: 'EdDSA' } } }],
    ['without a place to end the session or to give a token back (Google)', { provider: { features: { devInteractions: off, rpInitiatedLogout: off } } }],
    ['without a refresh token (where offline_access is missing)', { provider: { issueRefreshToken: async () => false } }],
    ['with a token that is given for good', { provider: { rotateRefreshToken: false } }],
  ])('%s', async (_, options) => {
    const world = await createSignInWorld(options)
    const visitor = world.visitor()
    expect([(await visitor.signIn('sam')).status, world.log.at(-1)?.signIn]).toEqual([303, 'signed_in'])
    for (let round = 0; round < 2; round += 1) {
      world.clock.advance(recheckMs)
      expect(await (await visitor.get('/api/session')).json()).toEqual({ user: { name: 'Sam Support', roles: ['support'], can_sign_out: true } })
    }
    const left = await visitor.post('/signin/out')
    const { to } = (await left.json()) as { to: string }
    const hasPlace = options.provider?.features?.rpInitiatedLogout === undefined
    expect([left.status, to === publicUrl]).toEqual([200, !hasPlace])
    expect((await visitor.get('/api/session')).status).toBe(401)
  })

  it.each<[name: string, rolesClaim: string, claims: object]>([
    ['the roles of the realm (Keycloak)', 'realm_access.roles', { realm_access: { roles: ['offline_access', 'support'] } }],
    ['the roles of the client (Keycloak)', 'resource_access.understudy.roles', { resource_access: { account: { roles: ['view-profile'] }, understudy: { roles: ['support'] } } }],
    ['the roles of a client with dots in its name', 'resource_access.my.dash.v2.roles', { resource_access: { my: { dash: {} }, 'my.dash.v2': { roles: ['support'] } } }],
    ['a claim that is an address', 'https://example.com/roles', { 'https://example.com/roles': ['understudy-support'] }],
    ['groups (Authentik, Okta)', 'groups', { groups: ['Everyone', 'understudy-support'] }],
  ])('with %s', async (_, rolesClaim, claims) => {
    for (const settings of [{}, inIdToken]) {
      const world = await createSignInWorld({ config: { rolesClaim }, provider: { ...settings, claims: { openid: ['sub'], profile: ['name', ...Object.keys(claims)] } } })
      world.provider.accounts.set('kay', { name: 'Kay', roles: undefined, ...claims })
      const visitor = world.visitor()
      await visitor.signIn('kay')
      expect(await (await visitor.get('/api/session')).json()).toMatchObject({ user: { name: 'Kay', roles: ['support'] } })
    }
  })
})

it('an ID token that is signed with the secret of the client is refused: choose a key to sign with (Authentik)', async () => {
  const world = await createSignInWorld({ provider: { ...algorithms, client: { id_token_signed_response_alg: 'HS256' } } })
  const answer = await world.visitor().signIn('sam')
  expect([answer.status, (await answer.text()).includes('not set up rightly'), world.log.at(-2)?.signIn]).toEqual([500, true, expect.stringMatching(/^[a-z_]+$/)])
})
