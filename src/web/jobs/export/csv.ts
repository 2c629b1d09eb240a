/**
 * Rows as CSV by RFC 4180, for spreadsheets: with a byte-order mark, or Excel takes Chinese for Latin, and with nothing in it
 * that a spreadsheet would run.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((row) => row.map((cell) => quoted(defused(cell))).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/**
 * A text that a spreadsheet would take for a formula gets a quote before it. Full-width signs count: some versions fold them.
 * Numbers with a sign stay what they are.
 */
export function defused(text: string): string {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return text
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
