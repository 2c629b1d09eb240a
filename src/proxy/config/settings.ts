import { configVariables, type ConfigVariable, type VariableName } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>
/** The text of a file; throws the system's error when it cannot be read. */
export type ReadFile = (path: string) => string

/** A `key` goes into headers that are lists, so it has neither blank nor comma. A `password` may have both. */
export type SecretForm = 'key' | 'password'

/** Reads variables and collects what is wrong with them. An empty variable counts as not set, as shells and containers mean it. */
export interface Settings {
  readonly mistakes: string[]
  /** What is allowed but probably not meant. */
  readonly warnings: string[]
  refuseUnless(isRight: boolean, mistake: string): void
  text(name: VariableName): string | undefined
  /** Whether somebody said something about it, right or wrong, also by `NAME_FILE`. */
  isGiven: (name: VariableName) => boolean
  /** Also by `NAME_FILE`. Without the line end that editors leave. */
  secret(name: VariableName, form?: SecretForm): string | undefined
  /** A secret of a file, called `name` in what is told about it; a file that everybody may read is warned of, with `place` in front. */
  secretFile(path: string, told: { name: string; place?: string; form: SecretForm; refuse: (mistake: string) => undefined }): string | undefined
  matching(name: VariableName, pattern: RegExp, allowed: string): string | undefined
  number(name: VariableName, range: { min: number; max: number; isWhole: boolean }): number | undefined
  word<Word extends string>(name: VariableName, words: readonly Word[]): Word | undefined
  list(name: VariableName, pattern: RegExp, allowed: string): string[]
  /** The origin of an endpoint. `http:` only where it stays on this machine. */
  endpoint(name: VariableName): string | undefined
}

