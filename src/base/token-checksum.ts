/**
 * Checksums that providers put into their tokens, as they publish them: all are CRC-32, of another part and written in
 * another way. Pure.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The polynomial of zip and PNG, mirrored. */
const CRC_POLYNOMIAL = 0xedb8_8320

/** Not zlib's: this runs in browsers, too. */
export function crc32(text: string): number {
  let crc = 0xffff_ffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? CRC_POLYNOMIAL : 0)
  }
  return (crc ^ 0xffff_ffff) >>> 0
}

/** Of GitHub, npm and Vercel: base62, six digits. `body` is what stands between the prefix and the checksum. */
export function tokenChecksum(body: string): string {
  let rest = crc32(body)
  let text = ''
  while (rest > 0) {
    text = DIGITS[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(6, '0')
}

/** Eight hexadecimal digits. Cloudflare: of the 40 characters behind the prefix. */
export function checksumHex(body: string): string {
  return crc32(body).toString(16).padStart(8, '0')
}

/** Eight hexadecimal digits, the lowest byte first. Grafana (pkg/components/satokengen): of all before the last `_`. */
export function checksumHexReversed(head: string): string {
  return (checksumHex(head).match(/../g) ?? []).toReversed().join('')
}

/** Seven digits of base36. GitLab's routable tokens (Authn::TokenField::Generator::RoutableToken): of all before them. */
export function checksumBase36(head: string): string {
  return crc32(head).toString(36).padStart(7, '0')
}
