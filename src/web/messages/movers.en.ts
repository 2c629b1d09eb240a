import type { Actor, Cloud } from '#contract/job-states.ts'

/** Whose move it is, in what others are handed: read by the provider, to whom "you" would be the wrong one. */
export const movers = {
  you: 'Ours (the account or its customer)',
  provider: (name: string) => `The provider’s (${name})`,
  nobody: 'Nobody’s: it is queued or a machine is working on it',
  done: 'Nobody’s: the job is finished',
  unknown: 'Not known',
} satisfies Record<Actor, unknown>

export const providers = { metastudio: 'Huawei Cloud', ice: 'Alibaba Cloud' } satisfies Record<Cloud, string>
