const port = '8421'

/**
 * A plugin for Vite's dev server: runs the proxy in the same process, from its sources, and forwards the API to it. It is configured by
 * the same variables as the product, so without credentials it is the demo. Changes of the proxy need a restart; those of the
 * page do not.
 * @returns {import('vite').Plugin}
 */
export function devProxy() {
  // Vitest starts a dev server as well, and needs no proxy in it.
  const isOff = process.env['VITEST'] !== undefined
  return {
    name: 'understudy-dev-proxy',
    apply: 'serve',
    config: () => (isOff ? {} : { server: { proxy: { '^/(api/|healthz|readyz)': `http://127.0.0.1:${port}` } } }),
    async configureServer(server) {
      if (isOff) return
      process.env['PORT'] = port
      // Vite has read its own arguments by now; the proxy would refuse them.
      process.argv.splice(2)
      await server.ssrLoadModule('/src/proxy/main.ts')
    },
  }
}
