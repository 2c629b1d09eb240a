import { describe, expect, it } from 'vitest'
import { toJobDetail as toIceDetail } from '#proxy/clouds/ice/to-job.ts'
import { toJobDetail as toMetastudioDetail } from '#proxy/clouds/metastudio/to-job.ts'

/** Digits of an id are no phone number; words in its place are a text like any other. */
describe.each([
  ['646682facddb4912976f19a4d61c6a91', '646682facddb4912976f19a4d61c6a91'],
  ['15312340046', '15312340046'],
  ['电话 15312340046', '电话 153****0046'],
])('an asset id %j', (sent, told) => {
  it('of MetaStudio is told so, in its raw answer too', () => {
    const { detail } = toMetastudioDetail({ job_id: 'a', name: 'b', state: 'TRAINING', asset_id: sent }, 's')
    expect([detail.job.asset_id, detail.raw['asset_id']]).toEqual([told, told])
  })

  it('of ICE is told so, in its raw answer too', () => {
    const { detail } = toIceDetail({ JobId: 'a', AvatarId: sent }, 's', undefined)
    expect([detail.job.asset_id, detail.raw['AvatarId']]).toEqual([told, told])
  })
})
