/**
 * Which archive or document some bytes are, told from their beginning. Names are not asked, for they lie, but for two
 * kinds that have no mark of their own.
 */
import { isCpioHeader } from './cpio.ts'
import { isTarHeader } from './tar.ts'

const COMPRESSED = ['gzip', 'zstd', 'xz', 'bzip2', 'lz4', 'lzip', 'snappy', 'compress'] as const

/** What holds one stream of bytes, and no names. */
export type CompressedFormat = (typeof COMPRESSED)[number]

export function isCompressed(format: Format): format is CompressedFormat {
  return (COMPRESSED as readonly Format[]).includes(format)
}

export type Format = 'zip' | 'tar' | 'ar' | 'cpio' | 'rar' | '7z' | CompressedFormat | 'sqlite' | 'pdf'

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
  ['lz4', '04224d18'],
  ['lz4', '02214c18'],
  ['lzip', Buffer.from('LZIP\x01').toString('hex')],
  ['snappy', `ff060000${Buffer.from('sNaPpY').toString('hex')}`],
  ['rar', Buffer.from('Rar!\x1a\x07\x00').toString('hex')],
  ['rar', Buffer.from('Rar!\x1a\x07\x01\x00').toString('hex')],
]
const MAGIC_BYTES = MAGIC.map(([format, hex]) => [format, Buffer.from(hex, 'hex')] as const)
const FIRST_BYTES = new Set([...MAGIC_BYTES.map(([, magic]) => magic[0]), 0x42, 0x30, 0xc7, 0x71])

export function findFormat(head: Uint8Array): Format | undefined {
  if (FIRST_BYTES.has(head[0])) {
    const known = MAGIC_BYTES.find(([, magic]) => magic.every((byte, i) => head[i] === byte))
    if (known !== undefined) return known[0]
    if (isBzip2(head)) return 'bzip2'
    if (isCompress(head)) return 'compress'
    if (isCpioHeader(head)) return 'cpio'
  }
  return isTarHeader(head) ? 'tar' : undefined
}

const BZIP2_MARKS = new Set(['1AY&SY', '\u0017rE8P\u0090'])

/** `BZh`, a size, and the first block's or the end's mark. */
function isBzip2(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 10)).toString('latin1')
  return /^BZh[1-9]/.test(text) && BZIP2_MARKS.has(text.slice(4))
}

/** Its mark has two bytes: the third tells how long codes are, and the first code is a byte. */
function isCompress(head: Uint8Array): boolean {
  const [first, second, flags = 0, , low = 0] = head
  const bits = flags & 0x1f
  return first === 0x1f && second === 0x9d && (flags & 0x60) === 0 && bits >= 9 && bits <= 16 && (low & 1) === 0
}

/** What a name says, where only a name can: it is believed once the bytes prove it. */
export function namedCompression(path: string): 'zlib' | 'brotli' | undefined {
  if (/\.(?:zz|zlib)$/i.test(path)) return 'zlib'
  return /\.br$/i.test(path) ? 'brotli' : undefined
}
