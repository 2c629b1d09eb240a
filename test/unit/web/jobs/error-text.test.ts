import { describe, expect, it } from 'vitest'
import { ApiError } from '#web/api.ts'
import { errorText } from '#web/jobs/list/error-text.ts'
import { plainText } from '#web/jobs/list/faces.tsx'
import { filterText, timeText } from '#web/jobs/filters/filter-text.ts'
import { en } from '#web/messages/en.ts'
import { zhCN } from '#web/messages/zh-CN.ts'

const refused = (parameter?: string) =>
  new ApiError('problem', {
    problem: {
      type: 'about:blank', title: 'Bad request', status: 400, code: 'bad_request',
      detail: 'update_since must be a time.', ...(parameter === undefined ? {} : { parameter }),
    },
  })

describe('a refused question', () => {
  it('is told in the reader’s language, with the name of the filter on this cloud', () => {
    expect(errorText(refused('update_since'), 'ice', en).text).toBe('update_since must be a time.')
    expect(errorText(refused('update_since'), 'ice', zhCN).text).toBe('“最近一次开始训练（起）”的取值无效。')
    expect(errorText(refused('update_since'), 'metastudio', zhCN).text).toBe('“客户最近操作（起）”的取值无效。')
    expect(errorText(refused('limit'), 'metastudio', zhCN).text).toBe('“limit”的取值无效。')
    expect(errorText(refused(), 'metastudio', zhCN).text).toBe('某个参数的取值无效。')
  })
})

describe('the time of the last update', () => {
  it('is the customer’s last action on MetaStudio and the latest start of a training on ICE', () => {
    expect(timeText('updated', 'metastudio', en)).toBe('Customer’s last action')
    expect(timeText('updated', 'ice', en)).toBe('Latest training start')
    expect(filterText('update_until', 'ice', en)).toBe('Latest training start until')
    expect(timeText('created', 'ice', zhCN)).toBe('创建时间')
  })
})

it('a problem is told in the server’s own words where the page’s have not come', () => {
  expect(plainText(refused('update_since'), en, false)).toEqual({ title: 'Bad request', text: 'update_since must be a time.' })
  // Where the words for it do not come, the server’s own are in English; a reader of another language is told so.
  expect(plainText(refused('update_since'), zhCN, false)).toEqual({ title: '未能加载', text: '服务器的英文说明：update_since must be a time.' })
  expect(plainText(new ApiError('offline'), en, false)).toEqual(errorText(new ApiError('offline'), 'ice', en))
})
