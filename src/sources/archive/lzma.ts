/**
 * The LZMA decoder, as xz (LZMA2) and 7z use it. Written after the format's public description; everything that it reads
 * is checked against the input's end and the dictionary's fill.
 */
import { Damaged, Unreadable } from './budget.ts'

/** `xz -9` and the strongest setting of 7-Zip use 64 MB. */
const MAX_DICTIONARY = 128 * 1024 * 1024
const FIRST_DICTIONARY = 1024 * 1024
const INITIAL = 1024
const TOP = 2 ** 24

export interface LzmaProperties {
  readonly lc: number
  readonly lp: number
  readonly pb: number
}

/** The byte that holds all three. */
export function parseProperties(byte: number): LzmaProperties {
  if (byte >= 225) throw new Damaged('its LZMA properties are wrong')
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) }
}

const newProbabilities = (count: number): Uint16Array => new Uint16Array(count).fill(INITIAL)

/** A tree of lengths: short, middle or long. */
class Lengths {
  readonly choice = newProbabilities(2)
  readonly low = newProbabilities(16 * 8)
  readonly mid = newProbabilities(16 * 8)
  readonly high = newProbabilities(256)
}

export class LzmaDecoder {
  readonly #maxDictionary: number
  #dictionary: Uint8Array
  #at = 0
  #filled = 0
  /** Bytes since the dictionary was reset. */
  #total = 0
  #properties: LzmaProperties = { lc: 3, lp: 0, pb: 2 }

  #input: Uint8Array = new Uint8Array(0)
  #position = 0
  #range = 0
  #code = 0

  #state = 0
  #reps: [number, number, number, number] = [0, 0, 0, 0]
  #pending = 0
  #literals = newProbabilities(0)
  #isMatch = newProbabilities(0)
  #isRep = newProbabilities(0)
  #isRepG0 = newProbabilities(0)
  #isRepG1 = newProbabilities(0)
  #isRepG2 = newProbabilities(0)
  #isRep0Long = newProbabilities(0)
  #slots = newProbabilities(0)
  #special = newProbabilities(0)
  #align = newProbabilities(0)
  #lengths = new Lengths()
  #repLengths = new Lengths()

  constructor(dictionarySize: number) {
    if (dictionarySize > MAX_DICTIONARY) throw new Unreadable('it asks for too much memory')
    this.#maxDictionary = Math.max(4096, dictionarySize)
    this.#dictionary = new Uint8Array(Math.min(FIRST_DICTIONARY, this.#maxDictionary))
  }

  resetDictionary(): void {
    this.#at = 0
    this.#filled = 0
    this.#total = 0
  }

  resetState(properties: LzmaProperties = this.#properties): void {
    this.#properties = properties
    this.#state = 0
    this.#reps = [0, 0, 0, 0]
    this.#pending = 0
    this.#literals = newProbabilities(0x300 << (properties.lc + properties.lp))
    this.#isMatch = newProbabilities(12 * 16)
    this.#isRep = newProbabilities(12)
    this.#isRepG0 = newProbabilities(12)
    this.#isRepG1 = newProbabilities(12)
    this.#isRepG2 = newProbabilities(12)
    this.#isRep0Long = newProbabilities(12 * 16)
    this.#slots = newProbabilities(4 * 64)
    this.#special = newProbabilities(128)
    this.#align = newProbabilities(16)
    this.#lengths = new Lengths()
    this.#repLengths = new Lengths()
  }

  /** Starts a run of compressed input. */
  start(input: Uint8Array): void {
    if (input.length < 5 || input[0] !== 0) throw new Damaged('its compressed data is wrong')
    this.#input = input
    this.#range = 0xffffffff
    this.#code =
      (((input[1] as number) << 24) |
        ((input[2] as number) << 16) |
        ((input[3] as number) << 8) |
        (input[4] as number)) >>>
      0
    this.#position = 5
  }

  /** Stored bytes of LZMA2. */
  store(bytes: Uint8Array): void {
    for (const byte of bytes) this.#put(byte)
  }

