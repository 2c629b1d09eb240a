import { describe, expect, it } from 'vitest'
import { isLocal, toClient } from '#proxy/callers/caller.ts'
import { createNetworkCheck, isNetwork } from '#proxy/callers/networks.ts'

const from = (headers: Record<string, string> = {}) => new Request('http://localhost/api/sources', { headers })
const isFront = createNetworkCheck(['10.1.2.3', '10.2.0.0/16', 'fd00::/8'])
const ipv6 = toClient(from(), { address: '2001:db8:1:2::' }) ?? ''
/** Whom a front at this address is taken to speak for. */
const told = (headers: Record<string, string>, address = '10.1.2.3') => toClient(from(headers), { address }, isFront)

describe('a client', () => {
  it('is the other end of the connection', () => {
    expect(toClient(from(), { address: '203.0.113.7' })).toBe('203.0.113.7')
    expect(toClient(from({ 'X-Forwarded-For': '198.51.100.1' }), { address: '203.0.113.7' }), 'who may write what he likes').toBe('203.0.113.7')
  })

  it('is whom a reverse proxy on this machine names, by its own entry', () => {
    expect(toClient(from({ 'X-Forwarded-For': '198.51.100.1, 203.0.113.7' }), { address: '127.0.0.1' })).toBe('203.0.113.7')
    expect(toClient(from({ 'X-Forwarded-For': 'nobody' }), { address: '::1' })).toBe('unknown')
    expect(toClient(from({ 'X-Forwarded-For': '203.0.113.7' }), { address: '::ffff:127.0.0.1' }), 'at a socket for both kinds of addresses').toBe('203.0.113.7')
  })

  it('cannot be told where nobody is named', () => {
    expect(toClient(from(), { address: '127.0.0.1' })).toBeUndefined()
    expect(toClient(from(), undefined)).toBeUndefined()
    expect([told({}), told({ 'X-Forwarded-For': ' ', Forwarded: '' })]).toEqual([undefined, undefined])
  })

  it('is a network where the address is of IPv6', () => {
    expect(toClient(from(), { address: '2001:db8:1:2:3::4' })).toBe(toClient(from(), { address: '2001:db8:1:2:ffff::1' }))
    expect(toClient(from(), { address: '2001:db8:1:2:3::4' })).not.toBe(toClient(from(), { address: '2001:db8:1:3::4' }))
    expect(toClient(from(), { address: '::ffff:203.0.113.7' })).toBe('203.0.113.7')
  })

  it('is local when nothing was forwarded', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(isLocal(from(), { address })).toBe(true)
    for (const address of ['203.0.113.7', '10.1.2.3', '::ffff:10.1.2.3', '', '127.0.0.1.evil.test']) expect(isLocal(from(), { address })).toBe(false)
    for (const name of ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via']) expect(isLocal(from({ [name]: 'x' }), { address: '::1' })).toBe(false)
  })
})

