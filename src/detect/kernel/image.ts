/**
 * The tables of a set of rules as one row of bytes: what the kernel reads, what the engine needs of each rule,
 * and the fingerprint of the rules that it was made of. Made at build time for the catalogue, at run time for
 * the rules of users; equal rules give equal bytes.
 */
import { BYTE_CLASS } from './byte-class.ts'
import { type ByteSet, unionOf } from './byte-set.ts'
import { isLongRun } from './long-run.ts'
import { compileRule, type CompiledRule, isRefused, type RefusedRule, type RuleSource } from './compile-rule.ts'
import { PROGRAM_BACK } from './kernel.ts'
import type { Edge } from './regex-tree.ts'
import type { Run, Tail, Variant } from './variants.ts'

/** Changes with every change of the layout or of what compiling means. */
const VERSION = 14
const MAGIC = 0x31_49_4b_52
const HEADER_WORDS = 16
const BITMAP_BYTES = 32_768
const HASH_1 = 0x9e37_79b1
const HASH_2 = 0x85eb_ca6b
const RULE_WORDS = 16
/** A list is named by 20 bits, and counted in words: see assembly/confirm.ts. */
const MOST_BODY = 4 * 2 ** 20
/** In the place of an edge's class: there is none; and, added to it, that the text may not end there. */
const NO_EDGE = 0xffff
const NO_END = 0x8000
/** Numbers of the tails: see assembly/confirm.ts. */
const TAILS: Readonly<Record<Tail, number>> = { assignment: 1, password: 2 }

export interface RuleSpec {
  /** False: the rule was refused and is not searched. */
  readonly on: boolean
  readonly back: { readonly least: number; readonly most: number }
  readonly starts: readonly number[]
  readonly forward: number
  readonly sight: number
}

export interface Image {
  readonly bytes: Uint8Array
  readonly specs: readonly RuleSpec[]
  readonly refused: readonly RefusedRule[]
}

/** What an image depends on: two numbers of 32 bits over all that compiling reads. */
export function fingerprint(rules: readonly RuleSource[]): Fingerprint {
  let a = 0x811c_9dc5 ^ VERSION
  let b = 0x1234_5678 ^ rules.length
  for (const { id, pattern, literals, window, tail, sight } of rules) {
    const text = `${id}\0${pattern.source}\0${pattern.flags}\0${literals.join('\0')}\0${window?.before},${window?.after},${tail},${sight}\u0001`
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x0100_0193)
      b = Math.imul((b << 13) | (b >>> 19), 5) + Math.imul(text.charCodeAt(i) + 1, 0x85eb_ca6b)
    }
  }
  return [a >>> 0, b >>> 0]
}

export function compileImage(rules: readonly RuleSource[]): Image {
  const results = rules.map(compileRule)
  const refused = results.filter(isRefused)
  const compiled = results.map((result) => (isRefused(result) ? undefined : result))
  const specs = compiled.map(specOf)
  const program = new ProgramWriter()
  const lists = program.write(compiled)
  return { bytes: layOut(fingerprint(rules), { program: program.bytes(), lists, specs }), specs, refused }
}

const OFF: RuleSpec = { on: false, back: { least: 0, most: 0 }, starts: [], forward: 0, sight: 0 }

function specOf(rule: CompiledRule | undefined): RuleSpec {
  if (rule === undefined) return OFF
  return { on: true, back: rule.back, starts: rule.starts, forward: rule.forward, sight: rule.sight }
}

export type Fingerprint = readonly [number, number]

/** The fingerprint that an image says it was made of. */
export function printOf(bytes: Uint8Array): Fingerprint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return [view.getUint32(40, true), view.getUint32(44, true)]
}

/**
 * The image of the catalogue as read from a file, if it was made of exactly these rules. `print`: their fingerprint,
 * where it is known already.
 */
