/**
 * `npm run screenshots -- [folder]` photographs the demo at each size, theme and language, to be laid beside the design.
 * `npm run screenshots -- --readme` makes the picture of the README again.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { withCamera } from './setup/screens.mjs'

const [argument = 'test-results/screenshots'] = process.argv.slice(2)
if (argument.startsWith('-') && argument !== '--readme') {
  console.error(`There is no option ${argument}: give a folder for the pictures, or --readme.`)
  process.exit(2)
}

const readmePicture = fileURLToPath(new URL('screenshot.webp', import.meta.url))
const readmeBytes = 150_000

/** @type {readonly { width: number, height: number }[]} */
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]
/** @type {readonly ('light' | 'dark')[]} */
const themes = ['light', 'dark']
/** @type {readonly ('en' | 'zh-CN')[]} */
const languages = ['en', 'zh-CN']

await withCamera(async (take, address) => {
  const source = await firstSource(address)
  const drawer = `${source}/jobs/${await hiddenFailure(address, source)}`
  if (argument === '--readme') await pictureForReadme(take, `${drawer}?hidden_failure=true`)
  else await allPictures(take, { list: `${source}/jobs`, drawer })
})

/**
 * @param {import('./setup/screens.mjs').TakePicture} take
 * @param {Record<string, string>} screens paths by the name of the screen
 */
async function allPictures(take, screens) {
  mkdirSync(argument, { recursive: true })
  for (const [screen, path] of Object.entries(screens)) {
    for (const { width, height } of sizes) {
      for (const theme of themes) {
        for (const language of languages) {
          const file = join(argument, `${screen}-${width}-${theme}-${language}.png`)
          await take({ width, height, theme, language }, path, file)
          console.log(file)
        }
      }
    }
  }
}

/**
 * The list with a hidden failure open: sharper than a plain screen, and as small as a README wants it.
 * @param {import('./setup/screens.mjs').TakePicture} take
 * @param {string} path
 */
async function pictureForReadme(take, path) {
  const raw = `${readmePicture}.png`
  try {
    await take({ width: 1440, height: 900, theme: 'light', language: 'en', scale: 2 }, path, raw)
    for (let quality = 85; quality >= 25; quality -= 5) {
      const { size } = await sharp(raw).resize({ width: 1920 }).webp({ quality, effort: 6, smartSubsample: true }).toFile(readmePicture)
      if (size <= readmeBytes) return console.log(`${readmePicture} (${size} bytes at quality ${quality})`)
    }
    throw new Error(`The picture does not fit into ${readmeBytes} bytes at any quality worth looking at.`)
  } finally {
    rmSync(raw, { force: true })
  }
}

/** @param {string} address */
async function firstSource(address) {
  const url = new URL('api/sources', address)
  const { sources } = /** @type {{ sources: { id: string }[] }} */ (await read(url))
  const [first] = sources
  if (first === undefined) throw new Error('The demo has no source.')
  return first.id
}

/**
 * The newest job that failed while its console still says training: it has a story to show.
 * @param {string} address
 * @param {string} source
 */
async function hiddenFailure(address, source) {
  const url = new URL(`api/sources/${source}/jobs?phase=failed&hidden_failure=true&limit=1`, address)
  const { jobs } = /** @type {{ jobs: { job_id: string }[] }} */ (await read(url))
  const [first] = jobs
  if (first === undefined) throw new Error('The demo has no hidden failure.')
  return first.job_id
}

/**
 * @param {URL} url
 * @returns {Promise<unknown>}
 */
async function read(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
