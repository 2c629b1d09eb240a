import * as z from 'zod/mini'
import { isSourceId, reservedSourceIds } from '#contract/job.ts'
import { appUserAllowed, appUserPattern, projectAllowed, projectPattern, regionAllowed, regionPattern } from './accounts.ts'
import { nearName } from './near-name.ts'
import { endpointAllowed } from './settings.ts'

/** A secret never stands in the file: it is named. */
const Secret = z.union([z.string().check(z.regex(/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/)), z.strictObject({ file: z.string().check(z.minLength(1)) })])
/** The id of a key is no secret; it may stand in clear or be named. */
const KeyId = z.union([Secret, z.string().check(z.regex(/^(?!\$\{)[\x21-\x2b\x2d-\x7e]{1,128}$/))])
const word = z.string().check(z.minLength(1), z.maxLength(128))

const account = {
  id: z.optional(z.string().check(z.refine(isSourceId))),
  label: z.optional(word),
  region: z.optional(z.string().check(z.regex(regionPattern))),
  endpoint: z.optional(z.string()),
  project_id: z.optional(z.string().check(z.regex(projectPattern))),
}
const Keys = z.strictObject({ ak: KeyId, sk: Secret, security_token: z.optional(Secret) })
const User = z.strictObject({ iam_user: word, iam_password: Secret, iam_domain: word, iam_endpoint: z.optional(z.string()) })
const IceKeys = z.strictObject({ access_key_id: KeyId, access_key_secret: Secret, security_token: z.optional(Secret) })

const MetastudioAccount = z.strictObject({ ...account, cloud: z.literal('metastudio'), app_user_id: z.optional(z.string().check(z.regex(appUserPattern))) })
const IceAccount = z.strictObject({ ...account, cloud: z.literal('ice') })

/** For credentials of which nobody can say whose they are: what is wrong with each key by itself. */
const EitherKeys = z.partial(z.extend(Keys, User.shape))
const AnyAccount = z.strictObject({ ...MetastudioAccount.shape, cloud: z.unknown() })
const AnyKeys = z.partial(z.extend(EitherKeys, IceKeys.shape))

/** A value that stands for a secret: `${NAME}` or a file. A key's id may also be itself. */
export type Named = z.infer<typeof KeyId>
export type SourceEntry =
  | { account: z.infer<typeof MetastudioAccount>; credentials: z.infer<typeof Keys> | z.infer<typeof User> }
  | { account: z.infer<typeof IceAccount>; credentials: z.infer<typeof IceKeys> }

const credentialsAllowed =
  'an object with ak, sk and perhaps security_token, or iam_user, iam_password, iam_domain and perhaps iam_endpoint (metastudio), ' +
  'or access_key_id, access_key_secret and perhaps security_token (ice)'
const secretAllowed = '"${NAME}", which names a variable, or { "file": "…" }; in clear it is a mistake, and a secret that stood in this file should be replaced'
const keyIdAllowed = '"${NAME}", { "file": "…" } or the id itself, 1 to 128 characters without blanks and commas'
const wordAllowed = 'a text of 1 to 128 characters'

/** What each key must be, for a person who got it wrong. */
const allowed = new Map<string, string>([
  ['id', `1 to 40 lower-case letters, digits or -, beginning with a letter or digit, and none of ${reservedSourceIds.join(', ')}`],
  ['label', wordAllowed],
  ['region', regionAllowed],
  ['endpoint', endpointAllowed],
  ['project_id', projectAllowed],
  ['app_user_id', appUserAllowed],
  ['ak', keyIdAllowed],
  ['access_key_id', keyIdAllowed],
  ...['sk', 'security_token', 'iam_password', 'access_key_secret'].map((key) => [key, secretAllowed] as const),
  ['iam_user', wordAllowed],
  ['iam_domain', wordAllowed],
  ['iam_endpoint', endpointAllowed],
])

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One account of the file, or everything that is wrong with it. */
export function readSourceEntry(raw: unknown): { entry: SourceEntry } | { mistakes: string[] } {
  if (!isObject(raw)) return { mistakes: ['it must be an object with cloud and credentials.'] }
  const { credentials, ...rest } = raw
  const keys = isObject(credentials) ? credentials : undefined
  const notThere = keys === undefined ? [`credentials must be ${credentialsAllowed}.`] : []

  if (raw['cloud'] !== 'metastudio' && raw['cloud'] !== 'ice') {
    const ofKeys = keys === undefined ? [] : toMistakes(AnyKeys.safeParse(keys), keys, 'credentials.')
    return { mistakes: ['cloud must be metastudio or ice.', ...toMistakes(AnyAccount.safeParse({ cloud: '', ...rest }), rest), ...notThere, ...ofKeys] }
  }
  if (raw['cloud'] === 'ice') {
    const account = IceAccount.safeParse(rest)
    const parsed = IceKeys.safeParse(keys ?? {})
    if (account.success && parsed.success) return { entry: { account: account.data, credentials: parsed.data } }
    return { mistakes: [...toMistakes(account, rest), ...notThere, ...(keys === undefined ? [] : toMistakes(parsed, keys, 'credentials.'))] }
  }
  const names = Object.keys(keys ?? {})
  const isUser = names.some((name) => name.startsWith('iam_'))
  const isBoth = isUser && names.some((name) => name === 'ak' || name === 'sk')
  const account = MetastudioAccount.safeParse(rest)
  const parsed = isUser ? User.safeParse(keys) : Keys.safeParse(keys ?? {})
  const ofProject = !isUser && names.includes('ak') && rest['project_id'] === undefined ? ['project_id is missing: calls that are signed with a key name their project.'] : []
  if (account.success && parsed.success && ofProject.length === 0) return { entry: { account: account.data, credentials: parsed.data } }
  const both = isBoth ? ['credentials must be keys (ak, sk) or a user (iam_user, iam_password, iam_domain), not both.'] : []
  const ofKeys = keys === undefined ? [] : toMistakes(isBoth ? EitherKeys.safeParse(keys) : parsed, keys, 'credentials.')
  return { mistakes: [...toMistakes(account, rest), ...ofProject, ...notThere, ...both, ...ofKeys] }
}

/** One sentence for each key that is wrong. Only names of the file's keys are repeated, never what stands behind them. */
function toMistakes(parsed: { success: boolean; error?: z.core.$ZodError | undefined }, given: Record<string, unknown>, place = ''): string[] {
  const sentences = (parsed.error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
      return issue.keys.map((key) => `it has the unknown key ${place}${key.replace(/[^\w-]/g, '?').slice(0, 40)}.${meant(key, given, place)}`)
    }
    const key = String(issue.path[0] ?? '')
    return [Object.hasOwn(given, key) ? `${place}${key} must be ${allowed.get(key) ?? 'something else'}.` : `${place}${key} is missing: it must be ${allowed.get(key) ?? 'set'}.`]
  })
  return [...new Set(sentences)]
}

const accountKeys = [...Object.keys(MetastudioAccount.shape), 'credentials']
const credentialKeys = Object.keys(AnyKeys.shape)

/** ` Is it project_id?`, where one that is not there yet is near. */
function meant(key: string, given: Record<string, unknown>, place: string): string {
  const other = nearName(key, (place === '' ? accountKeys : credentialKeys).filter((one) => !Object.hasOwn(given, one)))
  return other === undefined ? '' : ` Is it ${other}?`
}
