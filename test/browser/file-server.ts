import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** A plain file server, as anybody has one: files of `folder` below `path`, an index, and 404.html for all else if `knows404`. */
export async function serveFiles(folder: string, { path, knows404 }: { path: string; knows404: boolean }) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const isBelow = pathname.startsWith(path)
    const name = isBelow ? normalize(`/${pathname.slice(path.length)}`) : '/'
    const file = join(folder, name === '/' ? 'index.html' : name)
    const isFile = isBelow && statSync(file, { throwIfNoEntry: false })?.isFile() === true
    const sent = isFile ? file : knows404 && isBelow ? join(folder, '404.html') : undefined
    response.statusCode = isFile ? 200 : 404
    response.setHeader('content-type', types[extname(sent ?? '.txt')] ?? 'text/plain')
    if (sent === undefined) response.end('Not Found')
    else createReadStream(sent).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
