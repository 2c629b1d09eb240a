import * as z from 'zod/mini'
import { paths } from './paths.ts'

/** What a person may do. `viewer`: read. `support`: also reveal a contact; who has it needs no other. */
export const roles = ['viewer', 'support'] as const
export type Role = (typeof roles)[number]

/** Answer of `GET /api/session`: who is asking. Without `user` nobody has to sign in here. */
export const Session = z.object({
  user: z.optional(
    z.object({
      name: z.string(),
      roles: z.array(z.enum(roles)),
      /** Whether signing out is ours to do; a reverse proxy that signs people in does it itself. */
      can_sign_out: z.boolean(),
    }),
  ),
})
export type Session = z.infer<typeof Session>

/** Answer of `POST /signin/out`: where the browser goes next, which ends the session at the provider too. */
export const SignedOut = z.object({ to: z.string() })
export type SignedOut = z.infer<typeof SignedOut>

/** Addresses of who is asking, relative to the base of the page. */
export const sessionPaths = {
  session: () => 'api/session',
  reveal: (source: string, jobId: string) => `${paths.job(source, jobId)}/reveal`,
  signIn: () => 'signin',
  signOut: () => 'signin/out',
} as const

/** How long a reason must be, in characters. */
export const whyLength = { min: 3, max: 200 } as const

/** Body of `POST …/reveal`: which field of the job, and why. */
export const RevealRequest = z.strictObject({
  field: z.literal('contact'),
  why: z.string().check(z.trim(), z.minLength(whyLength.min), z.maxLength(whyLength.max), z.regex(/^\P{Cc}*$/u)),
})
export type RevealRequest = z.infer<typeof RevealRequest>

/** Its answer, the one exception to masking. Kept by nobody. */
export const Revealed = z.object({ contact: z.string() })
export type Revealed = z.infer<typeof Revealed>

/** What every request that changes something carries beside its JSON: a page of another site cannot send it unasked. */
export const intentHeader = { name: 'X-Understudy-Intent', value: 'by-hand' } as const
