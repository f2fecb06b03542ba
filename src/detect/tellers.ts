/**
 * Rules whose findings only say something of another finding near them: the host and the user in a block of settings.
 * Nearly every file of settings has such, and few have a password beside it; without one they are dropped at once.
 */
import type { Match } from './chunk.ts'
import type { Rule } from './rule.ts'

/** More than the lines within which they are paired have bytes. */
const NEAR_BYTES = 4_096

/** For each such rule those of the same set that it may say something of. */
export type Tellers = ReadonlyMap<string, ReadonlySet<string>>

export function tellersOf(rules: readonly Rule[]): Tellers {
  const tellers = rules.filter(({ partners = [] }) => partners.length > 0 && partners.every(({ tells }) => tells))
  const known = new Set(rules.map(({ id }) => id))
  return new Map(
    tellers.flatMap(({ id, partners = [] }) => {
      const told = new Set(partners.map(({ rule }) => rule).filter((rule) => known.has(rule)))
      return told.size > 0 ? [[id, told]] : []
    }),
  )
}

/** `matches` in the order of their start. */
export function withoutLone(matches: readonly Match[], tellers: Tellers): Match[] {
  return matches.filter(({ rule }, index) => {
    const told = tellers.get(rule)
    return told === undefined || isNear(matches, index, told)
  })
}

function isNear(matches: readonly Match[], index: number, told: ReadonlySet<string>): boolean {
  const { start } = matches[index] as Match
  for (const step of [-1, 1]) {
    for (let i = index + step; i >= 0 && i < matches.length; i += step) {
      const other = matches[i] as Match
      if (Math.abs(other.start - start) > NEAR_BYTES) break
      if (told.has(other.rule)) return true
    }
  }
  return false
}
