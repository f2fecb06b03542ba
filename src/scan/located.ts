/** A match with its lines and columns: all that has to be known of the bytes once they are gone. */
import type { Chunk, Match } from '../detect/chunk.ts'
import { findAllowComment } from './inline-comments.ts'
import { charactersOf, positionsIn } from './position.ts'

export interface Located extends Pick<Match, 'rule' | 'secret' | 'score' | 'reasons'> {
  /** From 1; columns are bytes. */
  readonly startLine: number
  readonly startColumn: number
  /** Of its last byte. */
  readonly endLine: number
  readonly endColumn: number
  readonly characters: { readonly start: number; readonly end: number } | undefined
  /** The comment that sets it aside. */
  readonly allowedBy: string | undefined
}

type Bytes = Omit<Chunk, 'origin'> & { readonly newlines?: (from: number, to: number) => number }

/** Matches are sorted and do not overlap, so neither their starts nor their ends decrease. */
export function locate(chunk: Bytes, matches: readonly Match[]): Located[] {
  if (matches.length === 0) return []
  const { bytes } = chunk
  const startAt = positionsIn(chunk)
  const endAt = positionsIn(chunk)
  return matches.map(({ rule, secret, score, reasons, start, end }) => {
    const from = startAt(start)
    const to = endAt(end - 1)
    return {
      rule,
      secret,
      score,
      reasons,
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
      characters: charactersOf(bytes, start, end),
      allowedBy: findAllowComment(bytes, start, end),
    }
  })
}
