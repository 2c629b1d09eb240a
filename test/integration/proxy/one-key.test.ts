import { describe, expect, it } from 'vitest'
import { createWorld, ice, metastudio } from '../world.ts'

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
