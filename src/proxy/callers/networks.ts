import ipaddr from 'ipaddr.js'

/** Says whether an address is one of those named. Takes every spelling of an address; what is none is not among them. */
export type NetworkCheck = (address: string) => boolean

/** @param named addresses and networks for which `isNetwork` holds */
export function createNetworkCheck(named: readonly string[]): NetworkCheck {
  const networks = named.map(toNetwork)
  return (text) => {
    if (!ipaddr.isValid(text)) return false
    // An IPv4 address in the spelling of IPv6, as sockets for both kinds report it, is the IPv4 address.
    const address = ipaddr.process(text)
    return networks.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits))
  }
}

/** Whether a text is an address, or a network such as `10.1.0.0/16` or `fd00::/8`: written in full, so that nobody names another than he means. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const isRight = isAddress(address) && (bits === undefined || ipaddr.isValidCIDR(text))
  // A network of IPv4 addresses in the spelling of IPv6 would never meet one: they are compared as IPv4.
  return isRight && (bits === undefined || ipaddr.process(address).kind() === ipaddr.parse(address).kind())
}

/** Whether a text is an address and nothing else: no number that also stands for one, no name of an interface. */
export const isAddress = (text: string): boolean => text.length <= 45 && (ipaddr.IPv4.isValidFourPartDecimal(text) || (/^[\da-f:.]+$/i.test(text) && ipaddr.IPv6.isValid(text)))

function toNetwork(text: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, bits: number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
