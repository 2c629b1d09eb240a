import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../src/setup/built.mjs'
import iceDetail from '../fixtures/ice-detail.json'
import iceList from '../fixtures/ice-list.json'
import metastudioDetail from '../fixtures/metastudio-detail.json'
import metastudioList from '../fixtures/metastudio-list.json'
import { runProduct, startProduct } from '../setup/product.mjs'

/*
 * Secrets are planted in everything that goes into the built product, as words that begin with TESTCANARY and as phone numbers in many
 * spellings. Then everything that comes out is searched for them: answers with their headers, the page, logs, errors, crashes, the disk.
 */

const secrets = {
  HUAWEICLOUD_SDK_AK: 'TESTCANARYAK0001',
  HUAWEICLOUD_SDK_SK: 'TESTCANARYSK0001',
  HUAWEICLOUD_SDK_SECURITY_TOKEN: 'TESTCANARYTOKEN0001',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'TESTCANARYID0001',
}
const secretInFile = 'TESTCANARYSECRET0001'
const phone = '15312340046'
const phones = [phone, '153-1234-0046', '+86 153 1234 0046', '１５３１２３４００４６', '0153 1234 0046', '153\u200B1234\u200B0046'].join('；')
const signed = 'https://b.example.com/letter.png?AccessKeyId=TESTCANARYURLKEY&Expires=1&Signature=TESTCANARYSIGNATURE'
const headers = {
  cookie: 'session=TESTCANARYCOOKIE',
  authorization: 'Bearer TESTCANARYBEARER',
  referer: 'http://127.0.0.1/?token=TESTCANARYREFERER',
  'user-agent': 'TESTCANARYAGENT',
  'x-forwarded-for': 'TESTCANARYFORWARDED',
}

/** What of a text must not be there, in whatever spelling. */
function leaks(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/(?<=\d)[\s-]+(?=\d)/g, '')
  return [...plain.matchAll(/.{0,60}(?:TESTCANARY|15312340046|13800138000).{0,40}/g)].map(([found]) => found)
}

const worded = /^(?:name|contact|batch_name|tags|log_description|redo_reasons|comment_title|comment_message|AvatarName|AvatarDescription|Message)$/

/** The vendor's example with a canary in each text, and fields beside it that no document knows. */
function plant(value: unknown, cover: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => plant(member, cover, key))
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => [name, plant(field, cover, name)] as const)
    return { ...Object.fromEntries(fields), secret_access_key: 'TESTCANARYFIELD', upload_url: signed }
  }
  if (key === 'cover_download_url' || key === 'Thumbnail') return cover
  if (typeof value === 'string' && /_url\d?$/.test(key)) return signed
  return typeof value === 'string' && worded.test(key) ? `${value} ${phones} ${signed}` : value
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void
let picture = Buffer.alloc(0)
let mood: Answer | undefined
let origin = ''
let cloud: Server

const leaky = { 'set-cookie': 'cloud=TESTCANARYCLOUDCOOKIE', 'x-subject-token': 'TESTCANARYSUBJECT', 'x-request-id': 'a'.repeat(32) }
/** Both clouds and their storage, on one port. */
const well: Answer = (request, response) => {
  const url = new URL(request.url ?? '', origin)
  if (url.pathname.startsWith('/cover')) {
    response.writeHead(200, { ...leaky, 'content-type': 'image/jpeg' }).end(picture)
    return
  }
  const cover = `${origin}/cover/a.jpg?Expires=1&Signature=TESTCANARYCOVER`
  const action = request.headers['x-acs-action']
  const isDetail = /\/jobs\/[^/]+$/.test(url.pathname)
  const answer = action === 'ListAvatarTrainingJobs' ? iceList : action === 'GetAvatarTrainingJob' ? iceDetail : isDetail ? metastudioDetail : metastudioList
  response.writeHead(200, { ...leaky, 'content-type': 'application/json' }).end(JSON.stringify(plant(answer.answer, cover)))
}
/** A cloud that repeats all it was sent, and more. */
const echo = (status: number, code: string): Answer => (request, response) => {
  const sent = `${JSON.stringify(request.headers)} ${request.url} ${Object.values(secrets).join(' ')} ${secretInFile} ${phones} ${signed}`
  response.writeHead(status, { ...leaky, 'content-type': 'application/json' })
  response.end(JSON.stringify({ error_code: code, error_msg: `string to sign: ${sent}`, Code: code, Message: `server string: ${sent}`, RequestId: 'B'.repeat(8) }))
}
const page: Answer = (_request, response) => void response.writeHead(200, { ...leaky, 'content-type': 'text/html' }).end(`<html>${signed} ${phone} TESTCANARYPAGE`)
const cut: Answer = (_request, response) => void response.writeHead(200, leaky).end(`{"jobs":[{"name":"${phone} TESTCANARYCUT`)

