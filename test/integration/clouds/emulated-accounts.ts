import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createClouds, type Clouds } from '#emulator/clouds.ts'
import { toEmulatedEnv } from '../../setup/emulated-env.mjs'

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
  return {
    clouds,
    env: toEmulatedEnv(clouds.credentials, origin),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
