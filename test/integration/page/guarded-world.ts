import type { Audit } from '#proxy/log/audit.ts'
import type { Door, Identity } from '#proxy/sign-in/door.ts'
import { createWorld } from '../world.ts'

export const sam: Identity = { id: 'sam', name: 'Sam Support', roles: ['viewer', 'support'] }

/** A world in which somebody is signed in, until he is not. */
export function createGuardedWorld({ identity = sam, audit = async () => {} }: { identity?: Identity | undefined; audit?: Audit } = {}) {
  const told = { identity: identity as Identity | undefined }
  const door: Door = { admit: async () => ({ identity: told.identity, cookies: [] }), routes: [], canSignOut: false, isShared: () => false }
  const world = createWorld({ proxy: { door, audit } })
  const job = world.clouds.jobs('metastudio').find(({ contact }) => /^1\d{10}$/.test(contact ?? ''))
  return { world, told, id: job?.id ?? '', contact: job?.contact ?? '', masked: `${job?.contact?.slice(0, 3)}****${job?.contact?.slice(-4)}` }
}
