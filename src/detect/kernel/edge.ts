/**
 * What look-arounds say of the one byte beside a place. The kernel checks that byte, so a name in the middle of a word
 * or of noise is no candidate; all else that look-arounds see is left to the RegExp. An edge never forbids more than
 * its look-around does.
 */
import { ALL_BYTES, type ByteSet, intersectionOf, NO_BYTES, unionOf, without } from './byte-set.ts'
import type { Edge, Edges, Node } from './regex-tree.ts'

export const ANYTHING: Edge = { set: ALL_BYTES, orEnd: true }

export function bothOf(a: Edge | undefined, b: Edge | undefined): Edge | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return { set: intersectionOf(a.set, b.set), orEnd: a.orEnd && b.orEnd }
}

export function eitherOf(a: Edge | undefined, b: Edge | undefined): Edge | undefined {
  if (a === undefined || b === undefined) return undefined
  return { set: unionOf([a.set, b.set]), orEnd: a.orEnd || b.orEnd }
}

/** The edges of a look-around: `=`, `!`, `<=` or `<!` with the pattern in it. */
export function edgesOf(look: string, inner: Node): Edges {
  const isBefore = look.startsWith('<')
  const edge = look.endsWith('!') ? unless(inner) : provided(inner, isBefore)
  if (edge === undefined) return {}
  return isBefore ? { before: edge } : { behind: edge }
}

/** A single byte that is all that the pattern needs rules the place out. */
function unless(inner: Node): Edge | undefined {
  const { bytes } = aloneIn(inner)
  return bytes === NO_BYTES ? undefined : { set: without(ALL_BYTES, bytes), orEnd: true }
}

/** The bytes each of which the node matches as a whole text, and whether it matches the empty one for certain. */
function aloneIn(node: Node): { readonly bytes: ByteSet; readonly isEmpty: boolean } {
  switch (node.type) {
    case 'set':
      return { bytes: node.set, isEmpty: false }
    case 'assertion':
      return NOTHING_CERTAIN
    case 'choice': {
      const parts = node.parts.map(aloneIn)
      return { bytes: unionOf(parts.map(({ bytes }) => bytes)), isEmpty: parts.some(({ isEmpty }) => isEmpty) }
    }
    case 'sequence': {
      const parts = node.parts.map(aloneIn)
      const full = parts.filter(({ isEmpty }) => !isEmpty)
      const able = full.length === 0 ? parts : full.length === 1 ? full : []
      return { bytes: unionOf(able.map(({ bytes }) => bytes)), isEmpty: full.length === 0 }
    }
    case 'repeat': {
      if (node.ofGroup === true || node.most === 0) return NOTHING_CERTAIN
      const part = aloneIn(node.part)
      const isEmpty = node.least === 0 || part.isEmpty
      return { bytes: node.least <= 1 || part.isEmpty ? part.bytes : NO_BYTES, isEmpty }
    }
  }
}

const NOTHING_CERTAIN = { bytes: NO_BYTES, isEmpty: false }

/** What the pattern begins with (for a look-behind: ends with) must be there. */
function provided(inner: Node, isBefore: boolean): Edge | undefined {
  const { bytes, mayBeEmpty } = nearIn(inner, isBefore)
  return mayBeEmpty ? undefined : { set: bytes, orEnd: false }
}

/** All bytes that may stand first (or last) in what the node matches, and whether that may be nothing. */
function nearIn(node: Node, fromEnd: boolean): { readonly bytes: ByteSet; readonly mayBeEmpty: boolean } {
  switch (node.type) {
    case 'set':
      return { bytes: node.set, mayBeEmpty: false }
    case 'assertion':
      return { bytes: NO_BYTES, mayBeEmpty: true }
    case 'choice': {
      const parts = node.parts.map((part) => nearIn(part, fromEnd))
      return { bytes: unionOf(parts.map(({ bytes }) => bytes)), mayBeEmpty: parts.some((part) => part.mayBeEmpty) }
    }
    case 'sequence': {
      let bytes = NO_BYTES
      for (const part of fromEnd ? node.parts.toReversed() : node.parts) {
        const own = nearIn(part, fromEnd)
        bytes = unionOf([bytes, own.bytes])
        if (!own.mayBeEmpty) return { bytes, mayBeEmpty: false }
      }
      return { bytes, mayBeEmpty: true }
    }
    case 'repeat': {
      const part = nearIn(node.part, fromEnd)
      return { bytes: part.bytes, mayBeEmpty: node.least === 0 || part.mayBeEmpty }
    }
  }
}
