import { configVariables, type ConfigVariable, type VariableName } from './config-variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>
/** The text of a file; throws when it cannot be read. */
export type ReadFile = (path: string) => string

/** Reads variables and collects what is wrong with them. An empty variable counts as not set, as shells and containers mean it. */
export interface Settings {
  readonly mistakes: string[]
  refuseUnless(isRight: boolean, mistake: string): void
  text(name: VariableName): string | undefined
  /** Also by `NAME_FILE`. Without the line end that editors leave. */
  secret(name: VariableName): string | undefined
  matching(name: VariableName, pattern: RegExp, allowed: string): string | undefined
  number(name: VariableName, range: { min: number; max: number; isWhole: boolean }): number | undefined
  word<Word extends string>(name: VariableName, words: readonly Word[]): Word | undefined
  list(name: VariableName, pattern: RegExp, allowed: string): string[]
  /** The origin of an endpoint. `http:` only where it stays on this machine. */
  endpoint(name: VariableName): string | undefined
}

/** Settings over an environment. Mistakes name variables, never values. */
export function createSettings(env: Environment, readFile: ReadFile): Settings {
  const mistakes: string[] = []
  const refuse = (mistake: string): undefined => void mistakes.push(mistake)
  const secrets = new Set<string>((configVariables as readonly ConfigVariable[]).filter(({ secret }) => secret === true).map(({ name }) => name))

  const text = (name: VariableName) => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? undefined : value
  }
  const matching: Settings['matching'] = (name, pattern, allowed) => {
    const value = text(name)
    return value === undefined || pattern.test(value) ? value : refuse(`${name} must be ${allowed}.`)
  }

  return {
    mistakes,
    refuseUnless: (isRight, mistake) => void (isRight || refuse(mistake)),
    text,
    matching,
    secret(name) {
      const path = secrets.has(name) ? env[`${name}_FILE`] : undefined
      if (path === undefined || path === '') return readSecret(env[name], name, refuse)
      if (text(name) !== undefined) return refuse(`${name} and ${name}_FILE are both set: one of them must go.`)
      const content = tryRead(readFile, path)
      if (content === undefined) return refuse(`${name}_FILE names a file that cannot be read.`)
      if (content.trim() === '') return refuse(`${name}_FILE names a file that is empty.`)
      return readSecret(content, `${name}_FILE`, refuse)
    },
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

export const endpointAllowed = 'an address such as https://host or https://host:port, without path, user or query; http: is allowed for loopback only'

/** The origin of an address that credentials may be sent to, else `undefined`. */
export function toOrigin(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === '' && url.pathname === '/'
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return isBare && isSafe ? url.origin : undefined
}

/** Whether a host is this very machine, by its address. `localhost` is, by RFC 6761. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** The secret without the line end around it, or a mistake for one that no header could carry. */
export function readSecret(value: string | undefined, name: string, refuse: (mistake: string) => undefined): string | undefined {
  const secret = value?.trim()
  if (secret === undefined || secret === '') return undefined
  // A blank or a line end inside is a copying error, and would break a header.
  return /^[\x20-\x7e]+$/.test(secret) ? secret : refuse(`${name} holds something that is not printable ASCII.`)
}

/** The text of a file, or `undefined`: why it cannot be read is the same to the reader. */
export function tryRead(readFile: ReadFile, path: string): string | undefined {
  try {
    return readFile(path)
  } catch {
    return undefined
  }
}
