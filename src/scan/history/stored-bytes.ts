/**
 * Brings the stored bytes of pack entries into the kernel's memory. Entries that are made from each other lie near
 * each other in a pack, but not in the order in which they are needed: packs of a moderate size are read once and
 * shared by all threads; of larger ones some blocks are kept, small ones, because few bytes around an entry are
 * needed next.
 */
import { openPack, type PackFile } from '../../sources/pack/pack-file.ts'
import { packOfEntry, shared, storedEnd, type Forest } from '../../sources/pack/forest.ts'

const BLOCK_BYTES = 32 * 1024
const BLOCKS = 192

/** The largest entry that is read here. */
export const MAX_STORED_BYTES = 6 * 1024 * 1024

/** What is needed behind the last byte: the kernel reads ahead. */
const SLACK_BYTES = 64

/** One entry that lies in no single block, then the blocks. */
export const STORED_BYTES = MAX_STORED_BYTES + SLACK_BYTES + BLOCKS * (BLOCK_BYTES + SLACK_BYTES)

export interface StoredBytes {
  /** Address of the entry's compressed data, or -1 when it is too large. `end` then holds the address behind it. */
  load(entry: number): number
  readonly end: number
  close(): void
}

/** Packs that are larger together are read in blocks. */
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
  /** By pack and block: its slot, or -1. By slot: where that is noted, and how many bytes it holds. */
  const slotsOf = packs.map((): Int32Array | undefined => undefined)
  const packOf = new Int32Array(BLOCKS).fill(-1)
  const blockOf = new Int32Array(BLOCKS)
  const lengthOf = new Int32Array(BLOCKS)
  const slotsAt = at + MAX_STORED_BYTES + SLACK_BYTES
  let latest = 0
  let end = 0

  const fileOf = (pack: number): PackFile => (files[pack] ??= openPack(packs[pack] as string, hashBytes))
  const addressOf = (slot: number): number => slotsAt + slot * (BLOCK_BYTES + SLACK_BYTES)
  const slots = (pack: number): Int32Array =>
    (slotsOf[pack] ??= new Int32Array(Math.ceil((forest.ends[pack] as number) / BLOCK_BYTES)).fill(-1))

  /** The slot that holds a block of a pack now. */
  const hold = (pack: number, block: number): number => {
    const own = slots(pack)
    const known = own[block] as number
    if (known >= 0) return known
    latest = (latest + 1) % BLOCKS
    const before = packOf[latest] as number
    if (before >= 0) slots(before)[blockOf[latest] as number] = -1
    packOf[latest] = -1
    const start = block * BLOCK_BYTES
    const address = addressOf(latest)
    const wanted = Math.min(BLOCK_BYTES, (forest.ends[pack] as number) - start)
    lengthOf[latest] = fileOf(pack).read(bytes.subarray(address, address + wanted), start)
    packOf[latest] = pack
    blockOf[latest] = block
    own[block] = latest
    return latest
  }

  /** Puts what lies in several blocks together. */
  const gather = (pack: number, start: number, stop: number): number => {
    let filled = at
    for (let from = start; from < stop;) {
      const block = Math.floor(from / BLOCK_BYTES)
      const slot = hold(pack, block)
      const inside = from - block * BLOCK_BYTES
      const until = Math.min(lengthOf[slot] as number, stop - block * BLOCK_BYTES)
      if (until <= inside) break
      bytes.copyWithin(filled, addressOf(slot) + inside, addressOf(slot) + until)
      filled += until - inside
      from += until - inside
    }
    end = filled
    return end > at ? at : -1
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
      const block = Math.floor(start / BLOCK_BYTES)
      const inside = start - block * BLOCK_BYTES
      if (inside + stop - start > BLOCK_BYTES) return gather(pack, start, stop)
      const slot = hold(pack, block)
      const address = addressOf(slot) + inside
      end = addressOf(slot) + Math.min(lengthOf[slot] as number, inside + stop - start)
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
