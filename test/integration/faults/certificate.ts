import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate that signs itself, and its key, both PEM. Made anew for each test: no key lies in the tree. */
export interface Certificate {
  key: string
  cert: string
}

/** DER (X.690): tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}
const hex = (text: string) => Buffer.from(text, 'hex')
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
/** Of 2049 at the latest. */
const utcTime = (iso: string) => der(0x17, Buffer.from(`${iso.replace(/\D/g, '').slice(2)}000000Z`))

const ecdsaWithSha256 = sequence(der(0x06, hex('2a8648ce3d040302')))
const commonName = sequence(der(0x31, sequence(der(0x06, hex('550403')), der(0x0c, Buffer.from('cloud of a test')))))
const isAuthority = sequence(der(0x06, hex('551d13')), der(0x04, sequence(hex('0101ff'))))

/** X.509 version 3 (RFC 5280) for an IPv4 address, good from one day to another, `YYYY-MM-DD`. */
export function createCertificate({ address = '127.0.0.1', from = '2020-01-01', until = '2049-12-31' } = {}): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const alternativeName = sequence(der(0x06, hex('551d11')), der(0x04, sequence(der(0x87, Buffer.from(address.split('.').map(Number))))))
  const body = sequence(
    der(0xa0, hex('020102')),
    hex('020101'),
    ecdsaWithSha256,
    commonName,
    sequence(utcTime(from), utcTime(until)),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(isAuthority, alternativeName)),
  )
  const whole = sequence(body, ecdsaWithSha256, der(0x03, hex('00'), sign('sha256', body, privateKey)))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n')
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` }
}
