import { createRedactor, redactJson } from '../log/redact.ts'
import type { Redact } from '../log/redact.ts'
import type { AnswerHeaders, UpstreamAnswer, UpstreamRequest } from './call.ts'

/** A token is in use beside the one that is to replace it. */
const tokensKept = 3
const idHeaders = ['x-request-id', 'x-acs-request-id']

/** Knows what no word of the cloud may carry on: the account's secrets and the tokens that were given for them. */
export interface SecretKeeper {
  sent(request: UpstreamRequest): void
  received(headers: AnswerHeaders): void
  /** Whether an answer, good as it may be, repeats one of them. */
  isIn(answer: UpstreamAnswer): boolean
  /** The answer without them, for everything but its token. */
  redact(answer: UpstreamAnswer): UpstreamAnswer
}

export function createSecretKeeper(account: readonly string[]): SecretKeeper {
  const own = account.filter((secret) => secret.trim() !== '')
  let tokens: string[] = []
  let redactor: Redact | undefined

  function note(token: string | null | undefined): void {
    if (token === null || token === undefined || token === '' || tokens.includes(token)) return
    tokens = [token, ...tokens].slice(0, tokensKept)
    redactor = undefined
  }

  return {
    sent: ({ headers }) => note(headers['x-auth-token']),
    received: (headers) => note(headers.get('x-subject-token')),
    isIn: ({ text, headers }) => {
      const ids = idHeaders.map((name) => headers.get(name) ?? '')
      return [...own, ...tokens].some((secret) => text.includes(secret) || ids.some((id) => id.includes(secret)))
    },
    redact: (answer) => {
      const redact = (redactor ??= createRedactor([...own, ...tokens]))
      const get = (name: string) => {
        const value = answer.headers.get(name)
        return value !== null && idHeaders.includes(name.toLowerCase()) ? redact(value) : value
      }
      const json = redactJson(answer.json, redact)
      return { status: answer.status, headers: { get }, text: redact(answer.text), ...(json !== undefined && { json }) }
    },
  }
}
