import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import { defused, toCsv } from '#web/jobs/export/csv.ts'
import { exportName, toClipboardTable, toCsvFile, toJsonFile } from '#web/jobs/export/export-rows.ts'
import { en } from '#web/messages/en.ts'
import { zhCN } from '#web/messages/zh-CN.ts'

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
    const [header = [], row = []] = readCsv(toCsvFile([{ job, reason: { text: 'CUDA out of memory, retry 3 of 3', past: false, at: '2026-03-14T00:20:00Z' } }], en).slice(1))
    const cell = (name: string) => row[header.indexOf(name)]
    expect(header.slice(0, 3)).toEqual(['source', 'job_id', 'name'])
    expect(cell('name')).toBe('\'=HYPERLINK("https://evil.test")')
    expect(cell('reason')).toBe('CUDA out of memory, retry 3 of 3')
    expect(cell('tags')).toBe('vip eu')
    expect(cell('optional_training_location')).toBe('cn-north-4 cn-east-3')
    expect(cell('batch_name')).toBe('')
  })

  it.each([['en', en, 'The resolution of the video is not among'], ['zh-CN', zhCN, '视频']] as const)('says of a code that the vendor documents what the row says, in the reader’s language (%s)', (_, messages, words) => {
    const rows = [{ job, reason: { error_code: '44005901', past: false } }]
    const sentence = messages.list.errorCodes['44005901'] ?? ''
    expect(sentence).toContain(words)
    const [header = [], row = []] = readCsv(toCsvFile(rows, messages).slice(1))
    expect([row[header.indexOf('reason')], row[header.indexOf('error_code')]]).toEqual([sentence, '44005901'])
    expect(toClipboardTable(rows, messages).split('\n')[1]?.split('\t')).toContain(sentence)
    const file: unknown = JSON.parse(toJsonFile(rows, { address: 'http://localhost/x', at: 0, count: 1 }, messages))
    expect(file).toMatchObject({ jobs: [{ reason: { text: sentence, error_code: '44005901' } }] })
  })

  it('says why a job was stopped where the list told it, and nothing of one that goes on', () => {
    const lines = toClipboardTable([{ job: { ...job, phase: 'stopped', message: 'Stopped by staff' }, reason: undefined }, { job: { ...job, phase: 'training', message: 'x' }, reason: undefined }], en).split('\n')
    expect(lines[1]).toContain('Stopped by staff')
    expect(lines[2]?.split('\t')[4]).toBe('')
  })

  it('as JSON carries the address and the moment it answers', () => {
    const file: unknown = JSON.parse(toJsonFile([{ job, reason: null }], { address: 'http://localhost/x', at: 0, count: 1 }, en))
    expect(file).toMatchObject({ exported_at: '1970-01-01T00:00:00.000Z', address: 'http://localhost/x', count: 1, jobs: [{ job_id: '6466aa', reason: null }] })
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
