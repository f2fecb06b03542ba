/** Which archive or document some bytes are, told from their beginning. Names are not asked: they lie. */
import { isTarHeader } from './tar.ts'

export type Format = 'zip' | 'tar' | 'ar' | '7z' | 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'sqlite' | 'pdf'

const MAGIC: readonly (readonly [Format, string])[] = [
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['gzip', '1f8b08'],
  ['zstd', '28b52ffd'],
  ['xz', 'fd377a585a00'],
  ['7z', '377abcaf271c'],
  ['sqlite', Buffer.from('SQLite format 3\0').toString('hex')],
  ['ar', Buffer.from('!<arch>\n').toString('hex')],
  ['pdf', Buffer.from('%PDF-').toString('hex')],
]
const MAGIC_BYTES = MAGIC.map(([format, hex]) => [format, Buffer.from(hex, 'hex')] as const)
const FIRST_BYTES = new Set([...MAGIC_BYTES.map(([, magic]) => magic[0]), 0x42])

export function findFormat(head: Uint8Array): Format | undefined {
  if (FIRST_BYTES.has(head[0])) {
    const known = MAGIC_BYTES.find(([, magic]) => magic.every((byte, i) => head[i] === byte))
    if (known !== undefined) return known[0]
    if (isBzip2(head)) return 'bzip2'
  }
  return isTarHeader(head) ? 'tar' : undefined
}

const BZIP2_MARKS = new Set(['1AY&SY', '\u0017rE8P\u0090'])

/** `BZh`, a size, and the first block's or the end's mark. */
function isBzip2(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 10)).toString('latin1')
  return /^BZh[1-9]/.test(text) && BZIP2_MARKS.has(text.slice(4))
}
