/**
 * Counts how often each version of a secret was used, and which versions are held, until the server
 * has acknowledged the figures. Pure: no clock, no network.
 */
export interface UseRow {
  readonly name: string
  readonly version: number
  readonly uses: number
}

export interface UseLedger {
  count(name: string, version: number, uses: number): void
  /** The versions in hand now; replaces what this holder said before. An empty list lets go. */
  hold(holder: object, name: string, versions: readonly number[]): void
  /**
   * What to report. Of several rows for one name the LAST is the oldest version still held, so that a
   * server that keeps the last one never believes in a move that is not finished.
   */
  rows(): UseRow[]
  /** Takes off what the server has confirmed; counts that came in between stay. */
  acknowledge(rows: readonly UseRow[]): void
  hasUses(): boolean
}

/** The client's own cache as a holder. It counts only for names that no adapter holds. */
export const CACHE_HOLDER = Object.freeze({})

export function createUseLedger(): UseLedger {
  const uses = new Map<string, Map<number, number>>()
  const held = new Map<string, Map<object, readonly number[]>>()

  const heldVersions = (name: string): number[] => {
    const holders = held.get(name)
    if (!holders) return []
    const adapters = [...holders].filter(([holder]) => holder !== CACHE_HOLDER)
    const speaking = adapters.length > 0 ? adapters : [...holders]
    return [...new Set(speaking.flatMap(([, versions]) => versions))].toSorted((a, b) => b - a)
  }

  return {
    count(name, version, more) {
      let versions = uses.get(name)
      if (!versions) uses.set(name, (versions = new Map()))
      versions.set(version, (versions.get(version) ?? 0) + more)
    },

    hold(holder, name, versions) {
      const holders = held.get(name) ?? new Map<object, readonly number[]>()
      if (versions.length > 0) holders.set(holder, [...versions])
      else holders.delete(holder)
      if (holders.size > 0) held.set(name, holders)
      else held.delete(name)
    },

    rows() {
      const rows: UseRow[] = []
      for (const name of new Set([...uses.keys(), ...held.keys()])) {
        const counts = uses.get(name) ?? new Map<number, number>()
        const holding = heldVersions(name)
        const released = [...counts.keys()].filter((version) => !holding.includes(version)).toSorted((a, b) => a - b)
        for (const version of [...released, ...holding]) rows.push({ name, version, uses: counts.get(version) ?? 0 })
      }
      return rows
    },

    acknowledge(rows) {
      for (const row of rows) {
        const versions = uses.get(row.name)
        const left = (versions?.get(row.version) ?? 0) - row.uses
        if (left > 0) versions?.set(row.version, left)
        else versions?.delete(row.version)
        if (versions?.size === 0) uses.delete(row.name)
      }
    },

    hasUses: () => uses.size > 0,
  }
}
