import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

/** A page with one job, whose log is this: an entry each hour from 13 March on. */
async function openJob(state: string, entries: Record<string, string> | Record<string, string>[], language: 'en' | 'zh-CN' = 'en', comments: Record<string, string>[] = []) {
  const world = createWorld({
    tamper: (answer) => ('operation_logs' in answer ? { ...answer, state, operation_logs: [entries].flat().map((entry, hour) => ({ operate_time: `2026-03-13T0${hour}:00:00Z`, operate_user: 'ADMIN', ...entry })), comment_logs: comments } : answer),
  })
  const { user } = await openPage(`/${metastudio}/jobs/${world.clouds.jobs('metastudio')[0]?.id ?? 'no job'}?limit=10`, { world, language })
  const dialog = await screen.findByRole('dialog')
  const drawer = within(dialog)
  // What was told of a copy is gone after a moment; a slow machine might look too late.
  const heard: string[] = []
  new MutationObserver(() => heard.push(...drawer.queryAllByRole('status').map(({ textContent }) => textContent))).observe(dialog, { childList: true, characterData: true, subtree: true })
  await drawer.findByRole('heading', { name: language === 'en' ? 'Raw' : '原始数据' })
  return { user, drawer, heard }
}

describe('what is copied for a customer', () => {
  it('is said beforehand to quote another language, and told afterwards with it', async () => {
    const { user, drawer, heard } = await openJob('MANUAL_VERIFY_FAILED', { log_type: 'ADMIN_VERIFY_FAILED', log_description: '人物侧脸角度过大，请保持正面拍摄。' })
    await user.click(drawer.getByText('Copy for customer'))
    expect(drawer.getByRole('button', { name: '中文' })).toBeInTheDocument()
    await user.click(drawer.getByRole('button', { name: 'In English quote in Chinese' }))
    await waitFor(() => expect(heard).toContain('Copied in English; the quote in it is in Chinese.'))
    expect(await navigator.clipboard.readText()).toContain('Huawei Cloud’s own words, in Chinese: “人物侧脸角度过大，请保持正面拍摄。”')
    await user.click(drawer.getByText('Copy for customer'))
    await user.click(drawer.getByRole('button', { name: '中文' }))
    await waitFor(() => expect(heard).toContain('Copied in Chinese.'))
  })

  it('holds what staff wrote when they stopped a job, which the next step says to read first', async () => {
    const { user, drawer } = await openJob('MANUAL_STOP_TRAIN', { log_type: 'ADMIN_STOP_TRAIN', log_description: 'Held until the customer says which one to keep.' })
    expect(drawer.getByText(/Read their comment above first: it may ask something of you/)).toBeInTheDocument()
    await user.click(drawer.getByText('Copy for customer'))
    expect(drawer.getByRole('button', { name: 'In English' })).toBeInTheDocument()
    await user.click(drawer.getByRole('button', { name: '中文 quote in English' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain('华为云的原话（英文）：“Held until the customer says which one to keep.”如其中有需要您答复的事项'))
  })

  it('leaves out what staff wrote in the discussion, which the verdict tells as theirs beside that the cloud gave no reason', async () => {
    const comments = [{ comment_type: 'ADMIN_COMMENT', comment_message: 'Which one shall we keep?', operate_time: '2026-03-13T05:00:00Z' }]
    const { user, drawer } = await openJob('MANUAL_STOP_TRAIN', { log_type: 'ADMIN_STOP_TRAIN' }, 'en', comments)
    const verdict = within(drawer.getByRole('region', { name: 'Verdict' }))
    expect(verdict.getByText('The cloud gave no reason.')).toBeInTheDocument()
    expect(verdict.getByText('The provider’s staff wrote in the discussion:').nextSibling).toHaveTextContent('Which one shall we keep?')
    expect(verdict.getByText(/Read their comment above first/)).toBeInTheDocument()
    await user.click(drawer.getByText('Copy for customer'))
    await user.click(drawer.getByRole('button', { name: 'In English' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/Huawei Cloud stopped it, and the next step is theirs/))
    expect(await navigator.clipboard.readText()).not.toContain('Which one')
  })

  it('says of a job that goes on after a rejection who rejected it, and with which words', async () => {
    const { drawer } = await openJob('TRAINING', { log_type: 'SYSTEM_TRAINING' }, 'en', [{ comment_type: 'USER_REJECT', comment_message: 'The mouth is late.', operate_time: '2026-03-13T05:00:00Z' }])
    expect(drawer.getByRole('region', { name: 'Verdict' })).toHaveTextContent(/Earlier, .+: Rejected by the customer\.The mouth is late\./)
  })

  it('takes no answer to a customer for the reason', async () => {
    const comments = [['USER_COMMENT', 'How long will this take?'], ['ADMIN_COMMENT', 'Moved up in the queue.']] as const
    const { drawer } = await openJob('MANUAL_STOP_TRAIN', { log_type: 'ADMIN_STOP_TRAIN' }, 'en', comments.map(([comment_type, comment_message], hour) => ({ comment_type, comment_message, operate_time: `2026-03-13T0${hour + 1}:00:00Z` })))
    const verdict = within(drawer.getByRole('region', { name: 'Verdict' }))
    expect(verdict.getByText('The cloud gave no reason.')).toBeInTheDocument()
    expect(verdict.queryByText(/queue/)).not.toBeInTheDocument()
    expect(drawer.getByText(/Moved up in the queue/)).toBeInTheDocument()
  })

  it('names its language in Chinese too', async () => {
    const { user, drawer, heard } = await openJob('MANUAL_VERIFY_FAILED', { log_type: 'ADMIN_VERIFY_FAILED', log_description: 'The speaker turns away.' }, 'zh-CN')
    await user.click(drawer.getByText('复制客户回复'))
    await user.click(drawer.getByRole('button', { name: '中文 引用的原话为英文' }))
    await waitFor(() => expect(heard).toContain('已复制中文回复，其中引用的原话为英文。'))
  })
})

describe('a sentence beside an error code', () => {
  it('is told apart from what is documented for the code, in the verdict and in the log', async () => {
    const { drawer } = await openJob('AUTO_VERIFY_FAILED', { log_type: 'SYSTEM_VERIFY_FAILED', log_description: 'The video is 2560x1440.', error_code: '44005901' })
    const verdict = within(drawer.getByRole('region', { name: 'Verdict' }))
    expect(verdict.getByText('The provider’s own words:').nextSibling).toHaveTextContent('The video is 2560x1440.')
    expect(verdict.getByText('What the provider documents for the error code:').nextSibling).toHaveTextContent(/^The resolution of the video is not among/)
    expect(drawer.getByText(/^What the provider documents for the error code: The resolution/)).toBeInTheDocument()
  })

  it('is told apart too when the job has gone on, and heads the attempt that it ended', async () => {
    const { drawer } = await openJob('MANUAL_VERIFYING', [
      { log_type: 'USER_VERIFYING_SUBMITTED' },
      { log_type: 'SYSTEM_VERIFY_FAILED', log_description: 'The video is 2560x1440.', error_code: '44005901' },
      { log_type: 'USER_VERIFYING_SUBMITTED' },
      { log_type: 'SYSTEM_VERIFY_FAILED', log_description: 'It is 2560x1440 still.', error_code: '44005901' },
      { log_type: 'USER_VERIFYING_SUBMITTED' },
    ])
    const verdict = within(drawer.getByRole('region', { name: 'Verdict' }))
    expect(verdict.getByText('The provider’s own words:').nextSibling).toHaveTextContent('It is 2560x1440 still.')
    expect(verdict.getByText('What the provider documents for the error code:').nextSibling).toHaveTextContent(/^The resolution of the video is not among/)
    expect(drawer.getByRole('button', { name: /^Attempt 1 of 3/ })).toHaveTextContent('The video is 2560x1440.')
  })
})
