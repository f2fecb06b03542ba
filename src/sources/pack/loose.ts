/** Objects that lie alone in a file, each compressed with its own header. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { constants, inflateSync } from 'node:zlib'
import { sourceError } from '../source-error.ts'
import { filesOf } from './object-folders.ts'

export interface LooseObject {
  readonly id: string
  readonly path: string
}

export interface LooseContent {
  readonly type: string
  readonly size: number
  /** Undefined when the object is larger than was asked for, or a tree that was not. */
  readonly bytes: Buffer | undefined
}

/** A header is `blob 12345` and a NUL. */
const MAX_HEADER_BYTES = 32
const START_BYTES = 4_096

export function listLoose(folders: readonly string[], hashBytes: number): LooseObject[] {
  const rest = 2 * hashBytes - 2
  const seen = new Set<string>()
  const objects: LooseObject[] = []
  for (const folder of folders) {
    for (const two of filesOf(folder).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      for (const name of filesOf(join(folder, two))) {
        if (name.length !== rest || !/^[0-9a-f]+$/.test(name) || seen.has(two + name)) continue
        seen.add(two + name)
        objects.push({ id: two + name, path: join(folder, two, name) })
      }
    }
  }
  return objects
}

/** Throws PACK_UNREADABLE when the file is no object, or not whole. Trees are read where `trees` says so. */
export function readLoose(object: LooseObject, maxBytes: number, { trees = false } = {}): LooseContent {
  const file = openFile(object)
  try {
    const stored = fstatSync(file)
    if (!stored.isFile()) throw damaged(object)
    const start = readPart(file, Math.min(stored.size, START_BYTES))
    const head = inflate(object, start, { finishFlush: constants.Z_SYNC_FLUSH })
    const header = /^(blob|tree|commit|tag) (\d{1,15})\0/.exec(head.toString('latin1', 0, MAX_HEADER_BYTES))
    if (!header) throw damaged(object)
    const [found, type, digits] = header as unknown as [string, string, string]
    const size = Number(digits)
    if (size > maxBytes || (type === 'tree' && !trees)) return { type, size, bytes: undefined }
    const whole =
      stored.size <= START_BYTES && head.length === found.length + size
        ? head
        : inflate(object, readPart(file, stored.size), { maxOutputLength: found.length + size + 1 })
    if (whole.length !== found.length + size) throw damaged(object)
    return { type, size, bytes: whole.subarray(found.length) }
  } finally {
    closeSync(file)
  }
}

function openFile(object: LooseObject): number {
  try {
    return openSync(object.path, 'r')
  } catch (cause) {
    throw damaged(object, cause)
  }
}

function readPart(file: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
}

function inflate(object: LooseObject, bytes: Buffer, options: Parameters<typeof inflateSync>[1]): Buffer {
  try {
    return inflateSync(bytes, options)
  } catch (cause) {
    throw damaged(object, cause)
  }
}

function damaged(object: LooseObject, cause?: unknown): Error {
  return sourceError('PACK_UNREADABLE', `object ${object.id} is damaged`, cause === undefined ? {} : { cause })
}