const folder = mkdtempSync(join(tmpdir(), 'canaries-'))
const secretFile = join(folder, 'secret')
const cacheDir = join(folder, 'cache')
const running = new Set<ReturnType<typeof runProduct>>()

beforeAll(async () => {
  await ensureBuilt(fileURLToPath(new URL('../../', import.meta.url)))
  picture = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#963' } }).withExif({ IFD0: { Artist: 'TESTCANARYEXIF' } }).jpeg().toBuffer()
  writeFileSync(secretFile, `${secretInFile}\n`)
  cloud = createServer((request, response) => (mood ?? well)(request, response))
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`
}, 120_000)
afterAll(() => {
  for (const { child } of running) child.kill('SIGKILL')
  cloud.closeAllConnections()
  cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

const settings = () => ({
  ...secrets,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET_FILE: secretFile,
  HUAWEICLOUD_SDK_PROJECT_ID: '0'.repeat(32),
  METASTUDIO_ENDPOINT: origin,
  ICE_ENDPOINT: origin,
  UNDERSTUDY_COVER_HOSTS: new URL(origin).host,
  UNDERSTUDY_CACHE_DIR: cacheDir,
  UNDERSTUDY_CLOUD_RPS: '1000',
  UNDERSTUDY_LOG_LEVEL: 'debug',
  PORT: '0',
})

function run(...[given]: Parameters<typeof runProduct>) {
  const product = runProduct(given)
  running.add(product)
  void product.ended.finally(() => running.delete(product))
  return product.ended
}

const sources = ['metastudio-cn-north-4', 'ice-cn-shanghai']
const ids = [metastudioList.answer.jobs[0]?.job_id ?? '', iceList.answer.Data.AvatarTrainingJobList[0]?.JobId ?? '']
const paths = [
  '',
  'healthz',
  'readyz',
  'metrics',
  'api/sources',
  'api/openapi.json',
  'api/find?q=test',
  'api/nothing/TESTnothing',
  ...sources.flatMap((source, index) => {
    const job = `api/sources/${source}/jobs/${ids[index]}`
    const whole = [`${source}/jobs`, `api/sources/${source}/jobs`, `api/sources/${source}/counts`, `api/sources/${source}/histogram?by=day&tz=UTC`]
    return [...whole, `api/sources/${source}/reasons?ids=${ids[index]}`, job, `${job}/cover?width=96`, `${job}/cover?width=640`, `${job}/cover?width=7`]
  }),
]

describe('check 9: no secret that goes in comes out', () => {
  it('in any answer, in the page, in the log or on the disk, whatever the clouds do', async () => {
    const product = await startProduct(settings())
    const answers: { path: string; status: number; text: string }[] = []
    const ask = async (path: string) => {
      const response = await fetch(new URL(path, product.address), { headers, redirect: 'manual' })
      const body = Buffer.from(await response.arrayBuffer())
      answers.push({ path, status: response.status, text: `${JSON.stringify([...response.headers])}\n${body.toString('utf8')}\n${body.toString('latin1')}` })
    }
    let ended: Awaited<ReturnType<typeof product.stop>>
    try {
      for (const path of paths) await ask(path)
      const isWell = (path: string) => answers.some((answer) => answer.path === path && answer.status === 200)
      // The search below would find nothing in answers that were never given.
      for (const source of sources) expect([source, isWell(`api/sources/${source}/jobs`)]).toEqual([source, true])
      expect(isWell(`api/sources/${sources[0]}/jobs/${ids[0]}`)).toBe(true)
      expect(isWell(`api/sources/${sources[0]}/jobs/${ids[0]}/cover?width=96`)).toBe(true)
      expect(answers.some(({ text }) => text.includes('153****0046'))).toBe(true)

      for (const [index, trouble] of [echo(500, 'MSS.00000004'), echo(400, 'MSS.00000003'), echo(403, 'Forbidden.RAM'), page, cut, echo(401, '0301')].entries()) {
        mood = trouble
        // Questions that nobody has asked before, so that the clouds are asked.
        for (const source of sources) for (const what of ['jobs', 'counts']) await ask(`api/sources/${source}/${what}?name=other${index}`)
        for (const source of sources) await ask(`api/sources/${source}/jobs/${'0'.repeat(31)}${index}`)
        await ask(`api/sources/${sources[0]}/jobs/${'1'.repeat(31)}${index}/cover`)
      }
      expect(new Set(answers.filter(({ path }) => path.includes('name=other')).map(({ status }) => status >= 400))).toContain(true)
      // What a person types is theirs, but no log needs it.
      for (const typed of [`api/find?q=${phone}`, `api/sources/${sources[0]}/jobs?name=${phone}&v=TESTCANARYQUERY`, 'TESTCANARYPATH', `api/sources/TESTCANARYSOURCE/jobs`, `api/sources/${sources[0]}/jobs/TESTCANARYJOB`]) {
        await fetch(new URL(typed, product.address), { headers })
      }
    } finally {
      mood = undefined
      ended = await product.stop()
    }
    expect(answers.flatMap(({ path, text }) => leaks(text).map((leak) => `${path}: ${leak}`))).toEqual([])
    expect(ended.code).toBe(0)
    expect(ended.stdout.split('\n').length, 'there is a log to search').toBeGreaterThan(20)
    expect(leaks(`${ended.stdout}\n${ended.stderr}`)).toEqual([])

    const kept = readdirSync(cacheDir)
    expect(kept.length).toBeGreaterThan(0)
    for (const name of kept) {
      const bytes = readFileSync(join(cacheDir, name))
      expect([name, leaks(`${name} ${bytes.toString('utf8')} ${bytes.toString('latin1')}`)]).toEqual([name, []])
      expect(bytes.includes(ids[0] ?? '')).toBe(false)
    }
  })

  it.each([
    ['thrown', 'throw error'],
    ['rejected', 'Promise.reject(error)'],
  ])('when it crashes: an error that quotes everything, %s where nobody catches it', async (_, how) => {
    // Once it listens, as a fault in a timer or a callback would be.
    const fault = `
      const write = process.stdout.write.bind(process.stdout)
      process.stdout.write = (text, ...more) => {
        if (String(text).includes('listens on')) setImmediate(() => {
          const said = Object.entries(process.env).map(String).join('\\n    at ')
          const error = Object.assign(new Error(said), { headers: process.env, cause: new Error(said) })
          ${how}
        })
        return write(text, ...more)
      }`
    const { code, stdout, stderr } = await run({ env: { ...settings(), NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` } })
    expect(code).toBe(1)
    expect(stderr).toContain('Understudy ends after a fault of its own: Error')
    expect(leaks(`${stdout}\n${stderr}`)).toEqual([])
  })

  it('when the configuration is wrong in every way', async () => {
    const wrong = { ...settings(), HUAWEICLOUD_SDK_SK: 'TESTCANARY,SK', HUAWEICLOUD_SDK_SECURITY_TOKEN: 'TESTCANARY TOKEN', HUAWEICLOUD_IAM_PASSWORD: 'TESTCANARYPASSWORD' }
    const more = {
      METASTUDIO_ENDPOINT: 'https://TESTCANARY:TESTCANARY@example.com',
      METASTUDIO_REGION: 'TESTCANARYREGION',
      HOST: 'TESTCANARYHOST',
      PORT: 'TESTCANARYPORT',
      UNDERSTUDY_BASE_PATH: '/TESTCANARY?',
      UNDERSTUDY_CACHE_DIR: '/dev/null/TESTCANARY',
      UNDERSTUDY_LOG_LEVEL: 'TESTCANARYLEVEL',
      UNDERSTUDY_ALLOWED_HOSTS: 'TESTCANARY/',
      UNDERSTUDY_UNKNOWN: 'TESTCANARYUNKNOWN',
    }
    for (const args of [[], ['--check-config'], ['--sk=TESTCANARYARGUMENT', 'TESTCANARYARGUMENT']]) {
      const { code, stdout, stderr } = await run({ args, env: { ...wrong, ...more } })
      expect(code).toBe(2)
      expect(stderr.length).toBeGreaterThan(100)
      expect(leaks(`${stdout}\n${stderr}`)).toEqual([])
    }
  })

  it.each([
    ['in clear', { sources: [{ cloud: 'metastudio', project_id: 'p', credentials: { ak: 'TESTCANARYAK', sk: 'TESTCANARYSK', TESTKEY: 'TESTCANARY' } }, { cloud: 'TESTCANARY' }, 'TESTCANARY'] }],
    ['in what is no JSON', '{ "sources": [ { "credentials": { "sk": "TESTCANARYSK", TESTCANARY } } ] }'],
    ['in another form', ['TESTCANARY', { TESTCANARY: 1 }]],
  ])('when secrets stand in the file of accounts %s', async (_, content) => {
    const file = join(folder, 'sources.json')
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    const { code, stdout, stderr } = await run({ args: ['--check-config'], env: { UNDERSTUDY_SOURCES: file } })
    expect(code).toBe(2)
    expect(stderr).toContain('UNDERSTUDY_SOURCES: ')
    expect(leaks(`${stdout}\n${stderr}`)).toEqual([])
  })
})
