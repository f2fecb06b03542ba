/** Numbers for the objects that commits and trees name: those in packs have their entry's, others get the next. */
import type { ForestOfPacks } from '../../sources/pack/forest.ts'
import { IdTable } from './id-table.ts'

export class ObjectNumbers {
  readonly #packs: Pick<ForestOfPacks, 'entryOf' | 'idOf'>
  readonly #count: number
  readonly #others: IdTable

  constructor(packs: Pick<ForestOfPacks, 'forest' | 'entryOf' | 'idOf'>, hashBytes: number) {
    this.#packs = packs
    this.#count = packs.forest.count
    this.#others = new IdTable(hashBytes)
  }

  /** Of the id at `at`. */
  of(bytes: Uint8Array, at = 0): number {
    const entry = this.#packs.entryOf(bytes, at)
    return entry >= 0 ? entry : this.#count + this.#others.add(bytes, at)
  }

  idOf(number: number): string {
    return number < this.#count ? this.#packs.idOf(number) : this.#others.idOf(number - this.#count)
  }
}
