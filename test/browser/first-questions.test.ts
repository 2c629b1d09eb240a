import { expect, test } from './product.ts'

const source = 'metastudio-cn-north-4'

for (const address of [`${source}/jobs`, `${source}/jobs?limit=100`, `${source}/jobs?phase=failed,-stopped&tag=vip&limit=20&page=2`]) {
  test(`${address}: sources and rows are asked for once each, before the page’s script is there`, async ({ page, baseURL }) => {
    const api = new URL('api/sources', baseURL).href
    const asked: string[] = []
    let isScriptHere = false
    const early: string[] = []
    page.on('request', (request) => {
      if (request.url() !== api && !/\/jobs(\?|$)/.test(request.url().slice(api.length))) return
      if (!request.url().startsWith(api)) return
      asked.push(request.url())
      if (!isScriptHere) early.push(request.url())
    })
    // The script waits until both questions are answered: they cannot be its own.
    const answered = Promise.all([
      page.waitForResponse((response) => response.url() === api),
      page.waitForResponse((response) => response.url().startsWith(`${api}/${source}/jobs`)),
    ])
    await page.route('**/assets/index-*.js', async (route) => {
      await answered
      isScriptHere = true
      await route.continue()
    })
    await page.goto(address)
    await expect(page.locator('.job-table[aria-busy=false] tbody tr').first()).toBeVisible()
    expect(early).toHaveLength(2)
    const first = early.find((url) => url !== api)
    expect(asked.filter((url) => url === first), 'the rows that are shown were asked for once').toHaveLength(1)
    expect(asked.filter((url) => url === api)).toHaveLength(1)
    // What else is asked is the page that follows, read ahead.
    for (const url of asked) if (url !== api && url !== first) expect(url).toMatch(/[?&]offset=/)
  })
}

test('where the answers are there before the page’s script, its first frame has rows: those in reach of the window, then the others', async ({ page, baseURL }) => {
  const api = new URL('api/sources', baseURL).href
  const answered = Promise.all(
    [(url: string) => url === api, (url: string) => url.startsWith(`${api}/${source}/jobs`)].map(async (isAsked) => (await page.waitForResponse((response) => isAsked(response.url()))).finished()),
  )
  await page.route('**/assets/index-*.js', async (route) => {
    await answered
    await route.continue()
  })
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const table = document.querySelector('.job-table')
      if (table === null) return
      if (seen.length === 0) Object.assign(window, { firstRowAt: performance.now() })
      seen.push(table.querySelectorAll('tr[data-row]').length)
    }).observe(document, { childList: true, subtree: true })
  })
  const ahead = page.waitForEvent('requestfinished', (request) => /\/assets\/job-drawer-.*\.js$/.test(request.url()))
  await page.goto(`${source}/jobs?limit=100`)
  await ahead
  const rows = page.locator('.job-table[aria-busy=false] tr[data-row]')
  await expect(rows).toHaveCount(100)
  // The browser notes a request once its answer is there.
  await expect.poll(() => page.evaluate(() => {
    const [fetched] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/job-drawer-'))
    return fetched !== undefined && fetched.startTime > Number(Reflect.get(window, 'firstRowAt'))
  }), { message: 'what may be wanted later is fetched once rows can be seen' }).toBe(true)
  const [first = 0] = await page.evaluate(() => Reflect.get(window, 'seen') as number[])
  const { height } = (await rows.first().boundingBox()) ?? { height: 1 }
  const room = await page.getByRole('group', { name: 'Jobs', exact: true }).boundingBox()
  expect(first).toBeGreaterThanOrEqual(Math.ceil((room?.height ?? 900) / height))
  expect(first).toBeLessThan(100)
})

test('where the reader’s clock decides what is asked, only the sources are asked for early', async ({ request }) => {
  const link = async (address: string) => (await request.get(address)).headers()['link'] ?? ''
  expect(await link(`${source}/jobs?created=24h`)).not.toContain('/jobs')
  expect(await link(`${source}/jobs?phase=failed&nonsense=1`)).not.toContain('/jobs')
  expect(await link('')).toMatch(/^<\/api\/sources>; rel=preload; as=fetch; crossorigin=anonymous$/)
  expect(await link('favicon.svg')).toBe('')
})
