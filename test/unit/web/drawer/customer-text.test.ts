import { describe, expect, it } from 'vitest'
import { knownStates } from '#contract/job-states.ts'
import { toCustomerText } from '#web/jobs/drawer/customer-text.ts'
import { drawerEn } from '#web/messages/drawer.en.ts'
import { drawerZhCN } from '#web/messages/drawer.zh-CN.ts'
import { aCompileFailure, aDetail } from './a-job.ts'

const english = (detail: Parameters<typeof toCustomerText>[0]) => toCustomerText(detail, drawerEn, 'en')
const chinese = (detail: Parameters<typeof toCustomerText>[0]) => toCustomerText(detail, drawerZhCN, 'zh-CN')

const everyState = () => [
  ...knownStates('metastudio').map((state) => aDetail(state, [])),
  ...knownStates('ice').map((state) => aDetail(state, [], { job: { cloud: 'ice' } })),
  aDetail('QUALITY_GATE_WAIT', []),
]

describe('the text for a customer', () => {
  it('passes on what a reviewer said, and what to do about it', () => {
    const detail = aDetail('MANUAL_VERIFY_FAILED', [], { reason: { text: '人物头部超出画面，请重新拍摄并上传。', past: false } })
    expect(english(detail)).toContain('“人物头部超出画面，请重新拍摄并上传。” Please correct this and submit it again')
    expect(chinese(detail)).toContain('反馈意见为：“人物头部超出画面，请重新拍摄并上传。”请您修改后重新提交')
  })

  it('explains the documented error code in the customer’s language', () => {
    const detail = aDetail('AUTO_VERIFY_FAILED', [], { reason: { error_code: '44005901', past: false } })
    expect(english(detail)).toContain('1920×1080')
    expect(chinese(detail)).toContain('视频分辨率不在')
  })

  it('invents no reason', () => {
    expect(english(aDetail('MANUAL_VERIFY_FAILED', [], { reason: { past: false } }))).toContain('No detailed reason is recorded. Please check the material')
    expect(chinese(aDetail('AUTO_VERIFY_FAILED', []))).toContain('未记录详细原因')
  })

  it('keeps a past reason out of it', () => {
    expect(english(aDetail('TRAINING', [], { reason: { text: 'too dark', past: true } }))).not.toContain('too dark')
  })

  it('spares the customer what broke inside the provider’s machines', () => {
    const text = chinese(aCompileFailure())
    expect(text).not.toContain('转编译中断')
    expect(text).toContain('转编译环节出现问题')
  })

  it('promises nothing, claims no ticket, and closes once', () => {
    for (const detail of everyState()) {
      expect(english(detail)).not.toMatch(/ticket|we will|let you know|must run|asked for it/i)
      expect(chinese(detail)).not.toMatch(/工单|已转|通知您|第一时间|核实/)
      expect(english(detail).match(/write to us|help|question/g), detail.job.state).toEqual(['question', 'write to us'])
      expect(chinese(detail).match(/联系我们/g), detail.job.state).toHaveLength(1)
    }
  })

  it('is one paragraph whatever the name holds', () => {
    const text = english(aDetail('TRAINING', [], { job: { name: ' a\n\n\u202eb\t<b> ' } }))
    expect(text).not.toMatch(/[\n\t\u202e]/)
    expect(text).toContain('“a b <b>”')
  })

  it('does without a name', () => {
    expect(english(aDetail('TRAINING', [], { job: { name: '' } }))).toContain('your avatar training job (646682fa90c24b1e8d375f02ce7b6a91)')
  })

  it('has words for every state of both clouds and for one that is in no catalogue', () => {
    for (const detail of everyState()) {
      expect(english(detail)).toMatch(/^Hello, .{100,}\.$/)
      expect(chinese(detail)).toMatch(/^您好，.{30,}。$/)
      expect(english(detail)).not.toContain('undefined')
    }
  })
})
