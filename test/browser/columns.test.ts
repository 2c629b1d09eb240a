import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

test('a column is dragged wider, stays so after a reload, and the name stays in sight when the table scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 800 })
  await page.goto(jobs)
  const head = (name: string) => page.getByRole('columnheader', { name })
  const widthOf = async (name: string) => Math.round((await head(name).boundingBox())?.width ?? 0)
  await expect(page.getByRole('table', { name: 'Jobs', exact: true })).toBeVisible()
  // The handles come after the rows.
  await expect(head('State').locator('.column-handle')).toBeAttached()
  const before = await widthOf('State')
  const edge = await head('State').boundingBox()
  if (edge === null) throw new Error('the head is not drawn')
  await page.mouse.move(edge.x + edge.width - 6, edge.y + edge.height / 2)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width + 134, edge.y + edge.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => widthOf('State')).toBe(before + 140)
  await page.reload()
  await expect(page.getByRole('table', { name: 'Jobs', exact: true })).toBeVisible()
  await expect.poll(() => widthOf('State')).toBe(before + 140)

  const rows = page.locator('.list-rows')
  const left = (await head('Name').boundingBox())?.x
  await rows.evaluate((list) => list.scrollTo(400, 600))
  expect(await rows.evaluate((list) => list.scrollLeft)).toBeGreaterThan(50)
  expect((await head('Name').boundingBox())?.x).toBe(left)
  await expect(head('Name')).toBeInViewport({ ratio: 1 })
  // A double press on the edge gives the column its own width back.
  await rows.evaluate((list) => list.scrollTo(0, 0))
  await head('State').locator('.column-handle').dblclick()
  await expect.poll(() => widthOf('State')).toBe(before)
})

test('what another tab makes of the columns is so here at once, but no edge moves under the hand that drags it', async ({ page }) => {
  await page.addInitScript(() => addEventListener('storage', ({ newValue }) => document.body.setAttribute('data-heard', newValue ?? '')))
  await page.goto(jobs)
  const head = (name: string) => page.getByRole('columnheader', { name })
  const widthOf = async (name: string) => Math.round((await head(name).boundingBox())?.width ?? 0)
  await expect(head('Batch').locator('.column-handle')).toBeAttached()
  await expect(page.getByRole('button', { name: 'Display settings' })).toBeVisible()
  const other = await page.context().newPage()
  await other.goto(jobs)
  const choose = (choice: object) => other.evaluate((text) => localStorage.setItem('understudy.columns', text), JSON.stringify({ order: [], hidden: ['location', 'updated'], ...choice }))
  await choose({ widths: { batch: 200 } })
  await expect.poll(() => widthOf('Batch')).toBe(200)

  const edge = await head('Batch').boundingBox()
  if (edge === null) throw new Error('the head is not drawn')
  await page.mouse.move(edge.x + edge.width - 6, edge.y + edge.height / 2)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width + 34, edge.y + edge.height / 2, { steps: 4 })
  await expect.poll(() => widthOf('Batch')).toBe(240)
  await choose({ hidden: ['location', 'updated', 'tags'], widths: { batch: 120 } })
  // It has been heard here, and the edge is where the hand is.
  await expect(page.locator('body')).toHaveAttribute('data-heard', /"batch":120/)
  expect(await widthOf('Batch')).toBe(240)
  await expect(head('Tags')).toBeVisible()
  await page.mouse.up()
  await expect(head('Tags')).toBeHidden()
  await expect.poll(() => widthOf('Batch')).toBe(240)
})

test('a drag whose pointer is lost is over: what another tab makes of the columns is so here again', async ({ page }) => {
  await page.goto(jobs)
  const head = (name: string) => page.getByRole('columnheader', { name })
  const handle = head('Batch').locator('.column-handle')
  await expect(handle).toBeAttached()
  await expect(page.getByRole('button', { name: 'Display settings' })).toBeVisible()
  const edge = await head('Batch').boundingBox()
  if (edge === null) throw new Error('the head is not drawn')
  const lost = handle.evaluate((element) => new Promise<void>((resolve) => {
    element.addEventListener('gotpointercapture', (event) => event instanceof PointerEvent && element.releasePointerCapture(event.pointerId))
    element.addEventListener('lostpointercapture', () => resolve())
  }))
  await page.mouse.move(edge.x + edge.width - 6, edge.y + edge.height / 2)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width + 34, edge.y + edge.height / 2 + 200, { steps: 4 })
  await page.mouse.up()
  await lost
  const other = await page.context().newPage()
  await other.goto(jobs)
  await other.evaluate((text) => localStorage.setItem('understudy.columns', text), JSON.stringify({ order: [], hidden: ['location', 'updated'], widths: { batch: 200 } }))
  await expect.poll(async () => Math.round((await head('Batch').boundingBox())?.width ?? 0)).toBe(200)
})

test('no width between a tablet and a wide screen loses a column', async ({ page }) => {
  for (const width of [700, 900, 1100, 1180, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(jobs)
    await expect(page.getByRole('table', { name: 'Jobs', exact: true }).getByRole('columnheader', { name: 'Tags' })).toBeVisible()
    const widths = await page.locator('thead th').evaluateAll((heads) => heads.map((head) => [head.dataset['column'] ?? '', head.getBoundingClientRect().width] as const))
    const { reason = 0, ...others } = Object.fromEntries(widths.filter(([, one]) => one > 0))
    expect(Math.min(...Object.values(others)), `at ${width}`).toBeGreaterThanOrEqual(68)
    expect(reason, `at ${width}`).toBeGreaterThan(110)
  }
})
