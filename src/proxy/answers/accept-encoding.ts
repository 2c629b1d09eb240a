/**
 * The best of `offered` by what `Accept-Encoding` says (RFC 9110, 12.5.3): the caller's weights count first, then our order.
 * `undefined`: send it as it is, because nothing offered is taken or the caller would rather have it so.
 */
export function toEncoding<Encoding extends string>(header: string | null, offered: readonly Encoding[]): Encoding | undefined {
  if (header === null) return undefined
  const weights = new Map(header.split(',').map(toWeight))
  const plain = weights.get('identity') ?? 0
  let best: { encoding: Encoding; weight: number } | undefined
  for (const encoding of offered) {
    const weight = weights.get(encoding) ?? weights.get('*') ?? 0
    if (weight > 0 && weight >= plain && weight > (best?.weight ?? 0)) best = { encoding, weight }
  }
  return best?.encoding
}

/** `gzip;q=0.5` by name and weight. A weight that cannot be read is none: such a caller gets what everybody can read. */
function toWeight(one: string): [name: string, weight: number] {
  const [name = '', ...parameters] = one.toLowerCase().split(';').map((part) => part.trim())
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  if (given === undefined) return [name, 1]
  return [name, /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(given) ? Number(given) : 0]
}
