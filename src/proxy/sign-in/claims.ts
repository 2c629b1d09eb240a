import { roles, type Role } from '#contract/session.ts'

type Claims = Readonly<Record<string, unknown>>

/** The claim of this name, or the inner one that a path with dots leads to; `undefined` where there is none. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name.split('.').reduce<unknown>((value, step) => (isClaims(value) && Object.hasOwn(value, step) ? value[step] : undefined), claims)
}

const isClaims = (value: unknown): value is Claims => typeof value === 'object' && value !== null

/** Our roles among the words of a claim, which may be a list or a text with blanks or commas. `understudy-viewer` is `viewer`. */
export function toRoles(claim: unknown): Role[] {
  const words: unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(/[\s,]+/) : []
  return roles.filter((role) => words.includes(role) || words.includes(`understudy-${role}`))
}

/** What to call a person: the first of the usual claims that says something, without what would disturb a line. */
export function toName(claims: Claims, id: string): string {
  const texts = ['name', 'preferred_username', 'email'].flatMap((name) => (typeof claims[name] === 'string' ? [claims[name].trim()] : []))
  return Array.from((texts.find((text) => text !== '') ?? id).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').trim()).slice(0, 100).join('')
}
