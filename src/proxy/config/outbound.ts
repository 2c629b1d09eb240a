import type { Settings } from './settings.ts'

/** The proxy that a network lets its machines out through. */
export interface OutboundProxy {
  /** Its address, perhaps with a user and a password: a secret. */
  address: string
  /** Hosts that are reached without it, as `NO_PROXY` lists them. */
  except: string
}

/** The outbound proxy of the variables that other programs read too; `undefined` where calls go out directly. */
export function readOutboundProxy(settings: Settings): OutboundProxy | undefined {
  const address = settings.secret('HTTPS_PROXY')
  const except = settings.text('NO_PROXY') ?? ''
  if (address === undefined || except === '*') return undefined
  settings.refuseUnless(isProxyAddress(address), 'HTTPS_PROXY must be the address of a proxy such as http://proxy.example.com:3128, perhaps with user:password@ before the host.')
  if (!isProxyAddress(address)) return undefined
  const { username, password } = new URL(address)
  settings.refuseUnless(isEscaped(username) && isEscaped(password), 'HTTPS_PROXY has a % in its user or password that begins no escape: write it as %25.')
  settings.refuseUnless((username === '') === (password === ''), 'HTTPS_PROXY must have a user and a password, or neither: one alone is never sent.')
  return { address, except }
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function isProxyAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, pathname, search, hash, hostname } = new URL(address)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '' && pathname === '/' && search === '' && hash === ''
}