/** Settings over an environment. Mistakes name variables, never values. */
export function createSettings(env: Environment, readFile: ReadFile, isOpenToAll: (path: string) => boolean = () => false): Settings {
  const mistakes: string[] = []
  const warnings: string[] = []
  const refuse = (mistake: string): undefined => void mistakes.push(mistake)
  const inFiles = new Set<string>((configVariables as readonly ConfigVariable[]).filter(({ orFile }) => orFile === true).map(({ name }) => name))

  const text = (name: VariableName) => readVariable(env, name)
  const matching: Settings['matching'] = (name, pattern, allowed) => {
    const value = text(name)
    return value === undefined || pattern.test(value) ? value : refuse(`${name} must be ${allowed}.`)
  }

  const secretFile: Settings['secretFile'] = (path, { name, place = '', form, refuse: refuseIt }) => {
    const file = tryRead(readFile, path)
    if ('trouble' in file) return refuseIt(`${name} names a file that ${file.trouble}${toPlace(path)}.`)
    if (file.text.trim() === '') return refuseIt(`${name} names a file that is empty${toPlace(path)}.`)
    // What a container is given stands in a place of its own, with rights that nobody chooses.
    if (isOpenToAll(path) && !/^(?:\/var)?\/run\/secrets\//.test(path)) warnings.push(`${place}${name} names a file that every user of this machine may read. Mend it by: chmod 600`)
    return readSecret(file.text, name, form, refuseIt)
  }

  return {
    mistakes,
    warnings,
    refuseUnless: (isRight, mistake) => void (isRight || refuse(mistake)),
    text,
    isGiven: (name) => text(name) !== undefined || (inFiles.has(name) && readVariable(env, `${name}_FILE`) !== undefined),
    matching,
    secret(name, form = 'key') {
      const path = inFiles.has(name) ? readVariable(env, `${name}_FILE`) : undefined
      if (path === undefined) return readSecret(text(name), name, form, refuse)
      if (text(name) !== undefined) return refuse(`${name} and ${name}_FILE are both set: one of them must go.`)
      return secretFile(path, { name: `${name}_FILE`, form, refuse })
    },
    secretFile,
    number(name, { min, max, isWhole }) {
      const value = text(name)
      if (value === undefined) return undefined
      const number = /^\d{1,7}(?:\.\d{1,3})?$/.test(value) ? Number(value) : Number.NaN
      if (number >= min && number <= max && (!isWhole || Number.isInteger(number))) return number
      return refuse(`${name} must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`)
    },
    word(name, words) {
      const value = text(name)
      const word = words.find((one) => one === value)
      return value === undefined || word !== undefined ? word : refuse(`${name} must be one of ${words.join(', ')}.`)
    },
    list(name, pattern, allowed) {
      const members = text(name)?.split(',').map((member) => member.trim()) ?? []
      if (members.every((member) => pattern.test(member))) return members
      refuse(`${name} must be ${allowed}.`)
      return []
    },
    endpoint(name) {
      const value = text(name)
      const origin = value === undefined ? undefined : toOrigin(value)
      return value === undefined || origin !== undefined ? origin : refuse(`${name} must be ${endpointAllowed}.`)
    },
  }
}

/** A variable without the blanks around it. Of the environment alone: `constructor` is a name that any object answers to. */
export function readVariable(env: Environment, name: string): string | undefined {
  const value = Object.hasOwn(env, name) ? env[name]?.trim() : undefined
  return value === '' ? undefined : value
}

export const endpointAllowed = 'an address such as https://host or https://host:port, without path, user or query; http: is allowed for loopback only'

/** The origin of an address that credentials may be sent to, else `undefined`. */
export function toOrigin(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === '' && url.pathname === '/'
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return isBare && isSafe ? url.origin : undefined
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const loopback = new RegExp(`^(?:localhost|127(?:\\.${octet}){3}|\\[?::1\\]?)$`, 'i')

/** Whether a host is this very machine, by its address. `localhost` is, by RFC 6761. */
export const isLoopback = (host: string): boolean => loopback.test(host)

const secretForms: Record<SecretForm, { pattern: RegExp; trouble: string }> = {
  key: { pattern: /^[\x21-\x2b\x2d-\x7e]+$/, trouble: 'a blank, a comma, a line end or a character that is not ASCII, which no key has' },
  password: { pattern: /^[\x20-\x7e]+$/, trouble: 'a line end or a character that is not printable ASCII' },
}

/** The secret without the line end around it, or a mistake for one that was cut or copied wrongly. */
export function readSecret(value: string | undefined, name: string, form: SecretForm, refuse: (mistake: string) => undefined): string | undefined {
  const secret = value?.trim()
  if (secret === undefined || secret === '') return undefined
  return secretForms[form].pattern.test(secret) ? secret : refuse(`${name} holds ${secretForms[form].trouble}.`)
}

/** Begins as paths do, or is one of small letters, and has nothing in it that addresses with passwords and packed keys have. */
const pathPattern = /^(?!.*(?:[=@+]|:\/\/))(?:(?:\.{0,2}|~)\/|[A-Za-z]:[\\/]|[a-z0-9_.-]+\/[a-z0-9_./-]+$)/

/** The path of a secret's file, to be said behind what is wrong with it. What may be the secret itself, put where its file belongs, is not repeated. */
const toPlace = (path: string) => (pathPattern.test(path) ? `: ${toShownPath(path)}` : ' (not repeated here, as it may be the secret itself: a path that begins with / or ./ would be)')

/** A path for a person to read: its end, by which files differ, where it is long. */
export function toShownPath(path: string): string {
  const characters = Array.from(path.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '�'))
  return `“${characters.length > 160 ? `…${characters.slice(-160).join('')}` : characters.join('')}”`
}

const fileTroubles: Record<string, string> = { ENOENT: 'does not exist', EACCES: 'this user may not read', EISDIR: 'is a folder' }

/** The text of a file, or what is the matter with it in words that end a sentence. */
export function tryRead(readFile: ReadFile, path: string): { text: string } | { trouble: string } {
  try {
    return { text: readFile(path) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { trouble: Object.hasOwn(fileTroubles, code) ? (fileTroubles[code] ?? '') : 'cannot be read' }
  }
}
