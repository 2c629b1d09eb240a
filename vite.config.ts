import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vitest/config'
import { demoPage } from './src/setup/demo-page.mjs'
import { devProxy } from './src/setup/dev-proxy.mjs'
import { packPage } from './src/setup/pack-page.mjs'
import { sizesOfTheReader } from './src/setup/sizes-of-the-reader.mjs'

/**
 * Builds of one tree: `vite build` makes the page (dist/web), `vite build --ssr` the proxy (dist/proxy), and `vite`
 * serves the page with the same proxy behind it; `vite build --mode demo` makes the static demo (dist/demo). Vitest runs
 * everything that needs no browser.
 */
export default defineConfig(({ command, isSsrBuild, mode }) => ({
  // Relative addresses: one build is served at / and at /a/b/ alike.
  base: './',
  // React's developer tools are told of the page that `npm run dev` serves; to tell them of a built one would take room of the first row.
  define: command === 'build' ? { __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined' } : {},
  resolve: {
    alias: [
      { find: /^\.\/(?:mutationCache|infiniteQueryBehavior)\.js$/, replacement: fileURLToPath(new URL('src/web/without-mutations.ts', import.meta.url)) },
      // React has what these stand in for in older ones.
      { find: /^use-sync-external-store\/shim\/with-selector$/, replacement: 'use-sync-external-store/with-selector' },
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' },
    ],
  },
  plugins: [react(), tailwindcss(), mode === 'demo' ? demoPage() : devProxy(), ...(isSsrBuild === true || mode !== 'production' ? [] : [packPage()])],
  css: { postcss: { plugins: [sizesOfTheReader()] } },
  build: isSsrBuild
    ? {
        ssr: true,
        outDir: 'dist/proxy',
        target: 'node20',
        copyPublicDir: false,
        rolldownOptions: { input: { main: 'src/proxy/main.ts' } },
      }
    : {
        outDir: mode === 'demo' ? 'dist/demo' : 'dist/web',
        manifest: mode !== 'demo',
        target: 'baseline-widely-available',
        // The first file does not list what its parts need in turn: they come after the rows, and most of them ahead of their use.
        modulePreload: false,
        // One stylesheet: one that belongs to a part, and once did not come, Vite never asks for again.
        cssCodeSplit: false,
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // All that the first row needs in one file: it packs better than several, and is one request.
                { name: 'first', tags: ['$initial'], priority: 1 },
                // Small pieces that several later parts share: a request is longer than some of these.
                { name: 'pieces', test: /src\/web\/(?:ui\/(?:check-box|key-cap|menu|place-beside)|messages\/(?:movers|state-labels\.zh-CN))\b/ },
              ],
            },
          },
        },
      },
  test: {
    // That a test takes its time beside other work on the machine is no finding: nobody's patience ends before that of the test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // By itself it leaves a core to the others, of which CI has two.
    maxWorkers: 2,
    setupFiles: ['test/setup/fast-check.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/architecture.test.ts', 'test/unit/**/*.test.{ts,tsx}'],
          // No module keeps anything that another file could find: a process of its own for each file took longer than its tests.
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['test/integration/**/*.test.ts'],
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: { name: 'fuzz', environment: 'node', include: ['test/fuzz/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          // What fails once and passes then is marked as such, to be mended.
          retry: 1,
          // What a test leaves behind the next one of its file would find as well; to read the page's code for each file anew took a third of the time.
          isolate: false,
          include: ['test/integration/**/*.test.tsx'],
          setupFiles: ['test/integration/page/page-setup.ts'],
          // With what the build puts in the place of some of its modules.
          server: { deps: { inline: [/@tanstack\/(?:query-core|react-query)/] } },
        },
      },
    ],
  },
}))
