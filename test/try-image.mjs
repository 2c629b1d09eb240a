/**
 * `npm run try:image` takes the steps of the Dockerfile without an engine: every stage in an empty folder, then the product as the image
 * starts it. As root on Linux it runs as the image's user, as process 1 of its own, over a root that is only read; else it says what was not tried.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readContext, readCopy, readDockerfile, readExec } from './setup/dockerfile.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'understudy-image-'))
const stages = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'))
const context = readContext(readFileSync(join(root, '.dockerignore'), 'utf8'))

/** @param {boolean} isRight @param {string} what */
function hold(isRight, what) {
  if (!isRight) throw new Error(`This does not hold: ${what}`)
  console.log(`✔ ${what}`)
}

/** @param {string} stage @param {string} path inside of it */
const inside = (stage, path) => join(folder, stage, path)

/** Takes the steps of a stage that leave files. @param {import('./setup/dockerfile.mjs').Stage} stage @param {string} name */
function take(stage, name) {
  let place = '/'
  for (const { word, text } of stage.instructions) {
    if (word === 'WORKDIR') mkdirSync(inside(name, (place = text)), { recursive: true })
    if (word === 'RUN') {
      console.log(`▶ ${name}: ${text}`)
      const { NODE_ENV: _, ...env } = process.env
      const { status } = spawnSync('sh', ['-c', text], { cwd: inside(name, place), env, stdio: 'inherit' })
      if (status !== 0) throw new Error(`${text} ended with ${status}`)
    }
    if (word !== 'COPY') continue
    const { from, sources, target } = readCopy(text)
    for (const source of sources) {
      if (from === undefined && !context.includes(source.split('/')[0] ?? '')) throw new Error(`${source} does not go to the builder`)
      const to = join(inside(name, place), target)
      cpSync(from === undefined ? join(root, source) : inside(from, source), target.endsWith('/') ? join(to, basename(source)) : to, { recursive: true, verbatimSymlinks: true })
    }
  }
  return place
}

/** @param {string} path @returns {string[]} every file below, with its size and time */
const listing = (path) => readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => `${name} ${statSync(join(path, name)).size} ${statSync(join(path, name)).mtimeMs}`)

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })

const canBeAlone = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['--mount', '--pid', '--fork', 'setpriv', '--help']).status === 0

/**
 * @param {readonly string[]} command @param {string} cwd @param {Record<string, string>} env @param {string} user `1000:1000`
 */
function run(command, cwd, env, user) {
  const [uid = '', gid = ''] = user.split(':')
  // As an engine does it: a root that is only read, process 1, a user without rights and without a way to get some.
  const alone = ['unshare', '--mount', '--pid', '--fork', '--mount-proc', 'sh', '-c', 'mount -o remount,bind,ro / && exec "$@"', 'sh']
  const drop = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs', '--bounding-set=-all']
  const [file = '', ...args] = canBeAlone ? [...alone, ...drop, ...command] : command
  const child = spawn(file, args, { cwd, env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { text: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (said.text += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (said.text += text))
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('close', resolve))
  /** The product itself, which is a child of `unshare`. */
  const pid = () => (canBeAlone ? Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()) : (child.pid ?? 0))
  return { said, ended, pid }
}

try {
  for (const [index, stage] of stages.entries()) take(stage, stage.name ?? String(index))
  const last = stages.at(-1)
  /** @param {string} word */
  const textOf = (word) => last?.instructions.find((one) => one.word === word)?.text ?? ''
  const place = inside(String(stages.length - 1), textOf('WORKDIR'))
  const commit = '0123456789abcdef0123456789abcdef01234567'
  const settings = last?.instructions.filter(({ word }) => word === 'ENV').map(({ text }) => text.replace('${COMMIT}', commit)).join(' ') ?? ''
  const image = Object.fromEntries([...settings.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]))
  const user = textOf('USER')
  const check = readExec(textOf('HEALTHCHECK').replace(/^.*?CMD /, ''))
  // Whoever runs it must get there, and may write nowhere.
  spawnSync('chmod', ['755', folder])
  spawnSync('chmod', ['-R', 'go-w', folder])
  if (!canBeAlone) console.log('Not tried, because that needs root on Linux: another user, process 1, a root that is only read')

  const before = listing(place)
  hold(!before.some((name) => /(?:^|\/)(?:react|vite|typescript|vitest)\/package\.json /.test(name)), 'nothing that only builds or tests is in the image')
  hold(!before.some((name) => name.includes('.env') || name.includes('secrets')), 'no settings are in the image')
  console.log(`  ${Math.round(before.reduce((sum, line) => sum + Number(line.split(' ').at(-2)), 0) / 1024 / 1024)} MB over the base`)

  const refused = run(readExec(textOf('ENTRYPOINT')), place, image, user)
  hold((await refused.ended) === 2 && refused.said.text.includes('HOST must be a loopback address'), 'without sign-in it refuses to be open to everybody, and says why')

  const port = String(await freePort())
  const env = { ...image, HOST: '127.0.0.1', PORT: port, UNDERSTUDY_BASE_PATH: '/a/b', UNDERSTUDY_DRAIN_SECONDS: '0' }
  const product = run(readExec(textOf('ENTRYPOINT')), place, env, user)
  const startedAt = performance.now()
  while (!product.said.text.includes('listens on') && performance.now() - startedAt < 30_000) await delay(50)
  hold(product.said.text.includes(`http://127.0.0.1:${port}/a/b/`), 'it starts and says where')
  if (canBeAlone) {
    const status = readFileSync(`/proc/${product.pid()}/status`, 'utf8')
    hold(/^NSpid:\s+\d+\s+1$/m.test(status), 'the product is process 1')
    hold(new RegExp(`^Uid:\\s+${user.split(':')[0]}\\s`, 'm').test(status), `it runs as user ${user}`)
    hold(/^CapEff:\s+0+$/m.test(status) && /^NoNewPrivs:\s+1$/m.test(status), 'it has no rights and no way to get one')
  }
  hold((await run(check, place, env, user).ended) === 0, 'the health check finds it well')
  const page = await fetch(`http://127.0.0.1:${port}/a/b/`)
  hold(page.status === 200 && (await page.text()).includes('<base href="/a/b/" />'), 'the page is there')
  const list = await fetch(`http://127.0.0.1:${port}/a/b/api/sources/metastudio-cn-north-4/jobs`)
  hold(list.status === 200, 'so is the list of jobs')
  const metrics = await fetch(`http://127.0.0.1:${port}/a/b/metrics`)
  hold((await metrics.text()).includes(`commit="${commit}"`), 'it knows the commit it was built from')
  process.kill(product.pid(), 'SIGTERM')
  hold((await product.ended) === 0, 'SIGTERM ends it well')
  hold((await run(check, place, env, user).ended) === 1, 'the health check notices that it is gone')
  hold(JSON.stringify(listing(place)) === JSON.stringify(before), 'it wrote nothing')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
