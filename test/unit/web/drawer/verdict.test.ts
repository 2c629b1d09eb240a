import { describe, expect, it } from 'vitest'
import { iceStates, knownStates, metastudioStates } from '#contract/job-states.ts'
import { moveText, verdictSentence } from '#web/jobs/drawer/verdict.ts'
import { nextStep } from '#web/jobs/next-step.ts'
import { drawerEn } from '#web/messages/drawer.en.ts'
import { drawerZhCN } from '#web/messages/drawer.zh-CN.ts'
import { en } from '#web/messages/en.ts'
import { zhCN } from '#web/messages/zh-CN.ts'
import { aDetail, aJob, anEntry, hourMs, march14 } from './a-job.ts'

const english = { messages: en, drawer: drawerEn, span: (ms: number) => `${ms / hourMs} h` }
const chinese = { messages: zhCN, drawer: drawerZhCN, span: (ms: number) => `${ms / hourMs} 小时` }
const since = { kind: 'exact', at: march14 - 3 * hourMs } as const

describe('the verdict', () => {
  it('names what the console hides', () => {
    const job = aJob('COMPILE_FAILED')
    expect(verdictSentence(job, since, march14, english)).toEqual({ text: 'Compilation failed, while the console still says “Algorithm training”.' })
    expect(verdictSentence(job, since, march14, chinese)).toEqual({ text: '转编译失败，而控制台仍显示“算法训练中”。' })
  })

  it('claims nothing of the console where its grouping is inferred', () => {
    expect(verdictSentence(aJob('BEAUTYFACE_FAILED'), since, march14, english)).toEqual({ text: 'Beautification failed.' })
  })

  it('says for how long a healthy job has been at it, when that is known', () => {
    expect(verdictSentence(aJob('TRAINING'), since, march14, english)).toEqual({ text: 'Training, for 3 h so far.' })
    expect(verdictSentence(aJob('TRAINING'), { kind: 'bound', at: march14 - hourMs }, march14, english)).toEqual({ text: 'Training.' })
    expect(verdictSentence(aJob('TRAINING'), undefined, march14, english)).toEqual({ text: 'Training.' })
  })

  it('counts no time backwards', () => {
    expect(verdictSentence(aJob('TRAINING'), { kind: 'exact', at: march14 + hourMs }, march14, english)).toEqual({ text: 'Training, for 0 h so far.' })
  })

  it('shows the raw code of a state that is in no catalogue', () => {
    expect(verdictSentence(aJob('QUALITY_GATE_WAIT'), since, march14, english)).toMatchObject({ code: 'QUALITY_GATE_WAIT' })
    expect(verdictSentence(aJob('constructor'), since, march14, english)).toMatchObject({ code: 'constructor' })
    expect(nextStep(aJob('constructor'))).toBe('ask')
  })

  it('names the provider of each cloud', () => {
    expect(moveText(aJob('TRAIN_FAILED'), drawerEn)).toEqual({ who: 'The provider, Huawei Cloud.', step: 'You can wait, or open a ticket.' })
    expect(moveText(aJob('Fail', { cloud: 'ice' }), drawerEn).who).toBe('You.')
  })

  it('sends to the words first where the provider must move and gave some: they may ask something of us', () => {
    const moveOf = (state: string, drawer: typeof drawerEn, text: string) => moveText(aJob(state), drawer, aDetail(state, [], { reason: { text, past: false } }))
    expect(moveOf('MANUAL_STOP_TRAIN', drawerEn, '待客户确认').step).toMatch(/^Their staff stopped it. Read their comment above first/)
    expect(moveOf('MANUAL_STOP_TRAIN', drawerZhCN, '待客户确认').step).toContain('请先阅读上方说明')
    const commented = aDetail('MANUAL_STOP_TRAIN', [], { reason: { comment: 'Which one?', past: false } })
    expect(moveText(commented.job, drawerEn, commented).step).toMatch(/^Their staff stopped it. Read their comment above first/)
    expect(moveText(aJob('MANUAL_STOP_TRAIN'), drawerEn).step).toMatch(/^Their staff stopped it and must start it again/)
    expect(moveOf('TRAINING_DATA_PREPROCESS_FAILED', drawerEn, 'Matting score').step).toMatch(/^Read the reason above first: it may be about the footage/)
    expect(moveOf('AUTO_VERIFY_FAILED', drawerEn, 'No audio track').step).toMatch(/^Fix what/)
    expect(moveOf('COMPILE_FAILED', drawerEn, 'Frame counts differ').step).toBe('You can wait, or open a ticket.')
  })

  it('says of a checked video whose move it is as far as the log tells: the vendor does not document whether the submission comes before', () => {
    const moveAfter = (...types: string[]) => moveText(aJob('VIDEO_ANALYZE_SUCCESS'), drawerEn, aDetail('VIDEO_ANALYZE_SUCCESS', types.map((type, hour) => anEntry(type, march14 + hour * hourMs))))
    const unsubmitted = { who: 'You, as far as the log tells.', step: expect.stringContaining('the log shows no submission for review since. Submit the job, unless that has been done.') }
    expect(moveAfter('USER_CREATE_JOD', 'VIDEO_ANALYZE_PROCESSING', 'VIDEO_ANALYZE_SUCCESS')).toEqual(unsubmitted)
    expect(moveAfter('USER_VERIFYING_SUBMITTED', 'ADMIN_VERIFY_FAILED', 'USER_UPDATE_VIDEO', 'VIDEO_ANALYZE_SUCCESS')).toEqual(unsubmitted)
    for (const silent of [[], ['USER_CREATE_JOD'], ['VIDEO_ANALYZE_SUCCESS', 'USER_VERIFYING_SUBMITTED', 'ADMIN_VERIFY_FAILED', 'VIDEO_ANALYZE_PROCESSING']]) expect(moveAfter(...silent).who, silent.join()).toBe('Nobody.')
    expect(moveAfter('USER_VERIFYING_SUBMITTED', 'SYSTEM_MASK_VERIFY_VIDEO_FAILED', 'VIDEO_ANALYZE_SUCCESS').who).toBe('Nobody.')
    expect(moveAfter('USER_CREATE_JOD', 'USER_VERIFYING_SUBMITTED', 'VIDEO_ANALYZE_PROCESSING', 'VIDEO_ANALYZE_SUCCESS').who).toBe('Nobody.')
  })

  it('has a next step that fits the actor, for every state of both clouds', () => {
    const fitting = {
      you: ['upload', 'submit', 'resubmit', 'resubmit-ice', 'accept', 'resume'],
      provider: ['reviewer', 'staff', 'ticket', 'restart', 'rework'],
      nobody: ['machine', 'queue'],
      done: ['nothing'],
      unknown: ['ask'],
    }
    for (const state of knownStates('metastudio')) {
      const { actor } = metastudioStates[state as keyof typeof metastudioStates]
      expect(fitting[actor], state).toContain(nextStep({ cloud: 'metastudio', state }))
    }
    for (const state of knownStates('ice')) {
      const { actor } = iceStates[state as keyof typeof iceStates]
      expect(fitting[actor], state).toContain(nextStep({ cloud: 'ice', state }))
    }
  })
})
