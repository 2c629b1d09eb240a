export interface JsonFault {
  /** Both count from 1; a column is a character of the line. */
  line: number
  column: number
  /** What JSON allows there. */
  expected: string
}

const token =
  /(?<mark>[{}[\],:])|(?<text>"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<word>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y

/** What may come next, each with the words for a person who wrote something else. */
const expectations = {
  value: 'a value: text in double quotes, a number, true, false, null, { or [',
  valueOrClose: 'a value or ]',
  key: 'a key in double quotes (a comma must not stand before a })',
  keyOrClose: 'a key in double quotes, or }',
  colon: 'a colon after the key',
  commaOrBrace: 'a comma or }',
  commaOrBracket: 'a comma or ]',
  end: 'the end of the file',
} as const
type Expectation = keyof typeof expectations

/**
 * Where a text stops being JSON, or `undefined` when it is JSON. The engine's own message quotes the text around the place, in
 * which a secret may stand, and names no line.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = []
  let next: Expectation = 'value'
  let at = skipBlanks(text, 0)
  const afterValue = (): Expectation => (open.length === 0 ? 'end' : open.at(-1) === '{' ? 'commaOrBrace' : 'commaOrBracket')

  for (; at < text.length; at = skipBlanks(text, token.lastIndex)) {
    token.lastIndex = at
    const { mark, text: quoted, word } = token.exec(text)?.groups ?? {}
    const isValue = next === 'value' || next === 'valueOrClose'
    if (isValue && (quoted !== undefined || word !== undefined)) next = afterValue()
    else if ((next === 'key' || next === 'keyOrClose') && quoted !== undefined) next = 'colon'
    else if (isValue && mark === '{') {
      open.push('{')
      next = 'keyOrClose'
    } else if (isValue && mark === '[') {
      open.push('[')
      next = 'valueOrClose'
    } else if (next === 'colon' && mark === ':') next = 'value'
    else if (next === 'commaOrBrace' && mark === ',') next = 'key'
    else if (next === 'commaOrBracket' && mark === ',') next = 'value'
    else if ((mark === '}' && (next === 'keyOrClose' || next === 'commaOrBrace')) || (mark === ']' && (next === 'valueOrClose' || next === 'commaOrBracket'))) {
      open.pop()
      next = afterValue()
    } else return toFault(text, at, next)
  }
  return next === 'end' ? undefined : toFault(text, at, next)
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

function toFault(text: string, at: number, next: Expectation): JsonFault {
  const before = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, expected: expectations[next] }
}
