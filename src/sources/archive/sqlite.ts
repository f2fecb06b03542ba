/**
 * The rows of an SQLite database, as text: one line for each row, its values with tabs between. Reads the pages
 * themselves, without SQL: nothing in the file can make us compute anything. Deleted rows are not looked for.
 */
import { Damaged } from './budget.ts'
import type { RandomAccess } from './body.ts'

const LEAF_TABLE = 13
const INNER_TABLE = 5
const MAX_VALUE_BYTES = 16 * 1024 * 1024
const TAB = Buffer.from('\t')
const NEWLINE = Buffer.from('\n')

interface Table {
  readonly name: string
  /** An async generator, for who reads streams. */
  rows(): AsyncGenerator<Uint8Array>
}

export function* readSqlite(random: RandomAccess): Generator<Table> {
  const database = new Database(random)
  yield { name: 'sqlite_schema', rows: () => linesOf(database, 1) }
  const seen = new Set<number>()
  for (const [type, name, , root] of database.rows(1)) {
    if (textOf(type) !== 'table' || typeof root !== 'number' || root < 2 || seen.has(root)) continue
    seen.add(root)
    yield { name: textOf(name), rows: () => linesOf(database, root) }
  }
}

type Value = number | Uint8Array | undefined

async function* linesOf(database: Database, root: number): AsyncGenerator<Uint8Array> {
  for (const row of database.rows(root)) {
    const parts = row.flatMap((value) => (value instanceof Uint8Array ? [value, TAB] : []))
    if (parts.length > 0) yield Buffer.concat([...parts.slice(0, -1), NEWLINE])
  }
}

function textOf(value: Value): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : ''
}

class Database {
  readonly #random: RandomAccess
  readonly #pageSize: number
  readonly #usable: number
  readonly #pages: number
  readonly #decode: (bytes: Uint8Array) => Uint8Array

  constructor(random: RandomAccess) {
    this.#random = random
    const header = Buffer.from(random.read(0, 100))
    if (header.length < 100) throw new Damaged('it ends within its header')
    const pageSize = header.readUInt16BE(16)
    this.#pageSize = pageSize === 1 ? 65_536 : pageSize
    this.#usable = this.#pageSize - (header[20] as number)
    this.#pages = Math.floor(random.size / this.#pageSize)
    if (this.#pageSize < 512 || this.#usable < 480 || (this.#pageSize & (this.#pageSize - 1)) !== 0)
      throw new Damaged('its page size is wrong')
    const encoding = header.readUInt32BE(56)
    this.#decode = encoding === 2 ? fromUtf16('utf16le') : encoding === 3 ? fromUtf16('utf16be') : (bytes) => bytes
  }

  /** In the order of the pages of a table's tree. A page that was there already is damage, not a loop for us. */
  *rows(root: number): Generator<Value[]> {
    const seen = new Set<number>()
    const open = [root]
    while (open.length > 0) {
      const number = open.pop() as number
      if (number < 1 || number > this.#pages || seen.has(number)) throw new Damaged('its pages are wrong')
      seen.add(number)
      const page = this.#page(number)
      const at = number === 1 ? 100 : 0
      const type = page[at] as number
      const cells = page.readUInt16BE(at + 3)
      const pointersAt = at + (type === INNER_TABLE ? 12 : 8)
      if (pointersAt + cells * 2 > page.length) throw new Damaged('a page is wrong')
      if (type === INNER_TABLE) {
        open.push(page.readUInt32BE(at + 8))
        for (let i = cells - 1; i >= 0; i--) {
          const cell = page.readUInt16BE(pointersAt + i * 2)
          if (cell + 4 > page.length) throw new Damaged('a page is wrong')
          open.push(page.readUInt32BE(cell))
        }
      } else if (type === LEAF_TABLE) {
        for (let i = 0; i < cells; i++) {
          const row = this.#row(page, page.readUInt16BE(pointersAt + i * 2))
          if (row !== undefined) yield row
        }
      } else if (type !== 2 && type !== 10) throw new Damaged('a page is of no known kind')
    }
  }

  #page(number: number): Buffer {
    return Buffer.from(this.#random.read((number - 1) * this.#pageSize, this.#pageSize))
  }

  #row(page: Buffer, cell: number): Value[] | undefined {
    const reader = { at: cell }
    const size = varint(page, reader)
    varint(page, reader)
    if (size > MAX_VALUE_BYTES || reader.at >= page.length) return undefined
    const payload = this.#payload(page, reader.at, size)
    return payload === undefined ? undefined : this.#values(payload)
  }

  /** A long row goes on in a chain of overflow pages. */
  #payload(page: Buffer, at: number, size: number): Buffer | undefined {
    const most = this.#usable - 35
    if (size <= most) return page.subarray(at, at + size)
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23
    const spread = least + ((size - least) % (this.#usable - 4))
    const local = spread <= most ? spread : least
    if (at + local + 4 > page.length) return undefined
    const parts = [page.subarray(at, at + local)]
    let left = size - local
    let next = page.readUInt32BE(at + local)
    while (left > 0 && next > 0 && next <= this.#pages) {
      const overflow = this.#page(next)
      const part = overflow.subarray(4, Math.min(this.#usable, 4 + left))
      if (part.length === 0) break
      parts.push(part)
      left -= part.length
      next = overflow.readUInt32BE(0)
    }
    return Buffer.concat(parts)
  }

  #values(payload: Buffer): Value[] {
    const reader = { at: 0 }
    const headerEnd = Math.min(varint(payload, reader), payload.length)
    let at = headerEnd
    const values: Value[] = []
    while (reader.at < headerEnd) {
      const type = varint(payload, reader)
      if (type < 12) {
        const length = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] as number
        const isSmall = length > 0 && length <= 6 && at + length <= payload.length
        values.push(isSmall ? payload.readIntBE(at, length) : type === 9 ? 1 : type === 8 ? 0 : undefined)
        at += length
        continue
      }
      const length = Math.floor((type - 12) / 2)
      const bytes = payload.subarray(at, at + length)
      values.push(type % 2 === 1 ? this.#decode(bytes) : bytes)
      at += length
    }
    return values
  }
}

function fromUtf16(encoding: 'utf16le' | 'utf16be'): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const even = Buffer.from(bytes.subarray(0, bytes.length & ~1))
    if (encoding === 'utf16be') even.swap16()
    return Buffer.from(even.toString('utf16le'), 'utf8')
  }
}

function varint(bytes: Uint8Array, reader: { at: number }): number {
  let value = 0
  for (let i = 0; i < 9; i++) {
    const byte = bytes[reader.at++] ?? 0
    if (i === 8) return value * 256 + byte
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return value
  }
  return value
}
