/** Shannon entropy: how surprising the characters of a text are. A measure, never a decision by itself. */

/** How often each byte was seen, and the bytes in the order in which they were. */
const times = new Uint32Array(256)
const seen = new Uint8Array(256)

/** Bits per character: 0 for `aaaa`, 4 for hex in equal parts, at most 6 for base64. */
export function entropyOf(text: string): number {
  let distinct = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 255) {
      times.fill(0)
      return entropyOfCharacters(text)
    }
    const before = times[code] as number
    if (before === 0) seen[distinct++] = code
    times[code] = before + 1
  }
  let bits = 0
  for (let i = 0; i < distinct; i++) {
    const code = seen[i] as number
    const share = (times[code] as number) / text.length
    bits -= share * Math.log2(share)
    times[code] = 0
  }
  return bits
}

/** The same for text that is no bytes. */
function entropyOfCharacters(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
