/**
 * zip and all that is one: jar, docx, xlsx, apk, whl. The directory at its end is what counts; an archive that has lost
 * it is read entry by entry from the beginning. Names are told and never used as paths.
 */
import { Damaged } from './budget.ts'
import { streamOf, type Entry, type RandomAccess } from './body.ts'
import { decompress, type Compression } from './decompress.ts'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END64 = 0x06064b50
const END64_LOCATOR = 0x07064b50
const END_BYTES = 22
const MAX_COMMENT = 0xffff
/** The directory of a million entries. */
const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024

const METHODS: ReadonlyMap<number, Compression | 'stored'> = new Map([
  [0, 'stored'],
  [8, 'deflate'],
  [12, 'bzip2'],
  [93, 'zstd'],
  [95, 'xz'],
])

interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly compressedSize: number
  readonly headerAt: number
}

export interface ZipOptions {
  /** Told in words what is wrong with the archive as a whole. */
  readonly onProblem: (reason: string) => void
}

export function* readZip(random: RandomAccess, { onProblem }: ZipOptions): Generator<Entry> {
  const entries = readDirectory(random)
  if (entries === undefined) {
    onProblem('its directory is missing or damaged: read from the beginning as far as it goes')
    yield* readForward(random, onProblem)
    return
  }
  let overlaps = 0
  let reached = 0
  // In the order of their bytes: two entries that share bytes are a bomb or a trick.
  for (const entry of entries.toSorted((a, b) => a.headerAt - b.headerAt)) {
    if (entry.headerAt < reached) {
      overlaps++
      continue
    }
    const start = startOfData(random, entry.headerAt)
    if (start === undefined) {
      if (!entry.name.endsWith('/')) yield { name: entry.name, body: { unreadable: 'damaged: it has no header' } }
      continue
    }
    reached = start + entry.compressedSize
    if (!entry.name.endsWith('/') && entry.compressedSize > 0)
      yield { name: entry.name, packed: entry.compressedSize, body: bodyOf(random, entry, start) }
  }
  if (overlaps > 0) onProblem(`${overlaps} of its entries lie over others and were not read`)
}

function bodyOf(random: RandomAccess, entry: ZipEntry, start: number): Entry['body'] {
  if (entry.isEncrypted) return { unreadable: 'encrypted' }
  const method = METHODS.get(entry.method)
  if (method === undefined) return { unreadable: `compression method ${entry.method} is not known` }
  const end = start + entry.compressedSize
  if (method === 'stored') return { stream: () => checkedEnd(random, start, end) }
  return { stream: () => decompress(method, checkedEnd(random, start, end)) }
}

async function* checkedEnd(random: RandomAccess, start: number, end: number): AsyncGenerator<Uint8Array> {
  yield* streamOf(random, start, Math.min(end, random.size))
  if (end > random.size) throw new Damaged('it ends within an entry')
}

function startOfData(random: RandomAccess, headerAt: number): number | undefined {
  const header = viewOf(random.read(headerAt, 30))
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) return undefined
  return headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true)
}

function readDirectory(random: RandomAccess): ZipEntry[] | undefined {
  const tailAt = Math.max(0, random.size - END_BYTES - MAX_COMMENT)
  const tail = viewOf(random.read(tailAt, random.size - tailAt))
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue
    let size = tail.getUint32(at + 12, true)
    let offset = tail.getUint32(at + 16, true)
    let endAt = tailAt + at
    const locator = viewOf(random.read(endAt - 20, 20))
    if (endAt >= 20 && locator.byteLength === 20 && locator.getUint32(0, true) === END64_LOCATOR) {
      const end64At = Number(locator.getBigUint64(8, true))
      const end64 = viewOf(random.read(end64At, 56))
      if (end64.byteLength === 56 && end64.getUint32(0, true) === END64) {
        size = Number(end64.getBigUint64(40, true))
        offset = Number(end64.getBigUint64(48, true))
        endAt = end64At
      }
    }
    // What stands before a zip that extracts itself moves all offsets.
    const moved = endAt - size - offset
    if (size > MAX_DIRECTORY_BYTES || moved < 0 || offset + moved + size > random.size) continue
    const entries = parseDirectory(random.read(offset + moved, size), moved)
    if (entries !== undefined) return entries
  }
  return undefined
}

function parseDirectory(bytes: Uint8Array, moved: number): ZipEntry[] | undefined {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= view.byteLength;) {
    if (view.getUint32(at, true) !== CENTRAL) return entries.length === 0 ? undefined : entries
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    let compressedSize = view.getUint32(at + 20, true)
    let headerAt = view.getUint32(at + 42, true)
    const extraAt = at + 46 + nameLength
    if (extraAt + extraLength > view.byteLength) return entries
    const wide = readWide(view, { at: extraAt, end: extraAt + extraLength })
    if (view.getUint32(at + 24, true) === 0xffffffff) wide.next()
    if (compressedSize === 0xffffffff) compressedSize = wide.next().value ?? compressedSize
    if (headerAt === 0xffffffff) headerAt = wide.next().value ?? headerAt
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, extraAt)).toString('utf8'),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1 || view.getUint16(at + 10, true) === 99,
      compressedSize,
      headerAt: headerAt + moved,
    })
    at = extraAt + extraLength + view.getUint16(at + 32, true)
  }
  return entries
}

/** The numbers of the zip64 field, in their order. */
function* readWide(view: DataView, { at, end }: { at: number; end: number }): Generator<number> {
  for (let field = at; field + 4 <= end; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue
    const last = Math.min(end, field + 4 + view.getUint16(field + 2, true))
    for (let i = field + 4; i + 8 <= last; i += 8) yield Number(view.getBigUint64(i, true))
    return
  }
}

/** Entry by entry, as long as each header tells the size of what follows it. */
function* readForward(random: RandomAccess, onProblem: (reason: string) => void): Generator<Entry> {
  for (let at = 0; at + 30 <= random.size;) {
    const header = viewOf(random.read(at, 30))
    if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) return
    const flags = header.getUint16(6, true)
    const start = at + 30 + header.getUint16(26, true) + header.getUint16(28, true)
    const name = Buffer.from(random.read(at + 30, header.getUint16(26, true))).toString('utf8')
    const isSized = (flags & 8) === 0
    const entry: ZipEntry = {
      name,
      method: header.getUint16(8, true),
      isEncrypted: (flags & 1) === 1,
      compressedSize: isSized ? header.getUint32(18, true) : random.size - start,
      headerAt: at,
    }
    if (!name.endsWith('/')) yield { name, packed: entry.compressedSize, body: bodyOf(random, entry, start) }
    if (!isSized) return onProblem('the sizes of its entries are not known: only the first one was read')
    at = start + entry.compressedSize
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
