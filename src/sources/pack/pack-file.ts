/**
 * One pack on disk, read through windows, so that its size does not matter. Decodes entry headers; what lies outside
 * of the file, or claims impossible sizes, throws PACK_UNREADABLE.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { sourceError } from '../source-error.ts'

/** An entry's header is at most this long: ten bytes of size, then an offset or a base's id. */
export const MAX_HEADER_BYTES = 48

export interface PackFile {
  readonly path: string
  readonly size: number
  /** Fills `target`; fewer bytes come back at the end of the file only. */
  read(target: Uint8Array, position: number): number
  close(): void
}

export function openPack(path: string, hashBytes: number): PackFile {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const header = Buffer.alloc(12)
    const whole = size >= 12 + hashBytes && readSync(file, header, 0, 12, 0) === 12
    if (!whole || header.toString('latin1', 0, 4) !== 'PACK') throw damaged('it is no pack, or ends too early')
    const version = header.readUInt32BE(4)
    if (version !== 2 && version !== 3) throw damaged(`version ${version}`)
    return {
      path,
      size,
      read: (target, position) => readFully(file, target, position),
      close: () => closeSync(file),
    }
  } catch (error) {
    closeSync(file)
    throw error
  }
}

function readFully(file: number, target: Uint8Array, position: number): number {
  let filled = 0
  while (filled < target.length) {
    const count = readSync(file, target, filled, target.length - filled, position + filled)
    if (count === 0) break
    filled += count
  }
  return filled
}

export const ENTRY = { commit: 1, tree: 2, blob: 3, tag: 4, offsetDelta: 6, idDelta: 7 } as const

export interface EntryHeader {
  type: number
  /** Size of the object, or of the delta. */
  size: number
  /** Bytes of the header, after which the compressed data begins. */
  length: number
  /** For an offset delta: how far before this entry its base begins. */
  distance: number
}

/** Decodes the header at `at` into `into`, which is reused: there are millions. False when it is none. */
export function readEntryHeader(bytes: Uint8Array, at: number, into: EntryHeader): boolean {
  let p = at
  const end = bytes.length
  if (p >= end) return false
  let byte = bytes[p++] as number
  into.type = (byte >> 4) & 7
  let size = byte & 15
  let scale = 16
  while (byte & 128) {
    if (p >= end || scale > 2 ** 46) return false
    byte = bytes[p++] as number
    size += (byte & 127) * scale
    scale *= 128
  }
  into.size = size
  into.distance = 0
  if (into.type === ENTRY.offsetDelta) {
    if (p >= end) return false
    byte = bytes[p++] as number
    let distance = byte & 127
    while (byte & 128) {
      if (p >= end || distance > 2 ** 45) return false
      byte = bytes[p++] as number
      distance = (distance + 1) * 128 + (byte & 127)
    }
    into.distance = distance
  }
  into.length = p - at
  return true
}

function damaged(what: string): Error {
  return sourceError('PACK_UNREADABLE', `a pack cannot be read: ${what}`)
}
