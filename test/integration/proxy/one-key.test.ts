import { describe, expect, it } from 'vitest'
import type { SourceConfig } from '#proxy/config/accounts.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

describe('one key in several sources', () => {
  it('is tried once when the cloud refuses it, not once a source: five refusals would lock it for everybody', async () => {
    const world = createWorld({
      sources: (accounts) =>
        accounts.flatMap((account) =>
          account.cloud === 'metastudio' && account.credentials.kind === 'aksk'
            ? ['one', 'two', 'three'].map((id) => ({ ...account, id, credentials: { ...account.credentials, secretKey: 'TESTSKWRONGWRONGWRONG' } }))
            : [account],
        ),
    })
    for (const id of ['one', 'two', 'three']) {
      const { status, body } = await world.json(`/api/sources/${id}/jobs`)
      expect(status).toBe(502)
      expect(body).toMatchObject({ code: 'cloud_rejected_credentials', source: id })
    }
    expect(world.calls('metastudio')).toBe(1)
    expect((await world.json(`/api/sources/${ice}/jobs`)).status).toBe(200)
  })
})

/** Five refusals in a row lock a key at the emulated gateway, as at the real one: who has the right secret is then turned away too. */
describe('one key in several processes', () => {
  const withWrongSecret = (accounts: SourceConfig[]) =>
    accounts.map((account) =>
      account.cloud === 'metastudio' && account.credentials.kind === 'aksk' ? { ...account, credentials: { ...account.credentials, secretKey: 'TESTSKWRONGWRONGWRONG' } } : account,
    )
  const askALot = (world: World) => Promise.all(Array.from({ length: 20 }, async (_, number) => (await world.get(`/api/sources/${metastudio}/jobs/job-${number}`)).status))
  const isLocked = async (world: World) => (await world.get(`/api/sources/${metastudio}/jobs`)).status !== 200

  it('is not locked by four of them that begin with a wrong secret', async () => {
    const right = createWorld()
    const wrong = [1, 2, 3, 4].map(() => createWorld({ clouds: right.clouds, sources: withWrongSecret }))
    for (const statuses of await Promise.all(wrong.map(askALot))) expect(new Set(statuses)).toEqual(new Set([502]))
    expect(right.calls('metastudio')).toBe(4)
    expect(await isLocked(right)).toBe(false)
  })

  it('is locked by five, which is why README has one of them start first', async () => {
    const right = createWorld()
    const wrong = [1, 2, 3, 4, 5].map(() => createWorld({ clouds: right.clouds, sources: withWrongSecret }))
    for (const statuses of await Promise.all(wrong.map(askALot))) expect(new Set(statuses)).toEqual(new Set([502]))
    expect(right.calls('metastudio')).toBe(5)
    expect(await isLocked(right)).toBe(true)
  })

  it('is not locked by two of them that try it again within the time of a lock', async () => {
    const right = createWorld()
    const wrong = [1, 2].map(() => createWorld({ clouds: right.clouds, sources: withWrongSecret }))
    for (let minute = 0; minute < 6; minute += 1) {
      await Promise.all(wrong.map(askALot))
      for (const { clock } of [right, ...wrong]) clock.advance(60_000)
    }
    expect(right.calls('metastudio')).toBe(4)
    expect(await isLocked(right)).toBe(false)
  })

  it('is not locked when it is withdrawn under two of them that have a lot to ask', async () => {
    const right = createWorld()
    const { secretKey } = right.clouds.credentials.metastudio
    let arrived = 0
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const withGate = async (request: Request) => {
      arrived += 1
      if (arrived > 2) await gate
      return right.clouds.fetch(request)
    }
    const busy = [1, 2].map(() => createWorld({ clouds: { ...right.clouds, fetch: withGate } }))
    for (const world of busy) expect((await world.get(`/api/sources/${metastudio}/jobs`)).status).toBe(200)
    const asked = busy.map(askALot)
    await expect.poll(() => arrived).toBeGreaterThanOrEqual(6)
    right.clouds.credentials.metastudio.secretKey = 'TESTSKANOTHERANOTHER'
    open()
    for (const statuses of await Promise.all(asked)) expect(new Set(statuses)).toEqual(new Set([502]))
    expect(arrived).toBe(6)
    right.clouds.credentials.metastudio.secretKey = secretKey
    expect(await isLocked(right)).toBe(false)
  })

  it('is not locked by two of them whose clock goes wrong while they are busy, and nobody notices', async () => {
    const right = createWorld()
    const withDate = async (request: Request) => {
      const answer = await right.clouds.fetch(request)
      answer.headers.set('date', new Date(right.clock.now()).toUTCString())
      return answer
    }
    const wrong = [1, 2].map(() => createWorld({ clouds: { ...right.clouds, fetch: withDate } }))
    for (const world of wrong) expect((await world.get(`/api/sources/${metastudio}/jobs`)).status).toBe(200)
    for (const { clock } of wrong) clock.advance(3_600_000)
    for (const statuses of await Promise.all(wrong.map(askALot))) expect(new Set(statuses)).toEqual(new Set([404]))
    expect(await isLocked(right)).toBe(false)
  })
})

describe('the age of an answer', () => {
  it('is that of the list it was taken from, when a cloud’s whole list was read before', async () => {
    const world = createWorld()
    await world.json(`/api/sources/${ice}/jobs`)
    world.clock.advance(12_000)
    const { headers } = await world.json(`/api/sources/${ice}/jobs?phase=done`)
    expect(headers.get('age')).toBe('12')
    expect(world.calls('ice')).toBe(1)
  })

  it('is none for a cloud that is asked anew', async () => {
    const world = createWorld()
    await world.json(`/api/sources/${metastudio}/jobs`)
    world.clock.advance(12_000)
    expect((await world.json(`/api/sources/${metastudio}/jobs?phase=done`)).headers.get('age')).toBe('0')
  })
})
