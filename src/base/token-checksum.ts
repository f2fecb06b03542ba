/** The checksum that GitHub, npm and Vercel put at the end of a token: CRC-32 of the body in base62, six digits. */
import { crc32 } from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

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
