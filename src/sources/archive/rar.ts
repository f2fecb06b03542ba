/**
 * RAR of the fourth and fifth form: names, and the contents that are stored. What RAR compressed is named and left out:
 * its method has no description that is free to use.
 */
import { Damaged, Unreadable } from './budget.ts'
import type { Entry } from './body.ts'
import type { Feed } from './feed.ts'
import { entryBytes } from './tar.ts'

const FOURTH = 'Rar!\x1a\x07\x00'
const FIFTH = 'Rar!\x1a\x07\x01\x00'
const MAX_HEADER_BYTES = 2 * 1024 * 1024

const COMPRESSED = 'compressed by RAR, which is not unpacked'
const ENCRYPTED = 'encrypted'
const IN_PARTS = 'continues in another file'

/** A block that holds a file, or anything else. */
interface Block {
  readonly isEnd?: boolean
  readonly file?: { readonly name: string; readonly unreadable: string | undefined }
  /** What follows the header. */
  readonly dataBytes: number
}

export async function* readRar(feed: Feed): AsyncGenerator<Entry> {
  await feed.ensure(FIFTH.length)
  const isFifth = Buffer.from(feed.bytes.subarray(0, FIFTH.length)).toString('latin1') === FIFTH
  feed.advance(isFifth ? FIFTH.length : FOURTH.length)
  while (await feed.ensure(7)) {
    const block = isFifth ? await readFifth(feed) : await readFourth(feed)
    if (block.isEnd === true) return
    const { file, dataBytes } = block
    const remaining = { bytes: dataBytes }
    if (file?.unreadable !== undefined) yield { name: file.name, body: { unreadable: file.unreadable } }
    else if (file !== undefined && dataBytes > 0)
      yield { name: file.name, body: { stream: () => entryBytes(feed, remaining) } }
    if (!(await feed.skip(remaining.bytes))) throw new Damaged('it ends within an entry')
  }
}

// ---------- the fourth form ----------

const BLOCK_OF_FOURTH = { main: 0x73, file: 0x74, end: 0x7b } as const
const FLAG_OF_FOURTH = {
  encryptedHeaders: 0x80,
  split: 3,
  encrypted: 4,
  folder: 0xe0,
  large: 0x100,
  unicode: 0x200,
  data: 0x8000,
} as const
const STORED = 0x30

async function readFourth(feed: Feed): Promise<Block> {
  const { length, view: start } = take(feed.bytes, 7)
  const [type, flags, headerBytes] = [start.getUint8(2), start.getUint16(3, true), start.getUint16(5, true)]
  if (length < 7 || headerBytes < 7) throw new Damaged('a header is wrong')
  if (!(await feed.ensure(headerBytes))) throw new Damaged('it ends within a header')
  const { bytes, view } = take(feed.bytes.slice(0, headerBytes), headerBytes)
  feed.advance(headerBytes)
  if (type === BLOCK_OF_FOURTH.end) return { isEnd: true, dataBytes: 0 }
  if (type === BLOCK_OF_FOURTH.main && (flags & FLAG_OF_FOURTH.encryptedHeaders) !== 0) throw new Unreadable(ENCRYPTED)
  if (type !== BLOCK_OF_FOURTH.file) {
    const hasData = (flags & FLAG_OF_FOURTH.data) !== 0 || type === 0x7a
    return { dataBytes: hasData && headerBytes >= 11 ? view.getUint32(7, true) : 0 }
  }
  const nameAt = (flags & FLAG_OF_FOURTH.large) === 0 ? 32 : 40
  if (headerBytes < nameAt) throw new Damaged('a header is wrong')
  const high = nameAt === 40 ? view.getUint32(32, true) : 0
  const dataBytes = view.getUint32(7, true) + high * 2 ** 32
  if ((flags & FLAG_OF_FOURTH.folder) === FLAG_OF_FOURTH.folder) return { dataBytes }
  const full = Buffer.from(bytes.subarray(nameAt, nameAt + view.getUint16(26, true)))
  const end = (flags & FLAG_OF_FOURTH.unicode) === 0 ? -1 : full.indexOf(0)
  return {
    dataBytes,
    file: {
      name: full.toString('utf8', 0, end < 0 ? full.length : end),
      unreadable: reasonOf({
        isEncrypted: (flags & FLAG_OF_FOURTH.encrypted) !== 0,
        isSplit: (flags & FLAG_OF_FOURTH.split) !== 0,
        isStored: view.getUint8(25) === STORED,
      }),
    },
  }
}

