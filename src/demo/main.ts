/** ENTRY: the static demo. The proxy and both clouds run inside the page; a service worker hands them what the page asks for. */
import { http } from 'msw/core/http'
import { setupWorker } from 'msw/browser'
import { createProxy } from '#proxy/app.ts'
import { createWatchedSources } from '#proxy/sources/watched-sources.ts'
import { createClouds } from '#emulator/clouds.ts'
import { startPage } from '#web/start-page.tsx'
import { encodePortrait, resizeCover } from './pictures.ts'

const base = new URL('.', document.baseURI)
/** Never asked for over a network: the clouds are a function of this page. */
const origin = 'https://clouds.invalid'
const requestsPerSecond = 100

/**
 * A link into the demo that a file server did not know comes back through 404.html, with its address as `to`. The base must
 * be written out before: while it is relative it may move with the address.
 */
function restoreAddress(): void {
  document.querySelector('base')?.setAttribute('href', base.pathname)
  const to = new URLSearchParams(location.search).get('to')
  if (to === null) return
  const address = new URL(to, base)
  if (address.href.startsWith(base.href)) history.replaceState(null, '', address)
}

const clouds = createClouds({ now: Date.now, origin: () => origin, encodePortrait })
const { metastudio, ice } = clouds.credentials
const proxy = createProxy({
  sources: createWatchedSources(
    [
      {
        id: `metastudio-${metastudio.region}`,
        label: `MetaStudio ${metastudio.region}`,
        cloud: 'metastudio',
        region: metastudio.region,
        endpoint: origin,
        projectId: metastudio.projectId,
        credentials: { kind: 'aksk', accessKey: metastudio.accessKey, secretKey: metastudio.secretKey },
      },
      {
        id: `ice-${ice.region}`,
        label: `ICE ${ice.region}`,
        cloud: 'ice',
        region: ice.region,
        endpoint: origin,
        credentials: { accessKeyId: ice.accessKeyId, accessKeySecret: ice.accessKeySecret },
      },
    ],
    {
      demo: true,
      now: Date.now,
      fetch: (url, init) => clouds.fetch(new Request(url, init)),
      sleep,
      random: Math.random,
      requestsPerSecond,
    },
  ),
  now: Date.now,
  sleep,
  openCover: async (url, signal) => {
    const answer = await clouds.fetch(new Request(url, { signal }))
    return { status: answer.status, body: [new Uint8Array(await answer.arrayBuffer())] }
  },
  resizeCover,
  basePath: base.pathname,
  // The demo may stand under any name: there is nothing behind it that a foreign page could reach.
  isAllowedHost: () => true,
})

const worker = setupWorker(
  http.all(new RegExp(`^${escaped(base.href)}api/`), async ({ request }) => {
    return proxy.fetch(request)
  }),
)

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** Waits until the page's requests go through the worker: a page's first load began without it. */
async function untilControlled(container: ServiceWorkerContainer): Promise<void> {
  if (container.controller !== null) return
  await new Promise((resolve) => {
    container.addEventListener('controllerchange', resolve, { once: true })
  })
}

async function open(): Promise<void> {
  restoreAddress()
  await worker.start({ onUnhandledRequest: 'bypass', quiet: true, serviceWorker: { url: new URL('worker.js', base).href } })
  await untilControlled(navigator.serviceWorker)
  await startPage()
}

// Not awaited here: the other chunks import this one, and would wait for it while it waits for them.
void open()
