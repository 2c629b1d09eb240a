/** A copy of a text in which every digit and separator has its plain form, and the way back. */
export interface PlainText {
  plain: string
  /** The part of the text that `plain` has from `start` to `end`: whole characters, with what is invisible between them. */
  slice: (start: number, end: number) => string
}

/** Joiners, marks of direction, soft hyphens, combining marks and keycaps: what stands between two digits without being seen. */
const invisible = /^[\p{Cf}\p{Mn}\p{Me}]$/u
/** Digits, blanks and signs. Not `½` and `①`: with their digits, the number behind them would have one too many. */
const hasPlainForm = /^[\p{Nd}\p{Zs}\p{P}\p{S}]$/u

function toPlain(character: string): string {
  if (character <= '~') return character
  if (invisible.test(character)) return ''
  const form = hasPlainForm.test(character) ? character.normalize('NFKC') : character
  return form.length === 1 ? form : character
}

/**
 * The compatible form (NFKC) of each digit, blank and sign by itself, without what is invisible: `１５３` and `𝟏𝟓𝟑` become `153`.
 * Unlike the form of a whole text, whose parts may merge, it can be traced back. Linear in the length of the text.
 */
export function toPlainText(text: string): PlainText {
  if (/^[\t\n\r -~]*$/.test(text)) return { plain: text, slice: (start, end) => text.slice(start, end) }
  const parts: string[] = []
  /** For each place in `plain`: where its character begins in the text. */
  const begins: number[] = []
  /** And where that character ends. */
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    const form = toPlain(character)
    for (let place = 0; place < form.length; place += 1) {
      begins.push(at)
      ends.push(at + character.length)
    }
    parts.push(form)
    at += character.length
  }
  return {
    plain: parts.join(''),
    slice: (start, end) => (end <= start ? '' : text.slice(begins[start] ?? text.length, ends[end - 1] ?? text.length)),
  }
}
