const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)

const toScalar = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function toElement(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map((one) => toElement(name, one)).join('')
  const inside =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, inner]) => toElement(key, inner))
          .join('')
      : escape(toScalar(value))
  return `<${name}>${inside}</${name}>`
}

/** An object as XML, the form in which the ICE gateway answers those who do not ask for JSON. Lists repeat their element. */
export const toXml = (root: string, body: Record<string, unknown>): string =>
  `<?xml version='1.0' encoding='UTF-8'?>${toElement(root, body)}`
