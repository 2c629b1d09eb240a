import * as z from 'zod/mini'
import { defaultEndpoint, defaultRegions, labels, type SourceConfig } from './accounts.ts'
import { endpointAllowed, readSecret, readVariable, toOrigin, toShownPath, tryRead, type Environment, type ReadFile, type SecretForm, type Settings } from './settings.ts'
import { readSourceEntry, type Named, type SourceEntry } from './sources-entry.ts'
import { findJsonFault } from './json-place.ts'

const SourcesFile = z.strictObject({ sources: z.array(z.unknown()).check(z.minLength(1), z.maxLength(50)) })
const maxCharacters = 1_000_000

export interface SourcesFileDeps {
  env: Environment
  readFile: ReadFile
  settings: Settings
  /** Gets the names of the variables that the file names. */
  named: Set<string>
}

/** The accounts of the file that `UNDERSTUDY_SOURCES` names. Mistakes name place and key, never a value; all are found in one go. */
export function readSourcesFile(path: string, { env, readFile, settings, named }: SourcesFileDeps): SourceConfig[] {
  const refuse = (mistake: string): undefined => {
    settings.refuseUnless(false, `UNDERSTUDY_SOURCES: ${mistake}`)
    return undefined
  }
  const parsed = parse(path, readFile)
  if ('mistake' in parsed) {
    refuse(parsed.mistake)
    return []
  }

  const entries = parsed.sources.map((raw, index) => {
    const result = readSourceEntry(raw)
    const place = `sources[${index}]`
    if ('mistakes' in result) for (const mistake of result.mistakes) refuse(`${place}: ${mistake}`)
    return { place, result }
  })
  const sources = entries.flatMap(({ place, result }) => {
    if ('mistakes' in result) return []
    const refuseHere = (mistake: string) => refuse(`${place}: ${mistake}`)
    return toSource(result.entry, { refuse: refuseHere, secret: (secret, key, form) => resolve(secret, `credentials.${key}`, form ?? 'key') })

    function resolve(secret: Named | undefined, key: string, form: SecretForm): string | undefined {
      if (secret === undefined) return undefined
      if (typeof secret === 'object') return settings.secretFile(secret.file, { name: key, place: `UNDERSTUDY_SOURCES: ${place}: `, form, refuse: refuseHere })
      const name = /^\$\{(.*)\}$/.exec(secret)?.[1]
      if (name === undefined) return secret
      named.add(name)
      const value = readVariable(env, name)
      return value === undefined ? refuseHere(`${key} names the variable ${name}, which is not set.`) : readSecret(value, key, form, refuseHere)
    }
  })
  const ids = sources.map(({ id }) => id)
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    refuse(`the id ${id} stands twice. Give each source an id of its own.`)
  }
  return sources
}

function parse(path: string, readFile: ReadFile): { sources: unknown[] } | { mistake: string } {
  // What stands in it is not repeated: a secret in clear may be there.
  if (/^[[{]/.test(path)) return { mistake: 'it must be the path of a JSON file, not what stands in one.' }
  const file = tryRead(readFile, path)
  if ('trouble' in file) return { mistake: `the file ${file.trouble}: ${toShownPath(path)}.` }
  if (file.text.length > maxCharacters) return { mistake: 'the file is larger than 50 accounts could be.' }
  // Editors of Windows leave a mark in front that is not JSON.
  const text = file.text.replace(/^\uFEFF/, '')
  const fault = findJsonFault(text)
  if (fault !== undefined) return { mistake: `the file is not JSON: line ${fault.line}, column ${fault.column}: here must be ${fault.expected}.` }
  const parsed = SourcesFile.safeParse(JSON.parse(text))
  return parsed.success
    ? parsed.data
    : { mistake: 'the file must have the form { "sources": [ … ] } with 1 to 50 sources and nothing else.' }
}

interface Reading {
  refuse: (mistake: string) => undefined
  secret: (secret: Named | undefined, key: string, form?: SecretForm) => string | undefined
}

function toSource({ account, credentials }: SourceEntry, { refuse, secret }: Reading): SourceConfig {
  const origin = (value: string | undefined, key: string, fallback: string) =>
    value === undefined ? fallback : (toOrigin(value) ?? refuse(`${key} must be ${endpointAllowed}.`) ?? fallback)
  const { cloud } = account
  const region = account.region ?? defaultRegions[cloud]
  const place = {
    id: account.id ?? `${cloud}-${region}`,
    label: account.label ?? `${labels[cloud]} ${region}`,
    region,
    endpoint: origin(account.endpoint, 'endpoint', defaultEndpoint[cloud](region)),
    projectId: account.project_id,
  }
  if ('access_key_id' in credentials) {
    const { access_key_id, access_key_secret, security_token } = credentials
    const accessKeyId = secret(access_key_id, 'access_key_id') ?? ''
    const accessKeySecret = secret(access_key_secret, 'access_key_secret') ?? ''
    return { ...place, cloud: 'ice', credentials: { accessKeyId, accessKeySecret, securityToken: secret(security_token, 'security_token') } }
  }
  const appUserId = 'app_user_id' in account ? account.app_user_id : undefined
  if ('ak' in credentials) {
    const { ak, sk, security_token } = credentials
    const keys = { accessKey: secret(ak, 'ak') ?? '', secretKey: secret(sk, 'sk') ?? '', securityToken: secret(security_token, 'security_token') }
    return { ...place, cloud: 'metastudio', appUserId, credentials: { kind: 'aksk', ...keys } }
  }
  const { iam_user, iam_password, iam_domain, iam_endpoint } = credentials
  const endpoint = origin(iam_endpoint, 'credentials.iam_endpoint', defaultEndpoint.iam(region))
  const password = secret(iam_password, 'iam_password', 'password') ?? ''
  return { ...place, cloud: 'metastudio', appUserId, credentials: { kind: 'iam', user: iam_user, password, domain: iam_domain, endpoint } }
}
