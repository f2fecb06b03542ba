/** cpio: packages of RPM and the first file system of Linux. The new, the portable and the old binary form. */
import { Damaged } from './budget.ts'
import type { Entry } from './body.ts'
import type { Feed } from './feed.ts'
import { entryBytes } from './tar.ts'

interface Header {
  readonly headerBytes: number
  readonly mode: number
  readonly nameBytes: number
  readonly size: number
  /** What name and content each end at a multiple of. */
  readonly unit: 1 | 2 | 4
}

const REGULAR = 0o100000
const KIND = 0o170000
const MAX_NAME_BYTES = 64 * 1024
const MOST_HEADER_BYTES = 110
const LAST = 'TRAILER!!!'

/** Whether bytes that begin so are one: of the old form, whose mark has two bytes, the name is looked at too. */
export function isCpioHeader(head: Uint8Array): boolean {
  const header = readHeader(head)
  if (header === undefined || header.nameBytes < 2 || (header.mode & KIND) === 0) return false
  const name = head.subarray(header.headerBytes, header.headerBytes + header.nameBytes)
  return name.indexOf(0) === header.nameBytes - 1
}

export async function* readCpio(feed: Feed): AsyncGenerator<Entry> {
  for (;;) {
    const isThere = await feed.ensure(MOST_HEADER_BYTES)
    const header = readHeader(feed.bytes)
    if (header === undefined || header.nameBytes < 1 || header.nameBytes > MAX_NAME_BYTES)
      throw new Damaged(isThere ? 'a header is wrong' : 'it ends before its last entry')
    const { headerBytes, mode, nameBytes, size, unit } = header
    const behindName = upTo(headerBytes + nameBytes, unit)
    if (!(await feed.ensure(behindName))) throw new Damaged('it ends within a header')
    const name = Buffer.from(feed.bytes.subarray(headerBytes, headerBytes + nameBytes - 1)).toString('utf8')
    feed.advance(behindName)
    if (name === LAST) return
    const remaining = { bytes: size }
    if ((mode & KIND) === REGULAR && size > 0) {
      yield { name: name.replace(/^(?:\.?\/)+/, ''), body: { stream: () => entryBytes(feed, remaining) } }
    }
    if (!(await feed.skip(remaining.bytes + upTo(size, unit) - size))) throw new Damaged('it ends within an entry')
  }
}

const upTo = (value: number, unit: number): number => Math.ceil(value / unit) * unit

function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes[0] === 0xc7 && bytes[1] === 0x71) return oldHeader(bytes, 0)
  if (bytes[0] === 0x71 && bytes[1] === 0xc7) return oldHeader(bytes, 1)
  const text = Buffer.from(bytes.subarray(0, MOST_HEADER_BYTES)).toString('latin1')
  if (/^07070[12][0-9a-fA-F]{104}/.test(text)) {
    const field = (index: number): number => Number.parseInt(text.slice(6 + 8 * index, 14 + 8 * index), 16)
    return { headerBytes: 110, mode: field(1), nameBytes: field(11), size: field(6), unit: 4 }
  }
  if (/^070707[0-7]{70}/.test(text)) {
    const field = (from: number, to: number): number => Number.parseInt(text.slice(from, to), 8)
    return { headerBytes: 76, mode: field(18, 24), nameBytes: field(59, 65), size: field(65, 76), unit: 1 }
  }
  return undefined
}

/** Numbers of two bytes, of either order; the size is two of them, the higher one first. */
function oldHeader(bytes: Uint8Array, high: 0 | 1): Header | undefined {
  if (bytes.length < 26) return undefined
  const field = (index: number): number =>
    (bytes[2 * index + (1 - high)] as number) * 256 + (bytes[2 * index + high] as number)
  return { headerBytes: 26, mode: field(3), nameBytes: field(10), size: field(11) * 65_536 + field(12), unit: 2 }
}
