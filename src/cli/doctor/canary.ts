/** A key that is none: it has the format of GitHub's tokens with the right checksum, and nobody ever issued it. */
import { tokenChecksum } from '../../base/token-checksum.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const BODY_CHARACTERS = 30

/** `pick` gives whole numbers in [0, below). With 62^30 bodies a random one meets no real token. */
export function makeCanary(pick: (below: number) => number): string {
  const body = Array.from({ length: BODY_CHARACTERS }, () => ALPHABET[pick(ALPHABET.length)]).join('')
  return `ghp_${body}${tokenChecksum(body)}`
}
