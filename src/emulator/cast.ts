import { createChance, hexOf } from './chance.ts'
import type { Edition } from './lifecycle.ts'
import { isDoomedToReview } from './lifecycle.ts'
import { themes, toModelName, toShortName } from './names.ts'
import { toFictionalMobile } from './sentences.ts'

export type Frame = 'portrait' | 'landscape' | 'square'

/** What a MetaStudio job is, apart from what happens to it. */
export interface Cast {
  name: string
  sex: 'FEMALE' | 'MALE'
  chinese: boolean
  tags: readonly string[]
  batch?: string
  contact?: string
  appUserId?: string
  resolution: '1080P' | '4K'
  frame: Frame
  edition: Edition
  trainLocation?: string
  liveCopy: boolean
  onDemand: boolean
  greenScreen: boolean
  /** Old records lack the newer fields; any record may lack any optional one. */
  lacks: ReadonlySet<string>
  /** What is odd about its cover. */
  cover: 'good' | 'absent' | 'expired' | 'gone' | 'unreadable'
}

/** The end users of an account that resells the service. */
export const appUserIds = ['tenant-0017', 'tenant-0042', 'shop.lotus', 'shop.harbour', 'kiosk_9'] as const
const newerFields = [
  'is_live_copy',
  'is_fast_flexus',
  'is_only_human_model',
  'optional_training_location',
  'is_background_replacement',
  'is_ondemand_resource',
] as const
const optionalFields = [
  'asset_id',
  'project_id',
  'last_update_time',
  'create_time',
  'contact',
  'batch_name',
  'tags',
  'model_version',
  'matting_type',
  'model_resolution',
  'is_flexus',
  ...newerFields,
] as const
const mailHosts = ['harbour-bank.example', 'yunfan-edu.example', 'northwind.example', 'studio.example'] as const

/** Those who arrive while the world is watched are mostly of the ultra-fast edition, so that something happens. */
export const editionOf = (seed: number, index: number, arrival: boolean): Edition =>
  createChance(seed, 'edition', index).weighted<Edition>(
    arrival
      ? [
          ['fast', 65],
          ['basic', 20],
          ['classic', 15],
        ]
      : [
          ['fast', 18],
          ['basic', 24],
          ['classic', 58],
        ],
  )

/** The cast of a job: a pure function of seed and index. `ageDays` is its age when the world began; below zero for arrivals. */
export function toCast(seed: number, index: number, ageDays: number): Cast {
  const chance = createChance(seed, 'cast', index)
  // Neighbours in time often belong together: one campaign uploads its presenters in a row.
  const campaign = createChance(seed, 'campaign', Math.floor(index / 9))
  const theme = campaign.happens(0.7) ? campaign.pick(themes) : chance.pick(themes)
  const sex = chance.happens(0.62) ? 'FEMALE' : 'MALE'
  const chinese = chance.happens(0.58)
  const resolution = chance.happens(0.17) ? '4K' : '1080P'
  const batch = campaign.pick(theme.batches)
  const contact = toContact(seed, index)
  const appUserId = chance.happens(0.16) ? chance.pick(appUserIds) : undefined
  const tags = new Set<string>()
  if (isDoomedToReview(index) ? index % 32 === 5 : chance.happens(0.13)) tags.add('vip')
  if (chance.happens(0.8)) tags.add(chance.pick(theme.tags))
  if (chance.happens(0.3)) for (const tag of theme.tags) tags.add(tag)
  if (!chinese && chance.happens(0.5)) tags.add(chance.pick(['en', 'eu', 'es', 'pt', 'ja', 'tr', 'yue']))
  if (!chinese && chance.happens(0.3)) tags.add('en')
  if (resolution === '4K' && chance.happens(0.7)) tags.add('4k')
  if (chance.happens(0.008)) for (let extra = 1; extra <= 12; extra += 1) tags.add(`label-${extra}`)
  const edition = editionOf(seed, index, ageDays < 0)
  const lacks = new Set<string>(optionalFields.filter(() => chance.happens(0.03)))
  if (ageDays > 55) for (const field of newerFields) lacks.add(field)
  // A field that is missing means its default; what differs from the default is never missing.
  if (edition !== 'classic') for (const field of ['is_flexus', 'is_fast_flexus', 'model_version']) lacks.delete(field)
  if (resolution === '4K') lacks.delete('model_resolution')
  return {
    name: toModelName(chance, theme, sex, chinese),
    sex,
    chinese,
    tags: lacks.has('tags') ? [] : [...tags],
    ...(chance.happens(0.72) && !lacks.has('batch_name') ? { batch } : {}),
    ...(contact === undefined || lacks.has('contact') ? {} : { contact }),
    ...(appUserId === undefined ? {} : { appUserId }),
    resolution,
    frame: chance.weighted<Frame>([
      ['portrait', 70],
      ['landscape', 24],
      ['square', 6],
    ]),
    edition,
    ...(lacks.has('optional_training_location')
      ? {}
      : { trainLocation: chance.pick(['cn-north-4', 'cn-east-3', 'cn-southwest-2']) }),
    liveCopy: chance.happens(0.05) && !lacks.has('is_live_copy'),
    onDemand: chance.happens(0.12) && !lacks.has('is_ondemand_resource'),
    greenScreen: chance.happens(0.3) && !lacks.has('is_background_replacement'),
    lacks,
    cover:
      index % 401 === 17
        ? 'gone'
        : index % 499 === 41
          ? 'unreadable'
          : chance.weighted([
              ['good', 91],
              ['absent', 6],
              ['expired', 3],
            ] as const),
  }
}

