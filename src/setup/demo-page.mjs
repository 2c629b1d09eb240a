import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * A plugin for the build of the static demo: the page's own HTML with the demo's entry, found by relative addresses in any folder,
 * beside it the service worker and the page that file servers answer with when they know no file.
 * @returns {import('vite').Plugin}
 */
export function demoPage() {
  return {
    name: 'understudy-demo-page',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('/src/web/main.tsx', '/src/demo/main.ts').replace('<base href="/" />', '<base href="./" />'),
    },
    generateBundle() {
      const files = {
        'worker.js': new URL('../demo/worker.js', import.meta.url),
        '404.html': new URL('../demo/404.html', import.meta.url),
        'mockServiceWorker.js': require.resolve('msw/mockServiceWorker.js'),
      }
      for (const [fileName, path] of Object.entries(files)) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) })
    },
  }
}