export function findImage(
  bytes: Uint8Array,
  rules: readonly RuleSource[],
  print: Fingerprint = fingerprint(rules),
): Image | undefined {
  if (bytes.length < HEADER_WORDS * 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (place: number): number => view.getUint32(place * 4, true)
  const [a, b] = print
  if (word(0) !== MAGIC || word(1) !== bytes.length || word(10) !== a || word(11) !== b) return undefined
  const specs = readSpecs(bytes)
  const refused = rules.flatMap((rule, index) => {
    const result = specs[index]?.on ? undefined : compileRule(rule)
    return result !== undefined && isRefused(result) ? [result] : []
  })
  return { bytes, specs, refused }
}

/** What the engine needs of each rule, in the order of the rules that the image was made of. */
export function readSpecs(bytes: Uint8Array): RuleSpec[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (place: number): number => view.getUint32(place * 4, true)
  return Array.from({ length: word(9) }, (_, rule): RuleSpec => {
    const at = word(8) + rule * RULE_WORDS * 4
    const number = (place: number): number => view.getUint32(at + place * 4, true)
    return {
      on: number(0) === 1,
      back: { least: number(1), most: number(2) },
      forward: number(3),
      sight: number(4),
      starts: Array.from({ length: number(5) }, (_unused, i) => number(6 + i)),
    }
  })
}

/** Sets, variants and lists: see assembly/confirm.ts for the layout. */
class ProgramWriter {
  readonly #sets: ByteSet[] = []
  readonly #setIds = new Map<ByteSet, number>()
  readonly #body: number[] = []

  #setId(set: ByteSet): number {
    let id = this.#setIds.get(set)
    if (id === undefined) {
      id = this.#sets.length
      this.#setIds.set(set, id)
      this.#sets.push(set)
    }
    return id
  }

  #words16(...values: number[]): void {
    for (const value of values) this.#body.push(value & 255, (value >>> 8) & 255)
  }

  #edgeId(edge: Edge | undefined): number {
    return edge === undefined ? NO_EDGE : this.#setId(edge.set) | (edge.orEnd ? 0 : NO_END)
  }

  /** What a variant says beside its anchor. */
  #headOf({ before, behind, run, tail, probe }: Variant): number[] {
    const sets = run === undefined ? [0, 0] : [this.#setId(run.set), this.#setId(run.through)]
    return [
      run?.length ?? 0,
      ...sets,
      run?.distance ?? 0,
      tail === undefined ? 0 : TAILS[tail],
      ...[before, behind, run?.before, run?.behind].map((edge) => this.#edgeId(edge)),
      Math.min(run?.most ?? 0, NO_EDGE),
      probe,
    ]
  }

  #align(): void {
    while (this.#body.length & 3) this.#body.push(0)
  }

  /** Places of lists by gram, in words. No list has place 0: a variant stands before it. */
  write(rules: readonly (CompiledRule | undefined)[]): Map<number, number> {
    const variants: Written[] = []
    const byKey = new Map<string, number>()
    const ofGram = new Map<number, Set<number>>()
    rules.forEach((compiled, rule) => {
      for (const variant of compiled?.variants ?? []) {
        const { at, anchor } = variant
        const ids = anchor.map((set) => this.#setId(set))
        const head = this.#headOf(variant)
        const key = [rule, at, ...head, ...ids].join()
        let index = byKey.get(key)
        if (index === undefined) {
          index = variants.length
          byKey.set(key, index)
          this.#align()
          variants.push({ rule, variant, offset: this.#body.length })
          this.#words16(rule)
          this.#body.push(at, ids.length)
          this.#words16(...head, ...ids)
        }
        for (const gram of variant.grams) {
          const own = ofGram.get(gram)
          if (own === undefined) ofGram.set(gram, new Set([index]))
          else own.add(index)
        }
      }
    })
    return this.#writeLists(variants, ofGram)
  }

  #writeLists(variants: readonly Written[], ofGram: ReadonlyMap<number, ReadonlySet<number>>): Map<number, number> {
    const offsets = new Map<string, number>()
    const lists = new Map<number, number>()
    for (const [gram, members] of ofGram) {
      const key = [...members].join()
      let offset = offsets.get(key)
      if (offset === undefined) {
        const own = [...members].map((index) => variants[index] as Written)
        const lone = new Set(own.flatMap(({ rule, variant }) => (variant.run === undefined ? [rule] : [])))
        const first = own.filter(({ rule }) => lone.has(rule))
        const second = own.filter(({ rule }) => !lone.has(rule))
        this.#align()
        offset = this.#body.length
        offsets.set(key, offset)
        this.#words16(first.length, second.length, ...this.#summaryOf(second))
        for (const { offset: at } of [...first, ...second]) this.#words16(at & 0xffff, at >>> 16)
      }
      lists.set(gram, offset / 4)
    }
    return lists
  }

  /** What all variants with a run have in common, so that one look decides about most candidates. */
  #summaryOf(written: readonly Written[]): number[] {
    if (written.length === 0) return [0, 0, 0, 0]
    const known = written.map(({ variant }) => variant.run as Run)
    const set = unionOf(known.map((run) => run.set))
    const least = Math.min(...known.map((run) => run.length))
    const far = Math.max(...written.map(({ variant }) => variant.anchor.length - variant.at + farOf(variant)))
    return [least, this.#setId(set), far, isLongRun(set, least) ? 1 : 0]
  }

  bytes(): { readonly sets: Uint8Array; readonly body: Uint8Array } {
    const sets = new Uint8Array(Math.max(1, this.#sets.length) * 32)
    this.#sets.forEach((set, id) => {
      for (let byte = 0; byte < 256; byte++) {
        if (set[byte] === 1) sets[id * 32 + (byte >> 3)] = (sets[id * 32 + (byte >> 3)] as number) | (1 << (byte & 7))
      }
    })
    if (this.#body.length > MOST_BODY || this.#sets.length > NO_END - 1)
      throw new RangeError('these are too many rules for one set of tables')
    return { sets, body: Uint8Array.from(this.#body) }
  }
}

interface Written {
  readonly rule: number
  readonly variant: Variant
  readonly offset: number
}

const farOf = ({ run }: Variant): number => (run === undefined ? 0 : run.distance + run.length)

interface Parts {
  readonly program: { readonly sets: Uint8Array; readonly body: Uint8Array }
  readonly lists: ReadonlyMap<number, number>
  readonly specs: readonly RuleSpec[]
}

function layOut(print: readonly [number, number], { program, lists, specs }: Parts): Uint8Array {
  let slots = 16
  while (slots < lists.size * 2) slots *= 2
  const bitmap1 = HEADER_WORDS * 4
  const bitmap2 = bitmap1 + BITMAP_BYTES
  const table = bitmap2 + BITMAP_BYTES
  const rules = table + slots * 8
  const sets = rules + specs.length * RULE_WORDS * 4
  const body = sets + program.sets.length
  const classes = (body + program.body.length + 15) & ~15
  const end = classes + BYTE_CLASS.length
  const bytes = new Uint8Array(end)
  bytes.set(program.sets, sets)
  bytes.set(program.body, body)
  bytes.set(BYTE_CLASS, classes)
  const view = new DataView(bytes.buffer)
  const put = (at: number, ...values: number[]): void =>
    values.forEach((value, i) => view.setUint32(at + i * 4, value, true))
  // Beyond the sight of its rule a verdict may look back as far as a program does.
  const mostBack = Math.max(0, ...specs.map((spec) => spec.back.most + spec.sight)) + PROGRAM_BACK
  put(0, MAGIC, end, bitmap1, bitmap2, table, slots - 1, body, sets, rules, specs.length, ...print, mostBack, classes)
  for (const [gram, list] of lists) {
    for (const [bitmap, factor] of [
      [bitmap1, HASH_1],
      [bitmap2, HASH_2],
    ] as const) {
      const hash = Math.imul(gram, factor)
      const at = bitmap + ((hash >>> 17) & 0x7ffc)
      view.setUint32(at, view.getUint32(at, true) | (1 << ((hash >>> 8) & 31)), true)
    }
    let slot = (Math.imul(gram, HASH_2) >>> 12) & (slots - 1)
    while (view.getUint32(table + slot * 8, true) !== 0) slot = (slot + 1) & (slots - 1)
    put(table + slot * 8, gram, list)
  }
  specs.forEach((spec, rule) => {
    const { on, back, forward, sight, starts } = spec
    put(rules + rule * RULE_WORDS * 4, on ? 1 : 0, back.least, back.most, forward, sight, starts.length, ...starts)
  })
  return bytes
}
