import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { createGuardedWorld, sam } from './guarded-world.ts'
import { openPage } from './page.tsx'
import { metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`

it('a person who is signed in but has no role is told so, and is not sent to sign in again', async () => {
  const { world } = createGuardedWorld({ identity: { id: 'kay', name: 'Kay', roles: [] } })
  await openPage(jobs, { world })
  expect(await screen.findByRole('heading', { name: 'You may not see this' })).toBeInTheDocument()
  expect(screen.getByText('Your account has no role that allows it. Ask the person who runs Understudy.')).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Sign in' })).not.toBeInTheDocument()
})

it('whoever is signed in stands in the bar, in either language', async () => {
  const { world } = createGuardedWorld()
  await openPage(`${jobs}?limit=10`, { world, language: 'zh-CN' })
  const button = await screen.findByRole('button', { name: '账号：Sam Support' })
  expect([button.textContent, button.title]).toEqual(['SS', 'Sam Support'])
  // The DOM of these tests knows no popovers: it is told that its panel has opened.
  const panel = screen.getByLabelText('账号', { selector: '[popover]' })
  fireEvent(panel, Object.assign(new Event('toggle'), { newState: 'open' }))
  const account = within(panel)
  expect(await account.findByText('Sam Support')).toBeInTheDocument()
  expect(account.getByText('可查看任务，并可显示完整联系方式')).toBeInTheDocument()
  expect(account.queryByRole('button', { name: '退出登录', hidden: true }), 'a reverse proxy does it').not.toBeInTheDocument()
  expect(account.getByText('您在进入 Understudy 之前已登录，请在原登录处退出。')).toBeInTheDocument()
})

it.each([['sam.support@example.com', 'SS'], ['王小明', '明'], ['8f14e45f-0000-4000-8000-000000000001', '80'], ['Zoë', 'ZO']])('%j has the initials %s', async (name, letters) => {
  const { world } = createGuardedWorld({ identity: { ...sam, name } })
  await openPage(`${jobs}?limit=10`, { world })
  expect((await screen.findByRole('button', { name: `Account: ${name}` })).textContent).toBe(letters)
})

it('where nobody has to sign in the bar has no such button', async () => {
  const { world } = await openPage(`${jobs}?limit=10`)
  await waitFor(() => expect(world.log.map(({ route }) => route)).toContain('/api/session'))
  expect(screen.queryByRole('button', { name: /^Account/ })).not.toBeInTheDocument()
})
