import { ApiError } from '../api.ts'

/** Whether a question was refused because nobody is signed in. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.problem?.code === 'unauthenticated'
