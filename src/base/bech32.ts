/** Checks a text in Bech32 (BIP 173): a name, `1`, and characters of which the last six are a checksum. Pure. */

const CHARACTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
/** Of the code that the checksum is a word of, for each of the five top bits. */
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** True when the checksum is right. Text in letters of both cases is none. */
export function isBech32(text: string): boolean {
  const folded = text.toLowerCase()
  if (text !== folded && text !== text.toUpperCase()) return false
  const at = folded.lastIndexOf('1')
  const values = Array.from(folded.slice(at + 1), (character) => CHARACTERS.indexOf(character))
  if (at < 1 || values.length < 6 || values.includes(-1)) return false
  const codes = Array.from(folded.slice(0, at), (character) => character.charCodeAt(0))
  return remainderOf([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]) === 1
}

function remainderOf(values: readonly number[]): number {
  let remainder = 1
  for (const value of values) {
    const top = remainder >>> 25
    remainder = ((remainder & 0x1ff_ffff) << 5) ^ value
    for (let bit = 0; bit < 5; bit++) if ((top >>> bit) & 1) remainder ^= GENERATORS[bit] as number
  }
  return remainder
}
