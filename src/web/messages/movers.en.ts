import type { Actor, Cloud } from '#contract/job-states.ts'

/** Whose move it is, in what others are handed. Whoever reads it takes "you" and "ours" for himself: it names everybody. */
export const movers = {
  you: 'The account or its customer',
  provider: (name: string) => `The provider (${name})`,
  nobody: 'Nobody: it is queued or a machine is working on it',
  done: 'Nobody: the job is finished',
  unknown: 'Not known',
} satisfies Record<Actor, unknown>

export const providers = { metastudio: 'Huawei Cloud', ice: 'Alibaba Cloud' } satisfies Record<Cloud, string>
