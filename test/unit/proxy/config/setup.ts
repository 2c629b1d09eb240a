import { readConfig, type Config } from '#proxy/config/config.ts'

/** The configuration of an environment, as the tests ask for it. */

type Read = (path: string) => string
const noFiles: Read = () => {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
}
export const files = (contents: Record<string, string>): Read => (path) => contents[path] ?? noFiles(path)
const troubleWithFolder = (path: string) => (path === '/readonly' ? 'may not be written to by this user' : undefined)
const read = (env: Record<string, string>, readFile: Read) => readConfig(env, { read: readFile, troubleWithFolder, troubleWithFile: troubleWithFolder, isOpenToAll: (path) => path === '/open' })

function result(env: Record<string, string>, readFile: Read): { config: Config; warnings: string[] } {
  const found = read(env, readFile)
  if ('mistakes' in found) throw new Error(found.mistakes.join('\n'))
  return found
}
export const config = (env: Record<string, string>, readFile = noFiles): Config => result(env, readFile).config
export const warnings = (env: Record<string, string>, readFile = noFiles): string[] => read(env, readFile).warnings

export function mistakes(env: Record<string, string>, readFile = noFiles): string[] {
  const found = read(env, readFile)
  return 'mistakes' in found ? found.mistakes : []
}

export const alibaba = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'TESTLTAI0001', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'test-secret-0002' }
export const openId = {
  UNDERSTUDY_OIDC_ISSUER: 'https://id.example.com/realms/staff',
  UNDERSTUDY_OIDC_CLIENT_ID: 'understudy',
  UNDERSTUDY_PUBLIC_URL: 'https://dash.example.com',
  UNDERSTUDY_SESSION_KEYS: 'test-session-key-of-32-characters-1',
}
export const trusted = { UNDERSTUDY_TRUST_PROXY_HEADERS: '10.1.2.3, 10.2.0.0/16,::1', UNDERSTUDY_PROXY_SECRET: 'test-proxy-secret-of-32-characters' }
