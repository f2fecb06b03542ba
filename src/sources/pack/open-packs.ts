/**
 * Finds and opens the packs of object folders with their indexes. A pack without a usable index of its own is looked
 * up in the multi-pack-index. What cannot be opened is named, never dropped in silence.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describeError } from '../../base/errors.ts'
import { sourceError } from '../source-error.ts'
import { filesOf } from './object-folders.ts'
import { openPack, type PackFile } from './pack-file.ts'
import { parseMultiPackIndex, parsePackIndex, type MultiPackIndex, type PackIndex } from './pack-index.ts'

export interface OpenPack {
  /** Its name, size and checksum: what it is known by. */
  readonly print: string
  readonly file: PackFile
  readonly index: PackIndex
}

export interface OpenPacks {
  readonly packs: readonly OpenPack[]
  /** Prints of packs that are known, and were not opened. */
  readonly passedOver: readonly string[]
  /** Packs that git itself must be asked about, with the reason. */
  readonly unusable: readonly { readonly path: string; readonly reason: string }[]
  close(): void
}

export function openPacks(folders: readonly string[], hashBytes: number, known?: ReadonlySet<string>): OpenPacks {
  const packs: OpenPack[] = []
  const passedOver: string[] = []
  const unusable: { path: string; reason: string }[] = []
  for (const folder of folders.map((objects) => join(objects, 'pack'))) {
    const multi = lazily(() => readMulti(folder, hashBytes))
    const files = new Set(filesOf(folder))
    for (const name of files) {
      // What it names is gone with its pack: git would pass over it in silence.
      if (name.endsWith('.idx') && !files.has(name.replace(/idx$/, 'pack')))
        unusable.push({ path: join(folder, name), reason: 'an index has lost its pack' })
      if (!name.endsWith('.pack')) continue
      const path = join(folder, name)
      try {
        const pack = openOne(path, hashBytes, { multi, known })
        if (typeof pack === 'string') passedOver.push(pack)
        else packs.push(pack)
      } catch (error) {
        unusable.push({ path, reason: describeError(error) })
      }
    }
  }
  return {
    packs,
    passedOver,
    unusable,
    close() {
      for (const { file } of packs) file.close()
    },
  }
}

/** A known pack's print is all of it. */
function openOne(
  path: string,
  hashBytes: number,
  of: { readonly multi: () => MultiPackIndex | undefined; readonly known: ReadonlySet<string> | undefined },
): OpenPack | string {
  const file = openPack(path, hashBytes)
  try {
    const trailer = Buffer.alloc(hashBytes)
    file.read(trailer, file.size - hashBytes)
    const print = `${basename(path)} ${file.size} ${trailer.toString('hex')}`
    if (of.known?.has(print)) {
      file.close()
      return print
    }
    return { print, file, index: indexFor(file, hashBytes, of.multi) }
  } catch (error) {
    file.close()
    throw error
  }
}

function indexFor(file: PackFile, hashBytes: number, multi: () => MultiPackIndex | undefined): PackIndex {
  const path = file.path.replace(/\.pack$/, '.idx')
  if (!existsSync(path)) {
    const all = multi()
    const place = all?.packs.findIndex((name) => file.path.endsWith(`/${name.replace(/\.idx$/, '.pack')}`)) ?? -1
    if (place < 0) throw sourceError('PACK_UNREADABLE', 'a pack has no index')
    return (all as MultiPackIndex).indexOf(place)
  }
  const bytes = readFileSync(path)
  const index = parsePackIndex(bytes, hashBytes)
  const count = Buffer.alloc(4)
  file.read(count, 8)
  const trailer = Buffer.alloc(hashBytes)
  file.read(trailer, file.size - hashBytes)
  const named = bytes.subarray(bytes.length - 2 * hashBytes, bytes.length - hashBytes)
  if (count.readUInt32BE(0) !== index.count || !trailer.equals(named)) {
    throw sourceError('PACK_UNREADABLE', 'a pack and its index do not belong together, or the pack was cut off')
  }
  return index
}

function readMulti(folder: string, hashBytes: number): MultiPackIndex | undefined {
  const path = join(folder, 'multi-pack-index')
  return existsSync(path) ? parseMultiPackIndex(readFileSync(path), hashBytes) : undefined
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