function toContact(seed: number, index: number): string | undefined {
  const chance = createChance(seed, 'contact', index)
  // A few customers create most of the jobs.
  const mobile = toFictionalMobile(chance.happens(0.6) ? chance.whole(1, 60) : chance.whole(1000, 90_000))
  const kind = chance.weighted([
    ['mobile', 74],
    ['mail', 14],
    ['starred', 9],
    ['none', 3],
  ] as const)
  if (kind === 'none') return undefined
  if (kind === 'mail')
    return `${chance.pick(['lucy', 'ops', 'chen.wei', 'studio+avatar', 'm.brandt'])}@${chance.pick(mailHosts)}`
  return kind === 'mobile' ? mobile : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
}

/** What an ICE job is. */
export interface IceCast {
  name: string
  description?: string
  sex: 'FEMALE' | 'MALE'
  chinese: boolean
  frame: Frame
  portrait: string
  video: string
  transparent: boolean
  lacks: ReadonlySet<string>
  /** The vendor's own example carries a line feed inside the status. */
  paddedStatus: boolean
}

/** The cast of an ICE job: a pure function of seed and index. */
export function toIceCast(seed: number, index: number): IceCast {
  const chance = createChance(seed, 'ice-cast', index)
  const sex = chance.happens(0.6) ? 'FEMALE' : 'MALE'
  const chinese = chance.happens(0.7)
  const described = chance.happens(0.7)
  const text = chance.pick([
    '门店大屏导购，竖屏',
    '课程讲师，半身',
    '直播备用形象，勿删',
    'Reception desk, English',
    'Backup host for the evening slot',
    '测试',
    'A long note about lighting, wardrobe and the second take. '.repeat(12),
  ])
  return {
    name: toShortName(chance, sex, chinese),
    ...(described ? { description: text.trim() } : {}),
    sex,
    chinese,
    frame: chance.happens(0.8) ? 'portrait' : 'landscape',
    portrait: hexOf(32, seed, 'ice-portrait', index),
    video: hexOf(32, seed, 'ice-video', index),
    transparent: chance.happens(0.2),
    lacks: new Set(
      ['AvatarDescription', 'AvatarType', 'Portrait', 'Video', 'Transparent', 'Message', 'CreateTime'].filter(() =>
        chance.happens(0.04),
      ),
    ),
    paddedStatus: chance.happens(0.25),
  }
}
