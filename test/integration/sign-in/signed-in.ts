import { expect } from 'vitest'
import type { SignInWorld, Visitor } from './visitor.ts'

/** A cookie of ours that the browser holds. */
export const cookieOf = (visitor: Visitor, name = 'session') => visitor.jar.get('127.0.0.1:8420')?.get(`understudy-${name}`)
/** What the API answers this browser. */
export const statusOf = async (visitor: Visitor, path = '/api/sources') => (await visitor.get(path)).status
/** A browser of somebody who came all the way in. */
export async function signedIn(world: SignInWorld, account = 'vera'): Promise<Visitor> {
  const visitor = world.visitor()
  const answer = await visitor.signIn(account)
  expect(answer.status).toBe(303)
  return visitor
}
