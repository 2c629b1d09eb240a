import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Where nginx is, if it is. */
export function findNginx() {
  return ['nginx', '/usr/sbin/nginx'].find((path) => spawnSync(path, ['-v']).status === 0)
}

/**
 * nginx on a free port of this machine, with everything it writes in a folder of its own.
 * @param {string} server what stands in its `server` block besides the port
 * @param {string} [http] what stands before it, such as an `upstream`
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} `address` without a final slash
 * @throws {Error} with nginx's own words when it does not answer
 */
export async function startNginx(server, http = '') {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const port = await freePort()
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error;
    events { worker_connections 256; }
    http {
      access_log off; ${temps.join(' ')}
      ${http}
      server { listen 127.0.0.1:${port}; ${server} }
    }`,
  )
  const child = spawn(findNginx() ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error')], { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  }
  const address = `http://127.0.0.1:${port}`
  const deadline = performance.now() + 50_000
  while (!(await fetch(address, { redirect: 'manual' }).then(() => true, () => false))) {
    if (performance.now() < deadline && child.exitCode === null) await delay(20)
    else {
      const said = readFileSync(join(folder, 'error'), 'utf8')
      await close()
      throw new Error(`nginx does not answer:\n${said}`)
    }
  }
  return { address, close }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address === null || typeof address === 'string' ? reject(new Error('no port')) : resolve(address.port)))
    })
  })
}
