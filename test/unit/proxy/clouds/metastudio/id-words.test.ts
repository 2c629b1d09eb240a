import { expect, it } from 'vitest'
import { toJob } from '#proxy/clouds/metastudio/to-job.ts'

it.each([
  ['646682facddb4912976f19a4d61c6a91', '646682facddb4912976f19a4d61c6a91'],
  ['15312340046', '15312340046'],
  ['电话 15312340046', '电话 153****0046'],
])('an asset id %j is told as %j: words in its place are text like any other', (sent, told) => {
  expect(toJob({ job_id: 'a', name: 'b', state: 'TRAINING', asset_id: sent }, 's')).toMatchObject({ job: { asset_id: told } })
})
