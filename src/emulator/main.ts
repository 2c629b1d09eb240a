import { serve } from '@hono/node-server'
import { createClouds } from './clouds.ts'
import { encodePortrait } from './node/encode-portrait.ts'

/** ENTRY: serves both clouds over HTTP and prints where, and the test keys they accept. */
const toNumber = (name: string, fallback: number) => {
  const text = process.env[name]
  const value = Number(text ?? fallback)
  if (!Number.isInteger(value) || value < 0) {
    process.stderr.write(`${name} must be a whole number from 0\n`)
    process.exit(2)
  }
  return value
}

const hostname = process.env['HOST'] ?? '127.0.0.1'
let origin = ''
const clouds = createClouds({
  now: Date.now,
  origin: () => origin,
  encodePortrait,
  metastudioJobs: toNumber('UNDERSTUDY_DEMO_JOBS', 1204),
  iceJobs: toNumber('UNDERSTUDY_DEMO_ICE_JOBS', 137),
})

const server = serve({ fetch: clouds.fetch, hostname, port: toNumber('PORT', 0) }, ({ port }) => {
  origin = `http://${hostname}:${port}`
  const { metastudio, ice } = clouds.credentials
  process.stdout.write(
    [
      `METASTUDIO_ENDPOINT=${origin}`,
      `HUAWEICLOUD_IAM_ENDPOINT=${origin}`,
      `HUAWEICLOUD_SDK_AK=${metastudio.accessKey}`,
      `HUAWEICLOUD_SDK_SK=${metastudio.secretKey}`,
      `HUAWEICLOUD_SDK_PROJECT_ID=${metastudio.projectId}`,
      `ICE_ENDPOINT=${origin}`,
      `ALIBABA_CLOUD_ACCESS_KEY_ID=${ice.accessKeyId}`,
      `ALIBABA_CLOUD_ACCESS_KEY_SECRET=${ice.accessKeySecret}`,
      '',
    ].join('\n'),
  )
})
server.on('error', (error) => {
  process.stderr.write(`cannot listen on ${hostname}: ${error.message}\n`)
  process.exit(2)
})
