/** A match with its lines and columns: all that has to be known of the bytes once they are gone. */
import type { Chunk, Match } from '../detect/chunk.ts'
import { findAllowComment } from './inline-comments.ts'
import { charactersOf, positionsIn, type Position } from './position.ts'

export interface Located {
  readonly match: Match
  readonly start: Position
  /** Of its last byte. */
  readonly end: Position
  readonly characters: ReturnType<typeof charactersOf>
  /** The comment that sets it aside. */
  readonly allowedBy?: string | undefined
}

type Bytes = Omit<Chunk, 'origin'> & { readonly newlines?: (from: number, to: number) => number }

/** Matches are sorted and do not overlap, so neither their starts nor their ends decrease. */
export function locate(chunk: Bytes, matches: readonly Match[]): Located[] {
  if (matches.length === 0) return []
  const { bytes } = chunk
  const startAt = positionsIn(chunk)
  const endAt = positionsIn(chunk)
  return matches.map((match) => ({
    match,
    start: startAt(match.start),
    end: endAt(match.end - 1),
    characters: charactersOf(bytes, match.start, match.end),
    allowedBy: findAllowComment(bytes, match.start, match.end),
  }))
}
