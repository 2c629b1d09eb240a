import { roles, type Role } from '#contract/session.ts'
import type { RoleWords } from '../config/sign-in.ts'

type Claims = Readonly<Record<string, unknown>>

/** The claim of this name, or the inner one that a path with dots leads to; `undefined` where there is none. A step may have dots itself. */
export function claimAt(claims: unknown, path: string): unknown {
  if (!isClaims(claims)) return undefined
  if (Object.hasOwn(claims, path)) return claims[path]
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const step = path.slice(0, dot)
    const inner = Object.hasOwn(claims, step) ? claimAt(claims[step], path.slice(dot + 1)) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

/** Whether a claim is only said to be told somewhere else (OpenID Connect Core, 5.6.2), as Entra ID does with the groups of somebody in many. */
export const isElsewhere = (claims: Claims, path: string): boolean => isClaims(claims['_claim_names']) && claimAt(claims['_claim_names'], path) !== undefined

const isClaims = (value: unknown): value is Claims => typeof value === 'object' && value !== null

/** Our roles among the words of a claim, which may be a list or a text. `understudy-viewer` is `viewer`, unless `own` has other words for it. */
export function toRoles(claim: unknown, own?: RoleWords): Role[] {
  const words: readonly unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? toWords(claim, own !== undefined) : []
  return roles.filter((role) => (own?.[role] ?? [role, `understudy-${role}`]).some((word) => words.includes(word)))
}

/**
 * The words of a text. Providers send lists; what is mapped from a directory or another protocol comes as one text, with commas,
 * semicolons (SAML bridges) or bars (F5: `| one | two |`) between the words, or else blanks, as OAuth has its scopes. Words of one's own
 * may have blanks in them, so there blanks never divide: whoever is in the group *Desktop support* is not yet in *support*.
 */
function toWords(text: string, isOwn: boolean): string[] {
  const whole = text.trim()
  return [whole, ...whole.split(isOwn || marks.test(whole) ? marks : /\s+/).map((word) => word.trim())]
}

const marks = /[,;|]/

/** Whether a text would hold a role if blanks divided it: then nobody has a role, and the one who set it up should hear why. */
export const isDividedByBlanks = (claim: unknown, own?: RoleWords): boolean => typeof claim === 'string' && toRoles(claim.trim().split(/[\s,;|]+/), own).length > 0

/** What to call a person: the first of the usual claims that says something, without what would disturb a line. */
export function toName(claims: Claims, id: string): string {
  const texts = ['name', 'preferred_username', 'email'].flatMap((name) => (typeof claims[name] === 'string' ? [claims[name].trim()] : []))
  return Array.from((texts.find((text) => text !== '') ?? id).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').trim()).slice(0, 100).join('')
}
