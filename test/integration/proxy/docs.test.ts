import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { filterNames } from '#contract/job-filters.ts'
import { createMetrics } from '#proxy/node/metrics.ts'
import type { OpenApi } from '#proxy/docs/openapi.ts'
import { createWorld, ice, metastudio } from '../world.ts'

const metrics = createMetrics({ version: '1.2.3', sources: () => [] })
const world = createWorld({ metastudioJobs: 20, iceJobs: 5, proxy: { version: '1.2.3', metrics } })
const read = async () => (await world.json('/api/openapi.json')).body as OpenApi

interface Described {
  parameters: { name: string; in: string; required: boolean; schema: { default?: unknown } }[]
}
const describedIn = (document: OpenApi, path: string) => document.paths[path]?.get as unknown as Described

describe('the description of the API', () => {
  it('is right by the schema of OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.stringify(await read(), undefined, 1))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
  })

  it('names every route there is but the page, and none that is not', async () => {
    const routes = world.proxy.routes.filter(({ route }) => route !== '/*').map(({ method, route }) => `${method} ${route.replace(/:(\w+)/g, '{$1}')}`)
    const described = Object.entries((await read()).paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    expect(described.sort()).toEqual([...routes].sort())
  })

  it('describes only what the schemas hold: every reference leads somewhere', async () => {
    const document = await read()
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)]
    expect(references.length).toBeGreaterThan(30)
    expect(references.filter(([, kind = '', name = '']) => !(name in (document.components[kind] as object)))).toEqual([])
    expect(JSON.stringify(document).match(/"\$ref":/g)?.length).toBe(references.length)
  })

  it('has parameters that the proxy takes: none that is described is refused as unknown', async () => {
    const document = await read()
    const id = world.clouds.jobs('metastudio')[0]?.id ?? ''
    for (const [path, { get, post }] of Object.entries(document.paths)) {
      for (const { name, in: place } of ((get ?? post) as unknown as Described).parameters) {
        if (place === 'path') continue
        const address = path.replace('{source}', metastudio).replace('{job_id}', id)
        // No value is right for all of them; one that is not known is refused in other words than one that is unfit.
        const { status, headers } = await world.get(`${address}?${name}=%00`)
        const detail = status === 400 && headers.get('content-type')?.startsWith('application/problem') === true ? JSON.stringify((await world.json(`${address}?${name}=%00`)).body) : ''
        expect(detail, `${path} ${name}`).not.toMatch(/is not known/)
      }
    }
  })

  it('has every filter of the list, and its defaults', async () => {
    const { parameters } = describedIn(await read(), '/api/sources/{source}/jobs')
    const inQuery = parameters.filter((parameter) => parameter.in === 'query')
    expect(inQuery.map(({ name }) => name).sort()).toEqual([...filterNames, 'offset', 'limit', 'sort_key', 'sort_dir'].sort())
    expect(Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema.default]))).toMatchObject({ offset: 0, limit: 50, sort_key: 'create_time', sort_dir: 'desc' })
  })

  it('says where it is served', async () => {
    const below = createWorld({ metastudioJobs: 1, iceJobs: 1, proxy: { basePath: '/a/b/' } })
    expect((await below.json('/a/b/api/openapi.json')).body).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/a/b' }] })
    expect(await (await below.get('/a/b/api/docs')).text()).toContain('<link rel="stylesheet" href="/a/b/api/docs.css">')
  })

  it('can be read by people, in a page that runs nothing', async () => {
    const page = await world.get('/api/docs')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'/)
    const text = await page.text()
    expect(text).not.toMatch(/<script|style=|<style|https?:/)
    for (const [path, methods] of Object.entries((await read()).paths)) for (const method of Object.keys(methods)) expect(text).toContain(`${method.toUpperCase()} ${path}<`)
    expect((await world.get('/api/docs.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })
})

it('every route has the same headers for HEAD, and no body', async () => {
  const id = world.clouds.jobs('metastudio').at(-1)?.id ?? ''
  for (const { method, route } of world.proxy.routes) {
    if (method !== 'GET') continue
    const query = route.endsWith('/reasons') ? `?ids=${id}` : route.endsWith('/find') ? '?q=0046' : ''
    const path = `${route.replace(':source', route.endsWith('counts') ? ice : metastudio).replace(':job_id', id).replace('*', 'nothing')}${query}`
    const get = await world.get(path)
    const head = await world.proxy.fetch(new Request(`http://localhost${path}`, { method: 'HEAD' }))
    expect(head.status, path).toBe(get.status)
    expect(await head.text()).toBe('')
    // Counts change with each reading; all else is the same.
    if (route !== '/metrics') expect([...head.headers], path).toEqual([...get.headers])
  }
})
