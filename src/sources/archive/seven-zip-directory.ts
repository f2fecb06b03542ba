/** The directory of a 7z: which folders of streams there are, how they are packed, and the names of the files in them. */
import { Damaged, Unreadable } from './budget.ts'

export const SEVEN_ZIP_HEADER_BYTES = 32
const MAX_COUNT = 1_000_000

/** Property ids of the directory. */
export const ID = {
  end: 0,
  header: 1,
  streams: 4,
  files: 5,
  pack: 6,
  unpack: 7,
  substreams: 8,
  size: 9,
  crc: 10,
  folder: 11,
  unpackSizes: 12,
  counts: 13,
  emptyStream: 14,
  names: 17,
  encoded: 23,
} as const

export interface Coder {
  readonly method: string
  readonly properties: Uint8Array
}

export interface Folder {
  /** In the order of unpacking. */
  readonly coders: readonly Coder[]
  readonly packed: { readonly start: number; readonly size: number }
  readonly size: number
  /** Sizes of the files in it. */
  readonly parts: readonly number[]
}

export interface Streams {
  readonly folders: readonly Folder[]
}

/** The directory as a row of numbers, bits and names; each is checked against its end. */
export class Directory {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new Damaged('its directory ends too early')
    return byte
  }

  take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#at) throw new Damaged('its directory ends too early')
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  /** The first byte tells by its leading ones how many more there are. */
  number(): number {
    const first = this.byte()
    let value = 0
    for (let i = 0; i < 8; i++) {
      const mask = 0x80 >> i
      if ((first & mask) === 0) return this.#safe(value + (first & (mask - 1)) * 2 ** (8 * i))
      value += this.byte() * 2 ** (8 * i)
    }
    return this.#safe(value)
  }

  count(): number {
    const count = this.number()
    if (count > MAX_COUNT) throw new Damaged('its directory is too large')
    return count
  }

  bits(count: number): boolean[] {
    const bits: boolean[] = []
    for (let i = 0, byte = 0; i < count; i++) {
      if (i % 8 === 0) byte = this.byte()
      bits.push(((byte >> (7 - (i % 8))) & 1) === 1)
    }
    return bits
  }

  /** Checksums: which there are, and four bytes for each. */
  skipChecksums(count: number): boolean[] {
    const known = this.byte() === 1 ? Array.from({ length: count }, () => true) : this.bits(count)
    this.take(known.filter(Boolean).length * 4)
    return known
  }

  #safe(value: number): number {
    if (!Number.isSafeInteger(value)) throw new Damaged('a number in it is wrong')
    return value
  }
}

export function readStreams(directory: Directory): Streams {
  let packStart = SEVEN_ZIP_HEADER_BYTES
  let packSizes: number[] = []
  let coders: RawFolder[] = []
  let parts: number[][] | undefined
  for (let id = directory.number(); id !== ID.end; id = directory.number()) {
    if (id === ID.pack) {
      packStart += directory.number()
      const count = directory.count()
      for (let inner = directory.number(); inner !== ID.end; inner = directory.number()) {
        if (inner === ID.size) packSizes = Array.from({ length: count }, () => directory.number())
        else if (inner === ID.crc) directory.skipChecksums(count)
        else throw new Damaged('its directory is wrong')
      }
    } else if (id === ID.unpack) coders = readFolders(directory)
    else if (id === ID.substreams) parts = readParts(directory, coders)
    else throw new Damaged('its directory is wrong')
  }
  let at = packStart
  let stream = 0
  return {
    folders: coders.map(({ coders: own, inputs, sizes }, index) => {
      const start = at
      const size = packSizes[stream] ?? 0
      for (let i = 0; i < inputs; i++) at += packSizes[stream++] ?? 0
      const whole = sizes.at(-1) ?? 0
      return { coders: own, packed: { start, size }, size: whole, parts: parts?.[index] ?? [whole] }
    }),
  }
}

interface RawFolder {
  readonly coders: Coder[]
  readonly inputs: number
  readonly outputs: number
  readonly sizes: number[]
  isChecked: boolean
}

