import { describe, expect, it } from 'vitest'
import { knownStates, phaseOf } from '#contract/job-states.ts'
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
    expect(chinese(detail)).toContain('华为云的原话：“人物头部超出画面，请重新拍摄并上传。”请您修改后重新提交')
  })

  it('adds what the vendor documents for the error code to the words, and never puts it in their place', () => {
    const detail = aDetail('AUTO_VERIFY_FAILED', [], { reason: { text: '音轨缺失或音量过低', error_code: '44005901', past: false } })
    expect(english(detail)).toContain('Huawei Cloud’s own words, in Chinese: “音轨缺失或音量过低”. Huawei Cloud documents the error code that came with this as follows: The resolution of the video is not among 1920×1080')
    expect(chinese(detail)).toContain('华为云的原话：“音轨缺失或音量过低”。华为云文档对随附错误码的说明：视频分辨率不在 1920×1080')
  })

  it.each([
    ['人物侧脸角度过大。', 'own words, in Chinese: “人', '的原话：“人'],
    ['训练在第 1200 步发散（loss = NaN），已自动重试仍失败。', 'own words, in Chinese: “训', '的原话：“训'],
    ['No audio track found.', 'own words: “No', '的原话（英文）：“No'],
    ['NaN', 'own words: “NaN', '的原话：“NaN'],
    ['カメラ正面を向く', 'own words: “カ', '的原话：“カ'],
  ])('introduces %j with its language where that is another than the text’s', (text, inEnglish, inChinese) => {
    const detail = aDetail('MANUAL_VERIFY_FAILED', [], { reason: { text, past: false } })
    expect(english(detail)).toContain(inEnglish)
    expect(chinese(detail)).toContain(inChinese)
  })

  it('quotes what staff wrote when they stopped a job, and does not promise that nothing is to be done', () => {
    for (const state of knownStates('metastudio').filter((code) => phaseOf('metastudio', code) === 'stopped')) {
      const reason = { text: '重复任务，暂停处理，待客户确认保留哪一个。', past: false }
      expect(english(aDetail(state, [], { reason })), state).toMatch(/“重复任务，暂停处理，待客户确认保留哪一个。” If this asks anything of you, please write back/)
      expect(english(aDetail(state, [], { reason })), state).not.toContain('nothing')
      expect(chinese(aDetail(state, [], { reason })), state).toMatch(/“重复任务，暂停处理，待客户确认保留哪一个。”如其中有需要您答复的事项，请您回复我们/)
      expect(chinese(aDetail(state, [], { reason })), state).not.toContain('无需')
      expect(english(aDetail(state, [], { reason: { past: false } })), state).toContain('nothing you need to do')
    }
  })

  it('quotes why data preparation failed, which may be the footage', () => {
    const detail = aDetail('TRAINING_DATA_PREPROCESS_FAILED', [], { reason: { text: '绿幕抠像质量评分 0.42，低于阈值 0.85。', past: false } })
    expect(english(detail)).toContain('in Chinese: “绿幕抠像质量评分 0.42，低于阈值 0.85。” If this is about the footage you submitted, please check it')
    expect(english(detail)).not.toContain('nothing')
    expect(chinese(detail)).toContain('“绿幕抠像质量评分 0.42，低于阈值 0.85。”如与您提交的素材有关，请您检查素材')
    expect(chinese(detail)).not.toContain('无需')
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
