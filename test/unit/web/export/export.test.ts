import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import { defused, toCsv } from '#web/jobs/export/csv.ts'
import { exportName, toClipboardTable, toCsvFile, toJsonFile } from '#web/jobs/export/export-rows.ts'
import { writtenText } from '#web/jobs/export/use-words.ts'
import { en } from '#web/messages/en.ts'
import { exportEn } from '#web/messages/export.en.ts'
import { exportZhCN } from '#web/messages/export.zh-CN.ts'
import { zhCN } from '#web/messages/zh-CN.ts'

const english = { messages: en, words: exportEn }
const chinese = { messages: zhCN, words: exportZhCN }

const job: Job = {
  source: 'metastudio-cn-north-4', cloud: 'metastudio', job_id: '6466aa', name: '=HYPERLINK("https://evil.test")', state: 'TRAIN_FAILED', phase: 'failed',
  stage: 'train', actor: 'provider', hidden_failure: true, console_group: 'training', cover: 'no', tags: ['vip', 'eu'], optional_training_location: ['cn-north-4', 'cn-east-3'], contact: '153****0046',
}

/** An independent reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy
  for (const match of text.matchAll(pattern)) {
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '\r\n') rows.push([])
    if (match[3] === '' || match.index + match[0].length === text.length) break
  }
  return rows.filter((row) => row.length > 0)
}

describe('check 26: nothing in a CSV is run by a spreadsheet', () => {
  it.each(['=1+1', '+A1', '-A1', '@SUM(A1)', '\tcmd', '\rcmd', '＝1', '＋1', '－1', '＠x', '-1+1', '+86 153****0046', '=', '\n=1'])('defuses a text that begins like a formula: %j', (text) => {
    expect(defused(text)).toBe(`'${text}`)
  })

  it.each(['-5', '+3.25', '-0.001', '12', 'Mira', '小舒', '', "'quoted"])('leaves %j as it is', (text) => {
    expect(defused(text)).toBe(text)
  })

  it('gives back every cell to a reader of RFC 4180', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = toCsv(['a', 'b'], rows)
        expect(text.startsWith('\uFEFFa,b\r\n')).toBe(true)
        expect(readCsv(text.slice(1))).toEqual([['a', 'b'], ...rows.map((row) => row.map(defused))])
      }),
    )
  })
})

describe('an export', () => {
  it('begins with the header and holds names of the API, a safe name and the reason', () => {
    const [header = [], row = []] = readCsv(toCsvFile([{ job, reason: { text: 'CUDA out of memory, retry 3 of 3', past: false, at: '2026-03-14T00:20:00Z' } }], english).slice(1))
    const cell = (name: string) => row[header.indexOf(name)]
    expect(header.slice(0, 3)).toEqual(['source', 'job_id', 'name'])
    expect(cell('name')).toBe('\'=HYPERLINK("https://evil.test")')
    expect(cell('reason')).toBe('CUDA out of memory, retry 3 of 3')
    expect(cell('tags')).toBe('vip eu')
    expect(cell('optional_training_location')).toBe('cn-north-4 cn-east-3')
    expect(cell('batch_name')).toBe('')
  })

  it.each([['en', english, 'The resolution of the video is not among'], ['zh-CN', chinese, '视频']] as const)('says of a code that the vendor documents what the row says, in the reader’s language (%s)', (_, said, words) => {
    const rows = [{ job, reason: { error_code: '44005901', past: false } }]
    const sentence = said.messages.list.errorCodes['44005901'] ?? ''
    expect(sentence).toContain(words)
    const [header = [], row = []] = readCsv(toCsvFile(rows, said).slice(1))
    expect([row[header.indexOf('reason')], row[header.indexOf('error_code')]]).toEqual([sentence, '44005901'])
    expect(toClipboardTable(rows, said).split('\n')[1]?.split('\t')).toContain(sentence)
    const file: unknown = JSON.parse(toJsonFile(rows, { address: 'http://localhost/x', at: 0, count: 1 }, said.messages))
    expect(file).toMatchObject({ jobs: [{ reason: { text: sentence, error_code: '44005901' } }] })
  })

  it('says why a job was stopped where the list told it, and nothing of one that goes on', () => {
    const lines = toClipboardTable([{ job: { ...job, phase: 'stopped', message: 'Stopped by staff' }, reason: undefined }, { job: { ...job, phase: 'training', message: 'x' }, reason: undefined }], english).split('\n')
    expect(lines[1]).toContain('Stopped by staff')
    expect(lines[2]?.split('\t')[4]).toBe('')
  })

  it('says whose move it is so that whoever is handed the file cannot take it for his own, and keeps the machine’s word in JSON', () => {
    const actors = ['you', 'provider', 'nobody', 'done', 'unknown'] as const
    const rows = actors.map((actor) => ({ job: { ...job, actor }, reason: undefined }))
    const movers = (said: typeof english | typeof chinese) => {
      const [header = [], ...lines] = readCsv(toCsvFile(rows, said).slice(1))
      return lines.map((line) => line[header.indexOf('actor')])
    }
    expect(movers(english)).toEqual(['The account or its customer', 'The provider (Huawei Cloud)', 'Nobody: it is queued or a machine is working on it', 'Nobody: the job is finished', 'Not known'])
    expect(movers(chinese).slice(0, 2)).toEqual(['账号方或其客户', '云厂商（华为云）'])
    const file: unknown = JSON.parse(toJsonFile(rows, { address: 'http://localhost/x', at: 0, count: 5 }, en))
    expect(file).toMatchObject({ jobs: actors.map((actor) => ({ actor })) })
  })

  it('says where the cloud gave no reason, and says nothing where it was not read or nothing broke', () => {
    const rows = [
      { job, reason: null },
      { job, reason: { error_code: '7', past: false } },
      { job, reason: undefined, isPending: true },
      { job: { ...job, phase: 'training' as const }, reason: undefined },
    ]
    for (const [said, none] of [[english, 'The cloud gave no reason.'], [chinese, '云端未给出原因。']] as const) {
      const [header = [], ...lines] = readCsv(toCsvFile(rows, said).slice(1))
      expect(lines.map((line) => line[header.indexOf('reason')])).toEqual([none, none, '', ''])
      expect(toClipboardTable(rows, said).split('\n').slice(1).map((line) => line.split('\t')[4])).toEqual([none, none, '', ''])
    }
    const file: unknown = JSON.parse(toJsonFile(rows, { address: 'http://localhost/x', at: 0, count: 4 }, en))
    expect(file).toMatchObject({ jobs: [{ reason: null }, { reason: { error_code: '7', past: false } }, { reason_pending: true }, {}] })
    expect(JSON.stringify(file)).not.toContain('gave no reason')
  })

  it.each([
    ['what staff wrote in the discussion, of which nobody knows whether it explains anything', { comment: 'Moved up in the queue.', past: false }],
    ['an earlier failure, after which the job failed again', { text: 'Moved up in the queue.', error_code: '44005901', at: '2026-03-14T00:20:00Z', past: true }],
  ])('never gives as the reason %s', (_, reason) => {
    const rows = [{ job, reason }]
    const [header = [], row = []] = readCsv(toCsvFile(rows, english).slice(1))
    expect(['reason', 'reason_at', 'error_code'].map((name) => row[header.indexOf(name)])).toEqual(['The cloud gave no reason.', '', ''])
    expect(toClipboardTable(rows, english)).not.toContain('queue')
    const file: unknown = JSON.parse(toJsonFile(rows, { address: 'http://localhost/x', at: 0, count: 1 }, en))
    expect(file).toMatchObject({ jobs: [{ reason: reason.past ? reason : { past: false } }] })
    if (!reason.past) expect(JSON.stringify(file)).not.toContain('queue')
  })

  it('as JSON carries the address and the moment it answers', () => {
    const file: unknown = JSON.parse(toJsonFile([{ job, reason: null }], { address: 'http://localhost/x', at: 0, count: 1 }, en))
    expect(file).toMatchObject({ exported_at: '1970-01-01T00:00:00.000Z', address: 'http://localhost/x', count: 1, jobs: [{ job_id: '6466aa', reason: null }] })
  })

  it('whose rows are old says so, in the file and to who asked for it', () => {
    const question = { address: 'http://localhost/x', at: 540_000, count: 1 }
    expect(JSON.parse(toJsonFile([], { ...question, asOf: 0 }, en))).toMatchObject({ exported_at: '1970-01-01T00:09:00.000Z', as_of: '1970-01-01T00:00:00.000Z' })
    expect(JSON.parse(toJsonFile([], question, en))).not.toHaveProperty('as_of')
    const written = { count: 2, pending: 0, oldMs: 540_000, isOfScreen: false }
    expect(writtenText(written, exportEn, { messages: en, language: 'en' })).toBe('2 jobs exported. The data is up to 9\u00A0min old: the cloud gave nothing newer in time.')
    expect(writtenText(written, exportZhCN, { messages: zhCN, language: 'zh-CN' })).toBe('已导出 2 个任务。部分数据可能是 9\u00A0分钟前的：云端未及时返回更新的数据。')
    const ofScreen = { ...written, isOfScreen: true }
    expect(writtenText(ofScreen, exportEn, { messages: en, language: 'en' })).toBe('2 jobs exported. The data is as it was read for the screen, up to 9\u00A0min ago.')
    expect(writtenText(ofScreen, exportZhCN, { messages: zhCN, language: 'zh-CN' })).toBe('已导出 2 个任务。数据为页面上已读取的内容，其中最早的读取于 9\u00A0分钟前。')
    expect(writtenText({ ...ofScreen, oldMs: 20_000 }, exportEn, { messages: en, language: 'en' })).toBe('2 jobs exported.')
    expect(writtenText({ count: 1, pending: 0, isOfScreen: false }, exportEn, { messages: en, language: 'en' })).toBe('1 job exported.')
  })

  it('has the filter and the moment in its name, whatever the filter holds', () => {
    const at = Date.parse('2026-03-14T00:20:00Z')
    expect(exportName('ice', 'phase=failed&tag=vip', at, 'csv')).toBe('understudy-ice-phase-failed-tag-vip-20260314T002000Z.csv')
    expect(exportName('ice', '', at, 'json')).toBe('understudy-ice-20260314T002000Z.json')
    expect(exportName('ice', 'name=..%2F%00%&tag=直播', at, 'csv')).toMatch(/^understudy-ice-name-\.\.-tag-直播-2026/)
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(exportName('ice', new URLSearchParams({ name: query }).toString(), at, 'csv')).not.toMatch(/[/\\:*?"<>|\p{Cc}]/u)
      }),
    )
  })
})
