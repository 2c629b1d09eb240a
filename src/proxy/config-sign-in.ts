import type { Settings } from './config-settings.ts'

/** Whether people have to say who they are before they are shown anything. Until they do, nobody but this machine may reach the port. */
export function isSignInConfigured(settings: Settings): boolean {
  return settings.text('UNDERSTUDY_OIDC_ISSUER') !== undefined || settings.text('UNDERSTUDY_TRUST_PROXY_HEADERS') !== undefined
}