function readFolders(directory: Directory): RawFolder[] {
  if (directory.number() !== ID.folder) throw new Damaged('its directory is wrong')
  const count = directory.count()
  if (directory.byte() !== 0) throw new Unreadable('its directory is in another place')
  const folders = Array.from({ length: count }, () => readFolder(directory))
  if (directory.number() !== ID.unpackSizes) throw new Damaged('its directory is wrong')
  for (const folder of folders) for (let i = 0; i < folder.outputs; i++) folder.sizes.push(directory.number())
  let id = directory.number()
  if (id === ID.crc) {
    directory.skipChecksums(count).forEach((isKnown, index) => ((folders[index] as RawFolder).isChecked = isKnown))
    id = directory.number()
  }
  if (id !== ID.end) throw new Damaged('its directory is wrong')
  return folders
}

function readFolder(directory: Directory): RawFolder {
  const count = directory.number()
  if (count < 1 || count > 32) throw new Damaged('its directory is wrong')
  const coders: Coder[] = []
  let [inputs, outputs] = [0, 0]
  for (let i = 0; i < count; i++) {
    const flags = directory.byte()
    const method = Buffer.from(directory.take(flags & 15)).toString('hex')
    const isComplex = (flags & 0x10) !== 0
    inputs += isComplex ? directory.count() : 1
    outputs += isComplex ? directory.count() : 1
    coders.push({ method, properties: (flags & 0x20) === 0 ? new Uint8Array(0) : directory.take(directory.count()) })
  }
  if (inputs > 32 || outputs > 32 || outputs < 1) throw new Damaged('its directory is wrong')
  for (let i = 0; i < outputs - 1; i++) {
    directory.number()
    directory.number()
  }
  const packed = inputs - (outputs - 1)
  if (packed > 1) for (let i = 0; i < packed; i++) directory.number()
  // Coders stand in the order of packing: the last one is undone first. Folders that branch are of unknown methods.
  return { coders: coders.toReversed(), inputs: packed, outputs, sizes: [], isChecked: false }
}

function readParts(directory: Directory, folders: readonly RawFolder[]): number[][] {
  let counts = folders.map(() => 1)
  let id = directory.number()
  if (id === ID.counts) {
    counts = folders.map(() => directory.count())
    id = directory.number()
  }
  const isSized = id === ID.size
  const parts = folders.map(({ sizes }, index) => {
    const own: number[] = []
    let left = sizes.at(-1) ?? 0
    const sized = isSized ? (counts[index] as number) - 1 : 0
    for (let i = 0; i < sized; i++) {
      const size = directory.number()
      own.push(size)
      left -= size
    }
    if (left < 0) throw new Damaged('its sizes contradict each other')
    return counts[index] === 0 ? [] : [...own, left]
  })
  if (isSized) id = directory.number()
  // A folder of one file that has its checksum already has no second one.
  const unknown = folders.reduce(
    (sum, { isChecked }, index) => sum + (isChecked && counts[index] === 1 ? 0 : (counts[index] as number)),
    0,
  )
  for (; id !== ID.end; id = directory.number()) {
    if (id !== ID.crc) throw new Damaged('its directory is wrong')
    directory.skipChecksums(unknown)
  }
  return parts
}

export function readNames(directory: Directory): string[] {
  const count = directory.count()
  let isEmpty: boolean[] = []
  let names: string[] = []
  for (let id = directory.number(); id !== ID.end; id = directory.number()) {
    const property = new Directory(directory.take(directory.number()))
    if (id === ID.emptyStream) isEmpty = property.bits(count)
    else if (id === ID.names) names = parseNames(property, count)
  }
  return names.filter((_, index) => isEmpty[index] !== true)
}

function parseNames(property: Directory, count: number): string[] {
  if (property.byte() !== 0) throw new Unreadable('its names are in another place')
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    let name = ''
    for (;;) {
      const unit = property.byte() + property.byte() * 256
      if (unit === 0) break
      name += String.fromCharCode(unit)
    }
    names.push(name)
  }
  return names
}
