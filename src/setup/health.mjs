/** ENTRY for containers: ends with 0 when the product that runs here says that it lives, with 1 when it does not. Reads its own settings. */
import { get } from 'node:http'

const { HOST = '127.0.0.1', PORT = '8420', UNDERSTUDY_BASE_PATH = '', UNDERSTUDY_PUBLIC_URL = '' } = process.env
const host = { '0.0.0.0': '127.0.0.1', '::': '::1', '': '127.0.0.1' }[HOST] ?? HOST
// The path stands in either, or in both alike.
const base = URL.canParse(UNDERSTUDY_PUBLIC_URL) ? new URL(UNDERSTUDY_PUBLIC_URL).pathname : UNDERSTUDY_BASE_PATH
const path = base.split('/').filter((word) => word !== '').map((word) => `${word}/`).join('')

const request = get({ host, port: Number(PORT), path: `/${path}healthz`, timeout: 4_000 }, (response) => {
  response.resume()
  process.exitCode = response.statusCode === 200 ? 0 : 1
})
request.on('timeout', () => request.destroy()).on('error', () => (process.exitCode = 1))
