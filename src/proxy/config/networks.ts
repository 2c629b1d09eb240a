import type { Settings } from './settings.ts'
import { isNetwork } from '../callers/networks.ts'

/** The reverse proxies that a variable names, by address or network. Empty where it names none, and where it is wrong. */
export function readNetworks(settings: Settings, name: 'UNDERSTUDY_TRUST_PROXY_HEADERS' | 'UNDERSTUDY_TRUSTED_FRONTS'): string[] {
  const named = settings.text(name)?.split(',').map((network) => network.trim()) ?? []
  const areRight = named.every(isNetwork)
  settings.refuseUnless(areRight, `${name} must be a comma list of IP addresses or networks such as 10.1.0.0/16.`)
  const isEverybody = named.some((network) => network.endsWith('/0'))
  settings.refuseUnless(!isEverybody, `${name} must name the reverse proxy alone, not every address there is.`)
  return areRight && !isEverybody ? named : []
}
