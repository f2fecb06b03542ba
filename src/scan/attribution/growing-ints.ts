/** A row of integers that grows at its end: what an array of numbers would hold in several times the memory. */
export class GrowingInts {
  values: Int32Array
  length = 0

  constructor(room = 1_024) {
    this.values = new Int32Array(room)
  }

  push(value: number): void {
    if (this.length === this.values.length) this.fit(this.length + 1)
    this.values[this.length++] = value
  }

  /** Makes it longer by `count` and says where the new ones begin; their values are to be set. */
  room(count: number): number {
    const at = this.length
    this.length += count
    this.fit(this.length)
    return at
  }

  /** Makes it at least so long, filled up with `value`. */
  extend(length: number, value: number): void {
    if (length <= this.length) return
    this.fit(length).fill(value, this.length, length)
    this.length = length
  }

  /** Its values, of which there are at least `length`. */
  fit(length: number): Int32Array {
    if (length <= this.values.length) return this.values
    const larger = new Int32Array(Math.max(length, 2 * this.values.length))
    larger.set(this.values)
    return (this.values = larger)
  }
}
