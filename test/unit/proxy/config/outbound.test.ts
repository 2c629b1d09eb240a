import { expect, it } from 'vitest'
import { toReport } from '#proxy/config/report.ts'
import { alibaba, config, files, mistakes } from './setup.ts'

const address = 'http://testuser:TESTPASSWORD@proxy.example.com:3128'

it('takes the outbound proxy of the machine, as it is or from a file, and what goes out without it', () => {
  expect(config({ HTTPS_PROXY: address, NO_PROXY: 'inner.example.com' }).outboundProxy).toEqual({ address, except: 'inner.example.com' })
  expect(config({ HTTPS_PROXY_FILE: '/proxy' }, files({ '/proxy': `${address}\n` })).outboundProxy).toEqual({ address, except: '' })
  expect(config({ HTTPS_PROXY: address, NO_PROXY: '*' }).outboundProxy).toBeUndefined()
  expect(config({ NO_PROXY: 'inner.example.com' }).outboundProxy).toBeUndefined()
})

it.each(['proxy.example.com', 'proxy.example.com:3128', 'socks5://proxy.example.com', 'http://proxy.example.com/path', 'http://'])(
  'refuses %s as an outbound proxy and says what one is',
  (wrong) => expect(mistakes({ HTTPS_PROXY: wrong })).toEqual([expect.stringMatching(/^HTTPS_PROXY must be the address of a proxy such as http:\/\/proxy\.example\.com:3128/)]),
)

it.each([
  ['a bare % in the password', 'http://testuser:TEST100%@proxy.example.com', /^HTTPS_PROXY has a % in its user or password .* write it as %25\.$/],
  ['a bare % in the user', 'http://test%zz:TESTPASSWORD@proxy.example.com', /^HTTPS_PROXY has a % /],
  ['an escape that is no UTF-8', 'http://testuser:%ff@proxy.example.com', /^HTTPS_PROXY has a % /],
  ['a user without a password', 'http://testuser@proxy.example.com', /^HTTPS_PROXY must have a user and a password, or neither/],
  ['a password without a user', 'http://:TESTPASSWORD@proxy.example.com', /^HTTPS_PROXY must have a user and a password, or neither/],
])('names %s as a mistake, before anything is called', (_, wrong, says) => {
  expect(mistakes({ HTTPS_PROXY: wrong })).toEqual([expect.stringMatching(says)])
  expect(mistakes({ HTTPS_PROXY: wrong }).join('')).not.toMatch(/testuser|TEST/)
})

it('takes a user and a password with what an address has no other place for', () => {
  const escaped = 'http://test%40user:TEST%25%3A@proxy.example.com'
  expect(config({ HTTPS_PROXY: escaped }).outboundProxy).toEqual({ address: escaped, except: '' })
})

it('names the proxy in the report without who asks there', () => {
  const report = toReport(config({ ...alibaba, HTTPS_PROXY: address }))
  expect(report).toContain('through the proxy proxy.example.com:3128')
  expect(report).not.toMatch(/TESTPASSWORD|testuser/)
})
