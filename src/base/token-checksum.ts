/** The checksum that GitHub, npm and Vercel put at the end of a token: CRC-32 of the body in base62, six digits. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The polynomial of zip and PNG, mirrored. */
const CRC_POLYNOMIAL = 0xedb8_8320

/** Not zlib's: this runs in browsers, too. */
function crc32(text: string): number {
  let crc = 0xffff_ffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? CRC_POLYNOMIAL : 0)
  }
  return (crc ^ 0xffff_ffff) >>> 0
}

/** `body` is what stands between the prefix and the checksum. */
export function tokenChecksum(body: string): string {
  let rest = crc32(body)
  let text = ''
  while (rest > 0) {
    text = DIGITS[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(6, '0')
}