describe('a front that is named', () => {
  it.each<[what: string, headers: Record<string, string>, client: string]>([
    ['one hop', { 'X-Forwarded-For': '203.0.113.7' }, '203.0.113.7'],
    ['fronts one behind the other', { 'X-Forwarded-For': '203.0.113.7, 10.2.9.9,fd12::1 , 127.0.0.1' }, '203.0.113.7'],
    ['fronts alone, because one of them asks', { 'X-Forwarded-For': '10.2.0.1, 10.2.0.2' }, '10.2.0.1'],
    ['a port', { 'X-Forwarded-For': '203.0.113.7:51234' }, '203.0.113.7'],
    ['IPv6', { 'X-Forwarded-For': '2001:db8:1:2:3::4' }, ipv6],
    ['IPv6 with brackets and a port', { 'X-Forwarded-For': '[2001:0DB8:0001:2::5]:443' }, ipv6],
    ['IPv4 as IPv6', { 'X-Forwarded-For': '::ffff:203.0.113.7' }, '203.0.113.7'],
    ['a front in another spelling', { 'X-Forwarded-For': '203.0.113.7, ::ffff:10.1.2.3, ::ffff:0a01:0203' }, '203.0.113.7'],
    ['the standard header', { Forwarded: 'for=203.0.113.7;proto=https;by=10.1.2.3' }, '203.0.113.7'],
    ['the standard header with quotation marks', { Forwarded: 'for=198.51.100.1, proto=https; FOR="[2001:db8:1:2::5]:443" , for=10.2.0.1' }, ipv6],
    ['both, alike', { Forwarded: 'for=203.0.113.7', 'X-Forwarded-For': '203.0.113.7, 10.2.0.1' }, '203.0.113.7'],
  ])('is believed: %s', (_, headers, client) => {
    expect(told(headers)).toBe(client)
  })

  const real = '203.0.113.7'
  it.each<[what: string, headers: Record<string, string>]>([
    ['another address', { 'X-Forwarded-For': `198.51.100.1, ${real}` }],
    ['a thousand addresses', { 'X-Forwarded-For': `${'198.51.100.1, '.repeat(1000)}${real}` }],
    ['a thousand fronts', { 'X-Forwarded-For': `${'10.1.2.3, '.repeat(1000)}${real}` }],
    ['a front behind an address', { 'X-Forwarded-For': `198.51.100.1, 10.1.2.3, ${real}` }],
    ['garbage', { 'X-Forwarded-For': `"\t,;=[::]:x %00 <script>, , ,${real}` }],
    ['100 kB', { 'X-Forwarded-For': `${',"'.repeat(50_000)}, ${real}` }],
    ['another address in the standard header', { Forwarded: `for=198.51.100.1, for=${real}` }],
    ['an open quotation mark', { Forwarded: `for="198.51.100.1, for=${real}` }],
    ['quotation marks around what the front adds', { Forwarded: `for=198.51.100.1;x=", for="${real}"` }],
    ['100 kB in the standard header', { Forwarded: `${',"'.repeat(50_000)}, for="${real}:80"` }],
  ])('is not misled by what a browser sent before: %s', (_, headers) => {
    expect(told(headers)).toBe(real)
  })

  it.each<[what: string, headers: Record<string, string>]>([
    ['a number for an address', { 'X-Forwarded-For': '3405803783' }],
    ['an octal address', { 'X-Forwarded-For': '0313.0.0161.7' }],
    ['a hexadecimal address', { 'X-Forwarded-For': '0xcb007107' }],
    ['a short address', { 'X-Forwarded-For': '203.7' }],
    ['an interface', { 'X-Forwarded-For': 'fe80::1%eth0' }],
    ['a name', { 'X-Forwarded-For': 'localhost' }],
    ['nothing behind a comma', { 'X-Forwarded-For': '198.51.100.1,' }],
    ['a front’s own word', { Forwarded: 'for=_hidden' }],
    ['nobody in the last element', { Forwarded: 'for=198.51.100.1, by=10.1.2.3' }],
    ['two that differ: a browser sent one of them', { 'X-Forwarded-For': '203.0.113.7', Forwarded: 'for=198.51.100.1' }],
    ['garbage behind a front', { 'X-Forwarded-For': '198.51.100.1, what, 10.2.0.1' }],
  ])('is believed nothing that is no address; all such share one limit: %s', (_, headers) => {
    expect(told(headers)).toBe('unknown')
  })

  it('is not believed from elsewhere', () => {
    for (const address of ['10.1.2.4', '10.3.0.1', '2001:db8::1', '203.0.113.7', '::ffff:10.1.2.4']) {
      expect(told({ 'X-Forwarded-For': '198.51.100.1', Forwarded: 'for=198.51.100.1' }, address)).not.toBe('198.51.100.1')
    }
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '10.2.255.255', 'fdff::1', '::1']) expect([address, told({ 'X-Forwarded-For': '198.51.100.1' }, address)]).toEqual([address, '198.51.100.1'])
  })
})

it.each<[text: string, is: boolean]>([
  ['10.1.2.3', true],
  ['10.1.0.0/16', true],
  ['::1', true],
  ['fd00::/8', true],
  ['::ffff:10.1.2.3', true],
  ['', false],
  ['10', false],
  ['10/8', false],
  ['0x0a.1.2.3', false],
  ['010.1.2.3', false],
  ['10.1.2.3/33', false],
  ['10.1.2.3/', false],
  ['10.1.2.3/8/8', false],
  ['fe80::1%eth0', false],
  ['::ffff:10.0.0.0/104', false],
  ['front.internal', false],
  ['[::1]', false],
  [`${'0'.repeat(99)}::1`, false],
])('a network is written in full: %s %s', (text, is) => {
  expect(isNetwork(text)).toBe(is)
})
