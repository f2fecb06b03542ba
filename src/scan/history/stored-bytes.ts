/**
 * Brings the stored bytes of pack entries into the kernel's memory. Entries that are made from each other lie near
 * each other in a pack, but not in the order in which they are needed: packs of a moderate size are read once and
 * shared by all threads; of larger ones a few dozen windows are kept.
 */
import { openPack, type PackFile } from '../../sources/pack/pack-file.ts'
import { packOfEntry, shared, storedEnd, type Forest } from '../../sources/pack/forest.ts'

const WINDOW_BYTES = 128 * 1024
const WINDOWS = 48

/** The largest entry that is read here: one that needs all windows together. */
export const MAX_STORED_BYTES = WINDOW_BYTES * WINDOWS

/** What is needed behind the last byte: the kernel reads ahead. */
const SLACK_BYTES = 64

export const STORED_BYTES = WINDOWS * (WINDOW_BYTES + SLACK_BYTES)

export interface StoredBytes {
  /** Address of the entry's compressed data, or -1 when it is too large. `end` then holds the address behind it. */
  load(entry: number): number
  readonly end: number
  close(): void
}

/** Packs that are larger together are read through windows. */
const MAX_WHOLE_BYTES = 192 * 1024 * 1024

/** All bytes of the packs, if they are few enough to be held. */
export function readWhole(files: readonly PackFile[]): Uint8Array[] | undefined {
  if (files.reduce((sum, { size }) => sum + size, 0) > MAX_WHOLE_BYTES) return undefined
  return files.map((file) => {
    const bytes = shared(Uint8Array, file.size)
    return bytes.subarray(0, file.read(bytes, 0))
  })
}

export interface StoredBytesOptions {
  readonly forest: Forest
  readonly packs: readonly string[]
  /** What `readWhole` gave. */
  readonly whole: readonly Uint8Array[] | undefined
  readonly hashBytes: number
  readonly bytes: Uint8Array
  /** Where `STORED_BYTES` are free. */
  readonly at: number
}

export function storedBytes(options: StoredBytesOptions): StoredBytes {
  const { forest, packs, whole, hashBytes, bytes, at } = options
  const files: (PackFile | undefined)[] = packs.map(() => undefined)
  // A window holds `length` bytes of a pack from `start` on; a pack of -1 is an empty window.
  const packOf = new Int32Array(WINDOWS).fill(-1)
  const startOf = new Float64Array(WINDOWS)
  const lengthOf = new Float64Array(WINDOWS)
  let latest = 0
  let end = 0

  const fileOf = (pack: number): PackFile => (files[pack] ??= openPack(packs[pack] as string, hashBytes))
  const addressOf = (window: number): number => at + window * (WINDOW_BYTES + SLACK_BYTES)

  const fill = (pack: number, start: number, length: number): number => {
    const isLong = length > WINDOW_BYTES
    if (isLong) packOf.fill(-1)
    latest = isLong ? 0 : (latest + 1) % WINDOWS
    const wanted = Math.min(Math.max(length, WINDOW_BYTES), (forest.ends[pack] as number) - start)
    const address = addressOf(latest)
    packOf[latest] = -1
    lengthOf[latest] = fileOf(pack).read(bytes.subarray(address, address + wanted), start)
    startOf[latest] = start
    // A long entry covers other windows: nothing may be found in them, nor in this one afterwards.
    if (!isLong) packOf[latest] = pack
    return latest
  }

  const find = (pack: number, start: number, stop: number): number => {
    for (let step = 0; step < WINDOWS; step++) {
      const window = (latest + WINDOWS - step) % WINDOWS
      const from = startOf[window] as number
      if (packOf[window] === pack && from <= start && stop <= from + (lengthOf[window] as number)) return window
    }
    return -1
  }

  return {
    load(entry) {
      const pack = packOfEntry(forest.firsts, entry)
      const start = (forest.offset[entry] as number) + (forest.header[entry] as number)
      const stop = storedEnd(forest, entry)
      if (stop - start > MAX_STORED_BYTES || stop <= start) return -1
      const held = whole?.[pack]
      if (held !== undefined) {
        const stored = held.subarray(start, stop)
        bytes.set(stored, at)
        end = at + stored.length
        return end > at ? at : -1
      }
      let window = find(pack, start, stop)
      if (window < 0) window = fill(pack, start, stop - start)
      const address = addressOf(window) + start - (startOf[window] as number)
      end = Math.min(address + stop - start, addressOf(window) + (lengthOf[window] as number))
      return end > address ? address : -1
    },
    get end() {
      return end
    },
    close() {
      for (const file of files) file?.close()
    },
  }
}
