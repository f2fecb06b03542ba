/** Writes packs and their indexes byte by byte, wrong ones included: git itself writes no delta that is a circle. */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export type Op = { readonly from: number; readonly size: number } | { readonly insert: Buffer }

export type PackEntry = { readonly id: Buffer } & (
  | { readonly whole: Buffer }
  /** Made from another entry of the list: by its distance when it stands before this one, else by its id. */
  | { readonly base: number; readonly byId: boolean; readonly delta: Buffer }
)

const TYPE = { blob: 3, offsetDelta: 6, idDelta: 7 }

export const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest()
export const blobId = (bytes: Buffer): Buffer => sha1(Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]))

/** A delta as packs hold it. The sizes may lie. */
export function writeDelta(baseSize: number, targetSize: number, ops: readonly Op[]): Buffer {
  const parts = [size7(baseSize), size7(targetSize)]
  for (const op of ops) parts.push(...('insert' in op ? inserts(op.insert) : [copy(op.from, op.size)]))
  return Buffer.concat(parts)
}

function inserts(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 127) {
    const part = bytes.subarray(at, at + 127)
    parts.push(Buffer.from([part.length]), part)
  }
  return parts
}

function copy(from: number, size: number): Buffer {
  const bytes: number[] = []
  let code = 128
  for (let i = 0; i < 4; i++) {
    const byte = (from >>> (8 * i)) & 255
    if (byte !== 0) {
      code |= 1 << i
      bytes.push(byte)
    }
  }
  for (let i = 0; i < 3; i++) {
    const byte = (size >>> (8 * i)) & 255
    if (byte !== 0) {
      code |= 16 << i
      bytes.push(byte)
    }
  }
  return Buffer.from([code, ...bytes])
}

function size7(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}

function entryHeader(type: number, size: number): Buffer {
  const bytes: number[] = []
  let rest = Math.floor(size / 16)
  let byte = (type << 4) | (size % 16)
  for (; rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(byte | 128)
    byte = rest % 128
  }
  return Buffer.from([...bytes, byte])
}

function distance(value: number): Buffer {
  const bytes = [value & 127]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor((rest - 1) / 128)) {
    bytes.unshift(((rest - 1) & 127) | 128)
    if (rest <= 128) break
  }
  return Buffer.from(bytes)
}

export function writePack(entries: readonly PackEntry[]): { pack: Buffer; index: Buffer } {
  const header = Buffer.from([...Buffer.from('PACK'), 0, 0, 0, 2, 0, 0, 0, entries.length])
  const parts: Buffer[] = [header]
  const offsets: number[] = []
  let at = header.length
  for (const entry of entries) {
    const written = writeEntry(entry, entries, offsets, at)
    offsets.push(at)
    parts.push(written)
    at += written.length
  }
  const body = Buffer.concat(parts)
  const pack = Buffer.concat([body, sha1(body)])
  return { pack, index: writeIndex(entries, offsets, pack.subarray(-20)) }
}

function writeEntry(entry: PackEntry, entries: readonly PackEntry[], offsets: readonly number[], at: number): Buffer {
  if ('whole' in entry) {
    return Buffer.concat([entryHeader(TYPE.blob, entry.whole.length), deflateSync(entry.whole)])
  }
  const { base, byId, delta } = entry
  const before = byId ? undefined : offsets[base]
  if (before !== undefined) {
    return Buffer.concat([entryHeader(TYPE.offsetDelta, delta.length), distance(at - before), deflateSync(delta)])
  }
  const id = entries[base]?.id ?? Buffer.alloc(20, 7)
  return Buffer.concat([entryHeader(TYPE.idDelta, delta.length), id, deflateSync(delta)])
}

function writeIndex(entries: readonly PackEntry[], offsets: readonly number[], checksum: Buffer): Buffer {
  const order = entries.map((_, i) => i).sort((a, b) => Buffer.compare(idOf(entries, a), idOf(entries, b)))
  const fanout = Buffer.alloc(1_024)
  const offsetTable = Buffer.alloc(4 * entries.length)
  for (let byte = 0; byte < 256; byte++) {
    fanout.writeUInt32BE(order.filter((i) => (idOf(entries, i)[0] as number) <= byte).length, byte * 4)
  }
  order.forEach((i, rank) => offsetTable.writeUInt32BE(offsets[i] as number, rank * 4))
  const body = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]),
    fanout,
    ...order.map((i) => idOf(entries, i)),
    Buffer.alloc(4 * entries.length),
    offsetTable,
    checksum,
  ])
  return Buffer.concat([body, sha1(body)])
}

const idOf = (entries: readonly PackEntry[], i: number): Buffer => (entries[i] as PackEntry).id