// ---------- the fifth form ----------

const BLOCK_OF_FIFTH = { file: 2, encryption: 4, end: 5 } as const
const FLAG_OF_FIFTH = { extra: 1, data: 2, split: 0x18 } as const
const FILE_FLAG = { folder: 1, time: 2, check: 4 } as const
const EXTRA_ENCRYPTION = 1

async function readFifth(feed: Feed): Promise<Block> {
  await feed.ensure(4 + 3)
  const size = new Numbers(feed.bytes.slice(4, 7))
  const headerBytes = size.next()
  if (headerBytes === 0 || headerBytes > MAX_HEADER_BYTES) throw new Damaged('a header is wrong')
  feed.advance(4 + size.at)
  if (!(await feed.ensure(headerBytes))) throw new Damaged('it ends within a header')
  const header = new Numbers(feed.bytes.slice(0, headerBytes))
  feed.advance(headerBytes)
  const [type, flags] = [header.next(), header.next()]
  const extraBytes = (flags & FLAG_OF_FIFTH.extra) === 0 ? 0 : header.next()
  const dataBytes = (flags & FLAG_OF_FIFTH.data) === 0 ? 0 : header.next()
  if (type === BLOCK_OF_FIFTH.encryption) throw new Unreadable(ENCRYPTED)
  if (type === BLOCK_OF_FIFTH.end) return { isEnd: true, dataBytes: 0 }
  if (type !== BLOCK_OF_FIFTH.file) return { dataBytes }
  const fileFlags = header.next()
  header.next()
  header.next()
  header.at += ((fileFlags & FILE_FLAG.time) === 0 ? 0 : 4) + ((fileFlags & FILE_FLAG.check) === 0 ? 0 : 4)
  const method = Math.floor(header.next() / 128) & 7
  header.next()
  const nameBytes = header.next()
  const name = Buffer.from(header.bytes.subarray(header.at, header.at + nameBytes)).toString('utf8')
  if ((fileFlags & FILE_FLAG.folder) !== 0) return { dataBytes }
  const isEncrypted = hasEncryption(header.bytes.subarray(Math.max(0, headerBytes - extraBytes)))
  const isSplit = (flags & FLAG_OF_FIFTH.split) !== 0
  return { dataBytes, file: { name, unreadable: reasonOf({ isEncrypted, isSplit, isStored: method === 0 }) } }
}

function hasEncryption(extra: Uint8Array): boolean {
  const records = new Numbers(extra)
  while (records.at < extra.length) {
    const size = records.next()
    const start = records.at
    if (records.next() === EXTRA_ENCRYPTION) return true
    records.at = start + Math.max(1, size)
  }
  return false
}

/** Numbers of seven bits a byte, the lowest first. */
class Numbers {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  next(): number {
    let value = 0
    for (let shift = 0; shift < 50; shift += 7) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) break
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new Damaged('a header is wrong')
  }
}

function reasonOf(file: {
  readonly isEncrypted: boolean
  readonly isSplit: boolean
  readonly isStored: boolean
}): string | undefined {
  if (file.isEncrypted) return ENCRYPTED
  if (file.isSplit) return IN_PARTS
  return file.isStored ? undefined : COMPRESSED
}

function take(bytes: Uint8Array, length: number): { bytes: Uint8Array; view: DataView; length: number } {
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)),
    length: bytes.length,
  }
}
