import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createClouds, type Clouds } from '#emulator/clouds.ts'

export interface EmulatedAccounts {
  clouds: Clouds
  /** The settings by which a product is connected to both clouds. */
  env: Record<string, string>
  close: () => void
}

/** Both clouds on a port of their own, at one moment for ever, for products that run as processes of their own. */
export async function listenAsClouds({ metastudioJobs, iceJobs }: { metastudioJobs: number; iceJobs: number }): Promise<EmulatedAccounts> {
  let origin = ''
  const startedAt = Date.now()
  const clouds = createClouds({ now: () => startedAt, origin: () => origin, metastudioJobs, iceJobs })
  const server = createServer(getRequestListener((request) => clouds.fetch(request)))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
  const { metastudio, ice } = clouds.credentials
  return {
    clouds,
    env: {
      METASTUDIO_ENDPOINT: origin,
      HUAWEICLOUD_SDK_AK: metastudio.accessKey,
      HUAWEICLOUD_SDK_SK: metastudio.secretKey,
      HUAWEICLOUD_SDK_PROJECT_ID: metastudio.projectId,
      ICE_ENDPOINT: origin,
      ALIBABA_CLOUD_ACCESS_KEY_ID: ice.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: ice.accessKeySecret,
      UNDERSTUDY_CLOUD_RPS: '1000',
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
