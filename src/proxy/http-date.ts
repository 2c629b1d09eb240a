const usual = /^[A-Za-z]{3,9}, [\w -]{9,11} \d\d:\d\d:\d\d GMT$/
/** The form of C's `asctime`, which names no zone and means UTC; the platform would take it for the zone of this machine. */
const ofAsctime = /^[A-Za-z]{3} [A-Za-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/

/** Epoch ms of an HTTP date in any of its three forms (RFC 9110 section 5.6.7), `NaN` for anything else. */
export function readHttpDate(text: string | null): number {
  const sent = text?.trim() ?? ''
  if (usual.test(sent)) return Date.parse(sent)
  return ofAsctime.test(sent) ? Date.parse(`${sent} GMT`) : Number.NaN
}
