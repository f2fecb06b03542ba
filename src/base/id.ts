/**
 * Identifiers that sort by creation time and say what they name: `inc_…`, `rot_…`, `jrn_…`.
 * 48 bits of milliseconds and 80 random bits, in Crockford base32 (26 characters, as in ULID).
 */
import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export type IdPrefix =
  | 'inc'
  | 'rot'
  | 'sec'
  | 'ver'
  | 'idn'
  | 'rep'
  | 'psh'
  | 'lek'
  | 'csm'
  | 'evd'
  | 'key'
  | 'tok'
  | 'tsk'
  | 'asg'
  | 'chg'
  | 'apr'
  | 'sic'
  | 'ids'
  | 'jwb'
  | 'nod'

export function newId(prefix: IdPrefix, now: Date, random: (bytes: number) => Buffer = randomBytes): string {
  let text = ''
  let time = now.getTime()
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[time % 32] + text
    time = Math.floor(time / 32)
  }
  for (const byte of random(16)) text += ALPHABET[byte % 32]
  return `${prefix}_${text}`
}
