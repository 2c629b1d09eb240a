import { describe, expect, it } from 'vitest'
import { knownStates } from '#contract/job-states.ts'
import { toCaseFile } from '#web/jobs/drawer/case-file.ts'
import { drawerEn } from '#web/messages/drawer.en.ts'
import { drawerZhCN } from '#web/messages/drawer.zh-CN.ts'
import { en } from '#web/messages/en.ts'
import { logLabels as labelsEn } from '#web/messages/log-labels.en.ts'
import { logLabels as labelsZhCN } from '#web/messages/log-labels.zh-CN.ts'
import { zhCN } from '#web/messages/zh-CN.ts'
import { aCompileFailure, aDetail, anEntry, iso, march14, source } from './a-job.ts'

const english = { messages: en, drawer: drawerEn, logLabels: labelsEn }
const chinese = { messages: zhCN, drawer: drawerZhCN, logLabels: labelsZhCN }
const link = 'https://understudy.example/metastudio-cn-north-4/jobs/646682fa90c24b1e8d375f02ce7b6a91'
const lineOf = (file: string, name: string) => file.split('\n').find((line) => line.startsWith(`- **${name}**`))

describe('the case file', () => {
  it('holds what a ticket needs', () => {
    const file = toCaseFile(aCompileFailure(), source, link, march14, english)
    expect(file).toContain('# Case file: Mira, winter set\n')
    expect(lineOf(file, 'State')).toBe('- **State**: Compilation failed (`COMPILE_FAILED`)')
    expect(lineOf(file, 'Console shows')).toContain('Algorithm training')
    expect(lineOf(file, 'Whose move')).toBe('- **Whose move**: The provider (Huawei Cloud)')
    expect(lineOf(file, 'Since')).toBe('- **Since**: 2026-03-14 00:20:00 UTC, 2026-03-14 08:20:00 Beijing time')
    expect(lineOf(file, 'Last reason')).toContain('“转编译中断”; `E-7`')
    expect(lineOf(file, 'Request id')).toContain('`req-42`')
    expect(lineOf(file, 'Link')).toContain(`<${link}>`)
    expect(file).toContain('| 2026-03-13 20:51:00 | 2026-03-14 04:51:00 | Training finished `SYSTEM_TRAIN_SUCCESS` | machine |')
  })

  it('speaks Chinese too', () => {
    const file = toCaseFile(aCompileFailure(), source, link, march14, chinese)
    expect(lineOf(file, '状态')).toBe('- **状态**：转编译失败（`COMPILE_FAILED`）')
    expect(lineOf(file, '待谁处理')).toContain('华为云')
  })

  it('is written for the provider, to whom "you" would be the wrong one', () => {
    const states = [...knownStates('metastudio').map((state) => aDetail(state, [anEntry('USER_VERIFYING_SUBMITTED', march14)])), aDetail('QUALITY_GATE_WAIT', [])]
    for (const detail of states) {
      expect(toCaseFile(detail, source, link, march14, english).replace('Waiting for your approval', ''), detail.job.state).not.toMatch(/\b(your?|ours?)\b/i)
    }
  })

  it('says of a checked video whose move it is as far as the log tells', () => {
    const detail = aDetail('VIDEO_ANALYZE_SUCCESS', [anEntry('VIDEO_ANALYZE_SUCCESS', march14)])
    expect(lineOf(toCaseFile(detail, source, link, march14, english), 'Whose move')).toBe('- **Whose move**: The account or its customer, as far as the log tells: the source video passed its check, and no submission for review is logged since')
    expect(lineOf(toCaseFile(detail, source, link, march14, chinese), '待谁处理')).toBe('- **待谁处理**：账号方或其客户（依日志判断：视频检测已通过，此后尚无提交审核的记录）')
    for (const timeline of [[], [anEntry('USER_CREATE_JOD', march14)], [anEntry('VIDEO_ANALYZE_SUCCESS', march14), anEntry('USER_VERIFYING_SUBMITTED', undefined)]]) {
      expect(lineOf(toCaseFile(aDetail('VIDEO_ANALYZE_SUCCESS', timeline), source, link, march14, english), 'Whose move')).not.toContain('as far as')
    }
  })

  it('leaves out the contact and the raw answer', () => {
    const detail = aDetail('TRAINING', [], { job: { contact: '153****0046' }, raw: { cover: 'https://obs.example/x?Signature=TESTSIG' } })
    const file = toCaseFile(detail, source, link, march14, english)
    expect(file).not.toContain('0046')
    expect(file).not.toContain('Signature')
  })

  it('lets no name or sentence become markup or a row of its own', () => {
    const name = 'x](javascript:1) <img src=a>\n# head | `code` **b**\u202e'
    const detail = aDetail('AUTO_VERIFY_FAILED', [anEntry('SYSTEM_VERIFY_FAILED', march14, { text: 'a | b\n| c |' })], { job: { name } })
    const file = toCaseFile(detail, source, link, march14, english)
    expect(file.split('\n')[0]).toBe('# Case file: x\\](javascript:1) \\<img src=a\\> \\# head \\| \\`code\\` \\*\\*b\\*\\*')
    const row = file.split('\n').find((line) => line.includes('SYSTEM_VERIFY_FAILED'))
    expect(row?.replaceAll('\\|', '').split('|')).toHaveLength(6)
    expect(row).toContain('a \\| b \\| c \\|')
  })

  it('says so when the cloud gave no reason, and explains the documented code', () => {
    const failed = (reason: { error_code?: string }) => aDetail('AUTO_VERIFY_FAILED', [], { reason: { ...reason, past: false } })
    expect(lineOf(toCaseFile(failed({}), source, link, march14, english), 'Last reason')).toContain('The cloud gave no reason.')
    expect(lineOf(toCaseFile(failed({ error_code: '44005901' }), source, link, march14, english), 'Last reason')).toContain('1920×1080')
    expect(lineOf(toCaseFile(failed({ error_code: 'constructor' }), source, link, march14, english), 'Last reason')).toContain('`constructor`')
  })

  it('says which is the provider’s sentence and which the meaning of the code', () => {
    const detail = aDetail('AUTO_VERIFY_FAILED', [], { reason: { text: '分辨率不受支持', error_code: '44005901', past: false } })
    expect(lineOf(toCaseFile(detail, source, link, march14, english), 'Last reason')).toContain('the provider’s own words: “分辨率不受支持”; what the provider documents for the error code: The resolution')
    expect(lineOf(toCaseFile(detail, source, link, march14, chinese), '最近原因')).toContain('云厂商原话：“分辨率不受支持”；云厂商文档对该错误码的说明：视频分辨率不在')
  })

  it('quotes what staff wrote in the discussion, as theirs, and says that the log has no reason', () => {
    const stopped = aDetail('MANUAL_STOP_TRAIN', [], { reason: { comment: 'Duplicate', past: false } })
    expect(lineOf(toCaseFile(stopped, source, link, march14, english), 'Last reason')).toBe('- **Last reason**: no reason in the log; the provider’s staff wrote in the discussion: “Duplicate”')
    expect(lineOf(toCaseFile(stopped, source, link, march14, chinese), '最近原因')).toBe('- **最近原因**：日志中未写明原因；云厂商工作人员留言：“Duplicate”')
  })

  it('names what a vendor asks for to find the job, where it is known', () => {
    const job = { project_id: 'project-7', batch_name: 'Spring *2026*', asset_id: 'asset-9', model_version: 'V3.2', optional_training_location: ['cn-north-4', 'cn-east-3'] }
    const file = toCaseFile(aDetail('TRAINING', [], { job }), source, link, march14, english)
    expect(lineOf(file, 'Tenant project')).toBe('- **Tenant project**: `project-7`')
    expect(lineOf(file, 'Batch')).toBe(String.raw`- **Batch**: Spring \*2026\*`)
    expect(lineOf(file, 'Asset id')).toBe('- **Asset id**: `asset-9`')
    expect(lineOf(file, 'Model version')).toBe('- **Model version**: `V3.2`')
    expect(lineOf(file, 'Training locations')).toBe('- **Training locations**: `cn-north-4`, `cn-east-3`')
    expect(lineOf(toCaseFile(aDetail('TRAINING', [], { job }), source, link, march14, chinese), '租户项目')).toBe('- **租户项目**：`project-7`')
    expect(toCaseFile(aDetail('TRAINING', [], { job: { project_id: '', optional_training_location: [] } }), source, link, march14, english)).not.toMatch(/Tenant project|Batch|Training locations/)
  })

  it('tells no reason of an ICE job that is well, only what the cloud says of it', () => {
    const file = toCaseFile(aDetail('Success', [], { job: { cloud: 'ice', message: 'success' } }), { ...source, cloud: 'ice' }, link, march14, english)
    expect(lineOf(file, 'Last reason')).toBe('- **Last reason**: None.')
    expect(lineOf(file, 'Cloud’s message')).toBe('- **Cloud’s message**: “success”')
  })

  it('tells a past reason as past', () => {
    const file = toCaseFile(aDetail('TRAINING', [], { reason: { text: 'dark', past: true } }), source, link, march14, english)
    expect(lineOf(file, 'Last reason (past)')).toContain('“dark”')
  })

  it.each([
    ['en', english, '- **Last reason (past)**: Rejected by the customer; 2026-03-14 00:00:00 UTC, 2026-03-14 08:00:00 Beijing time; “The mouth is late.”'],
    ['zh-CN', chinese, '- **最近原因（此前）**：客户驳回；'],
  ] as const)('says whose words a past rejection is told in (%s)', (_, words, line) => {
    const detail = aDetail('TRAINING', [], { reason: { text: 'The mouth is late.', at: iso(march14), past: true } })
    expect(toCaseFile(detail, source, link, march14, words)).toContain(line)
  })

  it('is honest about a cloud without a log', () => {
    const detail = aDetail('Fail', [], { job: { cloud: 'ice', create_time: iso(march14), message: 'too short' } })
    const file = toCaseFile(detail, { ...source, cloud: 'ice' }, link, march14, english)
    expect(lineOf(file, 'Since')).toBe('- **Since**: Not known. This cloud does not report it.')
    expect(file).toContain('This cloud reports neither steps nor when a job failed, only these times:')
    expect(lineOf(file, 'Last reason')).toContain('“too short”')
    expect(file).toContain('| 2026-03-14 00:00:00 | 2026-03-14 08:00:00 | Created |')
  })

  it('keeps the newest of 2,000 entries and says how many it left out', () => {
    const timeline = Array.from({ length: 2000 }, (_, index) => anEntry('SOMETHING_NEW', march14 + index * 1000))
    const file = toCaseFile(aDetail('TRAINING', timeline), source, link, march14, english)
    expect(file).toContain('1,800 earlier entries are left out.')
    expect(file.split('\n').filter((line) => line.includes('`SOMETHING_NEW`'))).toHaveLength(200)
    expect(file).toContain(`| ${iso(march14 + 1999 * 1000).slice(0, 19).replace('T', ' ')} |`)
  })

  it.each([
    ['en', english, ['Comment `ADMIN_COMMENT` “Please shoot \\*again\\*” | provider', 'Comment `USER_COMMENT` Lip sync “The mouth is late” | the account or its customer', 'Comment `BOT_NOTE` “x” | ']],
    ['zh-CN', chinese, ['留言 `ADMIN_COMMENT` “Please shoot \\*again\\*” | 云厂商', '留言 `USER_COMMENT` Lip sync “The mouth is late” | 账号方或其客户', '留言 `BOT_NOTE` “x” | ']],
  ] as const)('holds what the provider and the customer wrote, in the order of time and with who wrote it (%s)', (_, words, [admin, user, other]) => {
    const hour = 3_600_000
    const detail = aDetail('TRAINING', [anEntry('USER_VERIFYING_SUBMITTED', march14), anEntry('SYSTEM_TRAINING', march14 + 3 * hour)], {
      comments: [
        { at: iso(march14 + 4 * hour), comment_type: 'BOT_NOTE', comment_message: 'x' },
        { at: iso(march14 + 2 * hour), comment_type: 'USER_COMMENT', comment_title: 'Lip sync', comment_message: 'The mouth is late' },
        { at: iso(march14 + hour), comment_type: 'ADMIN_COMMENT', comment_title: 'Please shoot', comment_message: 'Please shoot *again*' },
      ],
    })
    const rows = toCaseFile(detail, source, link, march14, words).split('\n').filter((line) => line.startsWith('| 2026'))
    expect(rows.map((line) => line.slice(2, 21))).toEqual([0, 1, 2, 3, 4].map((hours) => `2026-03-14 0${hours}:00:00`))
    expect(rows[1]).toBe(`| 2026-03-14 01:00:00 | 2026-03-14 09:00:00 | ${admin} |`)
    expect(rows[2]).toBe(`| 2026-03-14 02:00:00 | 2026-03-14 10:00:00 | ${user} |`)
    expect(rows[4]).toBe(`| 2026-03-14 04:00:00 | 2026-03-14 12:00:00 | ${other} |`)
  })

  it('tells comments where the log is empty', () => {
    const detail = aDetail('TRAINING', [], { comments: [{ comment_type: 'USER_REJECT', comment_message: 'No' }] })
    expect(toCaseFile(detail, source, link, march14, english)).toContain('| no time | no time | Rejected by the customer `USER_REJECT` “No” | the account or its customer |')
  })

  it('writes entries without a time as such', () => {
    expect(toCaseFile(aDetail('TRAINING', [anEntry('SYSTEM_TRAINING', undefined)]), source, link, march14, english)).toContain('| no time | no time | Training started')
  })
})
