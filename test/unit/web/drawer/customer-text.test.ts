import { describe, expect, it } from 'vitest'
import type { JobDetail } from '#contract/job-detail.ts'
import { knownStates, phaseOf } from '#contract/job-states.ts'
import { toReason } from '#proxy/clouds/metastudio/to-reason.ts'
import { toCustomerText } from '#web/jobs/drawer/customer-text.ts'
import { drawerEn } from '#web/messages/drawer.en.ts'
import { drawerZhCN } from '#web/messages/drawer.zh-CN.ts'
import { stateLabels } from '#web/jobs/drawer/drawer-messages.ts'
import type { Zone } from '#web/ui/time-text.ts'
import { aCompileFailure, aDetail, anEntry, hourMs, iso, march14 } from './a-job.ts'

const english = (detail: JobDetail, zone: Zone = 'utc') => toCustomerText(detail, { drawer: drawerEn, states: stateLabels.en, language: 'en', zone })
const chinese = (detail: JobDetail, zone: Zone = 'beijing') => toCustomerText(detail, { drawer: drawerZhCN, states: stateLabels['zh-CN'], language: 'zh-CN', zone })
const broken = (phase: string) => phase === 'failed' || phase === 'stopped'

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
      expect(english(aDetail(state, [], { reason })), state).toMatch(/“重复任务，暂停处理，待客户确认保留哪一个。” If this asks anything of you, please write back with your answer. The next step is with Huawei Cloud\./)
      expect(english(aDetail(state, [], { reason })), state).not.toContain('nothing')
      expect(chinese(aDetail(state, [], { reason })), state).toMatch(/“重复任务，暂停处理，待客户确认保留哪一个。”如其中有需要您答复的事项，请您回复我们/)
      expect(chinese(aDetail(state, [], { reason })), state).not.toContain('无需')
      expect(english(aDetail(state, [], { reason: { past: false } })), state).toContain('nothing you need to do')
    }
  })

  it('leaves out what staff wrote in the discussion: nobody knows whether it explains the state', () => {
    for (const state of ['MANUAL_STOP_TRAIN', 'MANUAL_VERIFY_FAILED']) {
      const detail = aDetail(state, [], { reason: { comment: 'Moved up in the queue.', past: false } })
      expect(english(detail)).not.toMatch(/queue|own words/)
      expect(chinese(detail)).not.toMatch(/queue|原话/)
    }
  })

  it('dates and explains a state only by the entry that led to it', () => {
    const timeline = [anEntry('SYSTEM_TRAIN_FAILED', Date.UTC(2026, 2, 1), { text: 'Loss diverged' })]
    const inState = (state: string) => {
      const { reason: _, ...detail } = aDetail(state, timeline)
      const reason = toReason(detail.job, timeline, [])
      return english({ ...detail, ...(reason === undefined ? {} : { reason }) })
    }
    expect(inState('TRAIN_FAILED')).toMatch(/On 1 March 2026 .* became “Training failed”.*“Loss diverged”/)
    expect(inState('COMPILE_FAILED')).toContain('Its status is “Compilation failed”. The next step is with Huawei Cloud; there')
    expect(inState('COMPILE_FAILED')).not.toMatch(/March|Loss/)
  })

  it('does not hand the question whose fault it is to the customer, where the provider failed', () => {
    const detail = aDetail('TRAINING_DATA_PREPROCESS_FAILED', [], { reason: { text: '绿幕抠像质量评分 0.42，低于阈值 0.85。', past: false } })
    expect(english(detail)).toContain('in Chinese: “绿幕抠像质量评分 0.42，低于阈值 0.85。” The next step is with Huawei Cloud. If you')
    expect(english(detail)).not.toMatch(/nothing|\bif\b[^.]*footage/i)
    expect(chinese(detail)).toContain('“绿幕抠像质量评分 0.42，低于阈值 0.85。”下一步由华为云处理。如有')
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

  it('names what happened by its own label, in the text’s language, whatever the language of the words', () => {
    const all = everyState().filter(({ job }) => broken(job.phase))
    expect(all.length).toBeGreaterThan(20)
    for (const { job } of all) {
      const detail = aDetail(job.state, [], { job: { cloud: job.cloud }, reason: { text: '测试视频在 03:39 处出现面部闪烁。', past: false } })
      expect(english(detail), job.state).toContain(`“${stateLabels.en[job.cloud][job.state] ?? '?'}”`)
      expect(chinese(detail), job.state).toContain(`“${stateLabels['zh-CN'][job.cloud][job.state] ?? '?'}”`)
      expect(english(detail), job.state).toContain('“测试视频在 03:39 处出现面部闪烁。”')
      expect(chinese(detail), job.state).toContain('“测试视频在 03:39 处出现面部闪烁。”')
    }
    const render = aDetail('TEST_VIDEO_CHECK_FAILED', [])
    expect(english(render)).toContain('“Test render failed”')
    expect(english(render)).not.toMatch(/compil/i)
    expect(chinese(aDetail('BEAUTYFACE_FAILED', []))).not.toContain('数据预处理')
  })

  it('says when it failed, was stopped or rejected, with the zone, where the log tells', () => {
    expect(english(aCompileFailure())).toContain('On 14 March 2026 at 00:20 (UTC) its status became “Compilation failed”. Huawei Cloud’s own words, in Chinese: “转编译中断”. The next step is')
    expect(english(aCompileFailure(), 'beijing')).toContain('On 14 March 2026 at 08:20 (UTC+8) its')
    expect(chinese(aCompileFailure())).toContain('任务于 2026年3月14日 08:20（UTC+8）变为“转编译失败”。华为云的原话：“转编译中断”。')
    expect(english(aDetail('MANUAL_STOP_TRAIN', [anEntry('ADMIN_STOP_TRAIN', march14)]))).toContain('On 14 March 2026 at 00:00 (UTC) its status became “Training stopped”: Huawei Cloud stopped it')
    const rejected = aDetail('JOB_REJECT', [], { comments: [{ at: iso(march14), comment_type: 'USER_REJECT' }] })
    expect(english(rejected)).toContain('rejected as you asked, on 14 March 2026 at 00:00 (UTC), and')
    expect(chinese(rejected)).toContain('于 2026年3月14日 08:00（UTC+8）驳回')
    expect(english(aDetail('Fail', [], { job: { cloud: 'ice', last_update_time: iso(march14) } }))).not.toMatch(/March|2026/)
  })

  it('claims of a checked video neither that it was submitted nor that it was not', () => {
    const checked = (...types: string[]) => aDetail('VIDEO_ANALYZE_SUCCESS', types.map((type, hour) => anEntry(type, march14 + hour * hourMs)))
    for (const detail of [checked(), checked('USER_UPDATE_VIDEO', 'VIDEO_ANALYZE_SUCCESS')]) {
      expect(english(detail)).toContain('We have no record yet that it was submitted for review; if you have not submitted it, please do so.')
      expect(english(detail)).not.toMatch(/is being reviewed|nothing you need/)
      expect(chinese(detail)).toContain('我们尚未看到提交审核的记录，如您尚未提交，请您提交审核。')
    }
    expect(english(checked('USER_VERIFYING_SUBMITTED', 'VIDEO_ANALYZE_SUCCESS'))).toContain('is being reviewed')
    expect(english(aDetail('VIDEO_ANALYZE_PROCESSING', []))).toContain('Its source video is being checked')
    expect(english(aDetail('VIDEO_ANALYZE_PROCESSING', []))).not.toContain('submitted')
  })

  it('promises nothing, claims nothing that nobody did, and closes once', () => {
    const withWords = everyState().map((detail) => ({ ...detail, reason: { text: 'NaN', past: false } }))
    for (const detail of [...everyState(), ...withWords]) {
      expect(english(detail)).not.toMatch(/ticket|we will|let you know|must run|asked for it|finding out|we are/i)
      expect(chinese(detail)).not.toMatch(/工单|已转|通知您|第一时间|核实|正在与|我们正在/)
      expect(english(detail).match(/write to us|help|question/g), detail.job.state).toEqual(['question', 'write to us'])
      expect(chinese(detail).match(/联系我们/g), detail.job.state).toHaveLength(1)
    }
  })

  it('says once in Chinese that a job was stopped, and by whom', () => {
    expect(chinese(aDetail('MANUAL_STOP_TRAIN', [anEntry('ADMIN_STOP_TRAIN', march14)]))).toContain('变为“训练已中止”（由华为云操作），下一步由华为云处理，您暂时无需任何操作。')
    expect(chinese(aDetail('MANUAL_STOP_TRAIN', [], { reason: { text: '资源池维护。', past: false } }))).toContain('状态为“训练已中止”（由华为云操作）。华为云的原话：“资源池维护。”')
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
