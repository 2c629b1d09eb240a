import * as z from 'zod/mini'
import { sourceIdPattern } from '#contract/job.ts'
import {
  appUserAllowed, appUserPattern, defaultEndpoint, defaultRegions, labels, projectAllowed, projectPattern, regionAllowed, regionPattern,
  type SourceConfig,
} from './config-accounts.ts'
import { endpointAllowed, readSecret, toOrigin, tryRead, type Environment, type ReadFile, type Settings } from './config-settings.ts'

/** A secret never stands in this file: it is named. */
const Secret = z.union([z.string().check(z.regex(/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/)), z.strictObject({ file: z.string().check(z.minLength(1)) })])
type Secret = z.infer<typeof Secret>
/** The id of a key is no secret; it may stand in clear or be named. */
const KeyId = z.union([Secret, z.string().check(z.regex(/^[\x21-\x7e]{1,128}$/))])
const word = z.string().check(z.minLength(1), z.maxLength(128))

const account = {
  id: z.optional(z.string().check(z.regex(sourceIdPattern))),
  label: z.optional(word),
  region: z.optional(z.string().check(z.regex(regionPattern))),
  endpoint: z.optional(z.string()),
  project_id: z.optional(z.string().check(z.regex(projectPattern))),
}
const Keys = z.strictObject({ ak: KeyId, sk: Secret, security_token: z.optional(Secret) })
const User = z.strictObject({ iam_user: word, iam_password: Secret, iam_domain: word, iam_endpoint: z.optional(z.string()) })
const IceKeys = z.strictObject({ access_key_id: KeyId, access_key_secret: Secret, security_token: z.optional(Secret) })
const Entry = z.discriminatedUnion('cloud', [
  z.strictObject({ ...account, cloud: z.literal('metastudio'), app_user_id: z.optional(z.string().check(z.regex(appUserPattern))), credentials: z.union([Keys, User]) }),
  z.strictObject({ ...account, cloud: z.literal('ice'), credentials: IceKeys }),
])
type Entry = z.infer<typeof Entry>
const SourcesFile = z.strictObject({ sources: z.array(z.unknown()).check(z.minLength(1), z.maxLength(50)) })

/** What each key must be, for a person who got it wrong. */
const allowed: Record<string, string> = {
  cloud: 'metastudio or ice',
  id: '1 to 40 lower-case letters, digits or -, beginning with a letter or digit',
  label: 'a text of 1 to 128 characters',
  region: regionAllowed,
  endpoint: endpointAllowed,
  project_id: projectAllowed,
  app_user_id: appUserAllowed,
  credentials:
    'an object with ak, sk, security_token? or iam_user, iam_password, iam_domain, iam_endpoint? (metastudio), or access_key_id, access_key_secret, ' +
    'security_token? (ice); a secret is "${NAME}" or { "file": "…" }, in clear it is a mistake',
}

/** The accounts of the file that `UNDERSTUDY_SOURCES` names. Mistakes name place and key, never a value. */
export function readSourcesFile(path: string, env: Environment, readFile: ReadFile, settings: Settings): SourceConfig[] {
  const refuse = (mistake: string): undefined => {
    settings.refuseUnless(false, `UNDERSTUDY_SOURCES: ${mistake}`)
    return undefined
  }
  const text = tryRead(readFile, path)
  if (text === undefined) {
    refuse('the file cannot be read.')
    return []
  }
  const file = SourcesFile.safeParse(parseJson(text))
  if (!file.success) {
    refuse('the file must be JSON of the form { "sources": [ … ] } with 1 to 50 sources and nothing else.')
    return []
  }

  const sources = file.data.sources.flatMap((raw, index) => {
    const place = `sources[${index}]`
    const entry = Entry.safeParse(raw)
    if (!entry.success) {
      for (const mistake of new Set(entry.error.issues.map(toMistake))) refuse(`${place}: ${mistake}`)
      return []
    }
    return toSource(entry.data, {
      refuse: (mistake) => refuse(`${place}: ${mistake}`),
      secret: (secret, key) => resolve(secret, key, env, readFile, (mistake) => refuse(`${place}: ${mistake}`)),
    })
  })
  const ids = sources.map(({ id }) => id)
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    refuse(`the id ${id} stands twice. Give each source an id of its own.`)
  }
  return sources
}

interface Reading {
  refuse: (mistake: string) => undefined
  secret: (secret: Secret | string | undefined, key: string) => string | undefined
}

function toSource(entry: Entry, { refuse, secret }: Reading): SourceConfig {
  const origin = (value: string | undefined, key: string, fallback: string) =>
    value === undefined ? fallback : (toOrigin(value) ?? refuse(`${key} must be ${endpointAllowed}.`) ?? fallback)
  const { cloud } = entry
  const region = entry.region ?? defaultRegions[cloud]
  const place = {
    id: entry.id ?? `${cloud}-${region}`,
    label: entry.label ?? `${labels[cloud]} ${region}`,
    region,
    endpoint: origin(entry.endpoint, 'endpoint', defaultEndpoint[cloud](region)),
    projectId: entry.project_id,
  }
  if (entry.cloud === 'ice') {
    const { access_key_id, access_key_secret, security_token } = entry.credentials
    const accessKeyId = secret(access_key_id, 'access_key_id') ?? ''
    const accessKeySecret = secret(access_key_secret, 'access_key_secret') ?? ''
    return { ...place, cloud: 'ice', credentials: { accessKeyId, accessKeySecret, securityToken: secret(security_token, 'security_token') } }
  }
  const appUserId = entry.app_user_id
  if ('ak' in entry.credentials) {
    const { ak, sk, security_token } = entry.credentials
    if (entry.project_id === undefined) refuse('project_id is missing: calls that are signed with a key name their project.')
    const keys = { accessKey: secret(ak, 'ak') ?? '', secretKey: secret(sk, 'sk') ?? '', securityToken: secret(security_token, 'security_token') }
    return { ...place, cloud: 'metastudio', appUserId, credentials: { kind: 'aksk', ...keys } }
  }
  const { iam_user, iam_password, iam_domain, iam_endpoint } = entry.credentials
  const endpoint = origin(iam_endpoint, 'iam_endpoint', defaultEndpoint.iam(region))
  const password = secret(iam_password, 'iam_password') ?? ''
  return { ...place, cloud: 'metastudio', appUserId, credentials: { kind: 'iam', user: iam_user, password, domain: iam_domain, endpoint } }
}

function resolve(secret: Secret | string | undefined, key: string, env: Environment, readFile: ReadFile, refuse: (mistake: string) => undefined) {
  if (secret === undefined) return undefined
  if (typeof secret === 'object') {
    const text = tryRead(readFile, secret.file)
    if (text === undefined || text.trim() === '') return refuse(`${key} names a file that cannot be read or is empty.`)
    return readSecret(text, key, refuse)
  }
  const name = /^\$\{(.*)\}$/.exec(secret)?.[1]
  if (name === undefined) return secret
  if ((env[name] ?? '').trim() === '') return refuse(`${key} names the variable ${name}, which is not set.`)
  return readSecret(env[name], key, refuse)
}

function toMistake({ path, code, ...issue }: z.core.$ZodIssue): string {
  const key = String(path[0] ?? '')
  if (code === 'unrecognized_keys' && path.length === 0 && 'keys' in issue) {
    return `it has the unknown key ${issue.keys.map((unknown) => unknown.replace(/[^\w-]/g, '?').slice(0, 40)).join(', ')}.`
  }
  const rule = allowed[key]
  return rule === undefined ? 'it must be an object with cloud and credentials.' : `${key} must be ${rule}.`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
