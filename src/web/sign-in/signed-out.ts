import { ApiError } from '../api.ts'

/** Whether a question was refused because nobody is signed in. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.problem?.code === 'unauthenticated'

/** Whether it did not even arrive, because nobody is signed in at what stands in front. */
export const isTurnedAway = (error: unknown): boolean => error instanceof ApiError && error.kind === 'turned-away'