  /** The next `count` bytes; fewer when the stream marks its end before. */
  decode(count: number): Uint8Array {
    const out = new Uint8Array(count)
    let made = 0
    while (made < count) {
      if (this.#pending > 0) {
        const distance = this.#reps[0] + 1
        if (distance > this.#filled) throw new Damaged('its compressed data points before its beginning')
        const length = Math.min(this.#pending, count - made)
        for (let i = 0; i < length; i++) out[made++] = this.#copy(distance)
        this.#pending -= length
      } else {
        const byte = this.#next()
        if (byte === END) return out.subarray(0, made)
        if (byte !== MATCH) out[made++] = byte
      }
    }
    return out
  }

  /** A literal's byte, or MATCH with `#pending` and the distance set, or END. */
  #next(): number {
    const { lc, lp, pb } = this.#properties
    const position = this.#total & ((1 << pb) - 1)
    const state = this.#state
    if (this.#bit(this.#isMatch, state * 16 + position) === 0) {
      const previous = this.#filled === 0 ? 0 : this.#peek(1)
      const context = ((this.#total & ((1 << lp) - 1)) << lc) + (previous >> (8 - lc))
      const byte = this.#literal(0x300 * context, state)
      this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
      this.#put(byte)
      return byte
    }
    if (this.#bit(this.#isRep, state) === 0) {
      const [first, second, third] = this.#reps
      this.#state = state < 7 ? 7 : 10
      const length = this.#length(this.#lengths, position)
      const distance = this.#distance(length)
      if (distance === 0xffffffff) return END
      this.#reps = [distance, first, second, third]
      this.#pending = length + 2
      return MATCH
    }
    if (this.#bit(this.#isRepG0, state) === 0) {
      if (this.#bit(this.#isRep0Long, state * 16 + position) === 0) {
        this.#state = state < 7 ? 9 : 11
        this.#pending = 1
        return MATCH
      }
    } else {
      const [first, second, third, fourth] = this.#reps
      if (this.#bit(this.#isRepG1, state) === 0) this.#reps = [second, first, third, fourth]
      else if (this.#bit(this.#isRepG2, state) === 0) this.#reps = [third, first, second, fourth]
      else this.#reps = [fourth, first, second, third]
    }
    this.#state = state < 7 ? 8 : 11
    this.#pending = this.#length(this.#repLengths, position) + 2
    return MATCH
  }

  #literal(offset: number, state: number): number {
    let symbol = 1
    if (state >= 7) {
      if (this.#reps[0] >= this.#filled) throw new Damaged('its compressed data points before its beginning')
      let match = this.#peek(this.#reps[0] + 1)
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1
        match = (match << 1) & 0xff
        const bit = this.#bit(this.#literals, offset + ((1 + matchBit) << 8) + symbol)
        symbol = (symbol << 1) | bit
        if (matchBit !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literals, offset + symbol)
    return symbol & 0xff
  }

  #length(lengths: Lengths, position: number): number {
    if (this.#bit(lengths.choice, 0) === 0) return this.#tree(lengths.low, position * 8, 3)
    if (this.#bit(lengths.choice, 1) === 0) return 8 + this.#tree(lengths.mid, position * 8, 3)
    return 16 + this.#tree(lengths.high, 0, 8)
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length, 3) * 64, 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const base = (2 | (slot & 1)) * 2 ** bits
    if (slot < 14) return base + this.#reverseTree(this.#special, base - slot, bits)
    let direct = 0
    for (let i = 0; i < bits - 4; i++) direct = direct * 2 + this.#directBit()
    return base + direct * 16 + this.#reverseTree(this.#align, 0, 4)
  }

  #tree(probabilities: Uint16Array, offset: number, bits: number): number {
    let symbol = 1
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(probabilities, offset + symbol)
    return symbol - (1 << bits)
  }

  #reverseTree(probabilities: Uint16Array, offset: number, bits: number): number {
    let symbol = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(probabilities, offset + symbol)
      symbol = (symbol << 1) | bit
      value |= bit << i
    }
    return value
  }

  #bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index] as number
    const bound = (this.#range >>> 11) * probability
    let bit = 0
    if (this.#code < bound) {
      this.#range = bound
      probabilities[index] = probability + ((2048 - probability) >> 5)
    } else {
      this.#range -= bound
      this.#code -= bound
      probabilities[index] = probability - (probability >> 5)
      bit = 1
    }
    if (this.#range < TOP) this.#normalize()
    return bit
  }

  #directBit(): number {
    this.#range = this.#range >>> 1
    const bit = this.#code >= this.#range ? 1 : 0
    if (bit === 1) this.#code -= this.#range
    if (this.#range < TOP) this.#normalize()
    return bit
  }

  #normalize(): void {
    const byte = this.#input[this.#position++]
    // The encoder may leave out what no longer matters, but not more than its five bytes.
    if (byte === undefined && this.#position > this.#input.length + 5)
      throw new Damaged('its compressed data ends too early')
    this.#range = this.#range * 256
    this.#code = ((this.#code << 8) | (byte ?? 0)) >>> 0
  }

  #peek(distance: number): number {
    const at = this.#at - distance
    return this.#dictionary[at >= 0 ? at : at + this.#dictionary.length] as number
  }

  #copy(distance: number): number {
    const byte = this.#peek(distance)
    this.#put(byte)
    return byte
  }

  #put(byte: number): void {
    if (this.#at === this.#dictionary.length) this.#wrap()
    this.#dictionary[this.#at++] = byte
    if (this.#filled < this.#dictionary.length) this.#filled++
    this.#total = (this.#total + 1) >>> 0
  }

  /** The dictionary is as large as what was made so far, until it has its full size and goes round. */
  #wrap(): void {
    if (this.#dictionary.length === this.#maxDictionary) {
      this.#at = 0
      return
    }
    const grown = new Uint8Array(Math.min(this.#maxDictionary, this.#dictionary.length * 4))
    grown.set(this.#dictionary)
    this.#dictionary = grown
  }
}

const MATCH = -1
const END = -2
