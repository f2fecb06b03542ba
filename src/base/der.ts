/** Walks the fields of DER: where each begins and ends, and nothing of what they mean. Pure. */

export const SEQUENCE = 0x30
export const INTEGER = 0x02
export const OCTETS = 0x04
export const OID = 0x06
/** `[0]`, made of other fields. */
export const CONTEXT_0 = 0xa0

export interface Field {
  readonly tag: number
  readonly start: number
  /** May lie behind the last byte that is there. */
  readonly end: number
}

/** Lengths in the short form, or of one to three bytes: 16 MB. Undefined for others, the one without end included. */
export function fieldAt(bytes: Uint8Array, at: number): Field | undefined {
  const [tag, short] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || short === undefined) return undefined
  if (short < 0x80) return { tag, start: at + 2, end: at + 2 + short }
  const count = short & 0x7f
  if (count === 0 || count > 3 || at + 2 + count > bytes.length) return undefined
  let length = 0
  for (let i = 0; i < count; i++) length = (length << 8) | (bytes[at + 2 + i] as number)
  return { tag, start: at + 2 + count, end: at + 2 + count + length }
}

/** At most `most` fields that lie in `parent`, as far as there are bytes. */
export function fieldsIn(bytes: Uint8Array, parent: Field, most: number): Field[] {
  const fields: Field[] = []
  for (let at = parent.start; at < parent.end && at < bytes.length && fields.length < most;) {
    const field = fieldAt(bytes, at)
    if (field === undefined || field.end > parent.end) break
    fields.push(field)
    at = field.end
  }
  return fields
}

/** The content of a field. */
export function hexOf(bytes: Uint8Array, { start, end }: Field): string {
  let hex = ''
  for (const byte of bytes.subarray(start, end)) hex += byte.toString(16).padStart(2, '0')
  return hex
}
