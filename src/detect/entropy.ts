/** Shannon entropy: how surprising the characters of a text are. A measure, never a decision by itself. */

/** Bits per character: 0 for `aaaa`, 4 for hex in equal parts, at most 6 for base64. */
export function entropyOf(text: string): number {
  if (text.length === 0) return 0
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
