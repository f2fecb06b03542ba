/**
 * The order of `git log --date-order`: no parent before its children, otherwise the youngest first; of two of the same
 * second the one that was met first.
 */
import type { Commits } from './commits.ts'
import { GrowingInts } from './growing-ints.ts'

/** `tips` in the order in which git names them; every commit that they lead to is known. */
export function inDateOrder(commits: Pick<Commits, 'timeOf' | 'parentsOf'>, tips: readonly number[]): number[] {
  const children = new GrowingInts()
  const met = new GrowingInts()
  const pending: number[] = []
  const meet = (commit: number): void => {
    met.extend(commit + 1, 0)
    children.extend(commit + 1, 0)
    if (met.values[commit] === 1) return
    met.values[commit] = 1
    pending.push(commit)
  }
  for (const tip of tips) meet(tip)
  for (let commit = pending.pop(); commit !== undefined; commit = pending.pop()) {
    for (const parent of commits.parentsOf(commit)) {
      meet(parent)
      ;(children.values[parent] as number)++
    }
  }
  const queue = new CommitQueue()
  const put = (commit: number): void => queue.put(commit, commits.timeOf(commit))
  const byTime = [...new Set(tips)].toSorted((a, b) => commits.timeOf(b) - commits.timeOf(a))
  for (const tip of byTime) if (children.values[tip] === 0) put(tip)
  const order: number[] = []
  for (let commit = queue.take(); commit >= 0; commit = queue.take()) {
    order.push(commit)
    for (const parent of commits.parentsOf(commit)) if (--(children.values[parent] as number) === 0) put(parent)
  }
  return order
}

/** A binary heap: the latest time first, then what was put first. */
class CommitQueue {
  readonly #commits: number[] = []
  readonly #times: number[] = []
  readonly #turns: number[] = []
  #turn = 0

  put(commit: number, time: number): void {
    let at = this.#commits.length
    const turn = this.#turn++
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!this.#isBefore(time, turn, above)) break
      this.#move(above, at)
      at = above
    }
    this.#set(at, commit, time, turn)
  }

  /** -1 when there is none. */
  take(): number {
    const first = this.#commits[0]
    const commit = this.#commits.pop()
    const time = this.#times.pop() as number
    const turn = this.#turns.pop() as number
    if (first === undefined || commit === undefined) return -1
    const { length } = this.#commits
    if (length === 0) return first
    let at = 0
    for (let below = 1; below < length; below = 2 * at + 1) {
      if (
        below + 1 < length &&
        this.#isBefore(this.#times[below + 1] as number, this.#turns[below + 1] as number, below)
      )
        below++
      if (this.#isBefore(time, turn, below)) break
      this.#move(below, at)
      at = below
    }
    this.#set(at, commit, time, turn)
    return first
  }

  #isBefore(time: number, turn: number, other: number): boolean {
    const theirs = this.#times[other] as number
    return time === theirs ? turn < (this.#turns[other] as number) : time > theirs
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#commits[from] as number, this.#times[from] as number, this.#turns[from] as number)
  }

  #set(at: number, commit: number, time: number, turn: number): void {
    this.#commits[at] = commit
    this.#times[at] = time
    this.#turns[at] = turn
  }
}
