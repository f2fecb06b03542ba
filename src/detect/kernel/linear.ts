/**
 * Writes a pattern as a list of lines: each line is a row of byte sets, gaps and seams, and whatever the pattern
 * matches fits at least one of the lines. Lines are the ground on which grams are chosen. Where the number of
 * lines would explode, a part becomes a gap: less is known of it, nothing is lost.
 */
import { type ByteSet, NO_BYTES, unionOf } from './byte-set.ts'
import { joined } from './join-lines.ts'
import { type Gap, isSet, type Line } from './line.ts'
import { extentOf, type Node } from './regex-tree.ts'

export const MAX_LINES = 600
/** As many are enough for words between a name and its key, where the key itself is worth more. */
export const FEW_LINES = 64
const LONG_RUN = 6
/** Repetitions that are written out one by one. */
const MAX_SETS = 200
const MAX_GROUPS = 6

const gapOf = (node: Node): Line => [{ ...extentOf(node), set: setIn(node) }]

/** All bytes that a node may take. */
function setIn(node: Node): ByteSet {
  switch (node.type) {
    case 'set':
      return node.set
    case 'assertion':
      return NO_BYTES
    case 'repeat':
      return setIn(node.part)
    case 'sequence':
    case 'choice':
      return unionOf(node.parts.map(setIn))
  }
}

function product(left: readonly Line[], right: readonly Line[]): Line[] {
  return left.flatMap((a) => right.map((b) => joined(a, b))).filter((line) => line !== undefined)
}

/** Whether bytes of one class stand in a row: then the kernel tells keys from words. */
function hasLongRun(line: Line): boolean {
  let length = 0
  for (let i = 0; i < line.length; i++) {
    length = i > 0 && line[i] === line[i - 1] && isSet(line[i]) ? length + 1 : 1
    if (length >= LONG_RUN) return true
  }
  return false
}

/** The lines of a node, of words without long runs at most `plain`, or undefined when they are too many. */
export function linesOf(node: Node, plain: number = MAX_LINES): readonly Line[] | undefined {
  switch (node.type) {
    case 'set':
      return [[node.set]]
    case 'assertion':
      return [node.edges === undefined ? [] : [{ isSeam: true, ...node.edges }]]
    case 'choice': {
      const lines: Line[] = []
      for (const part of node.parts) {
        const own = linesOf(part, plain)
        if (own === undefined) return undefined
        lines.push(...own)
      }
      return lines.length > MAX_LINES ? undefined : lines
    }
    case 'sequence': {
      let lines: readonly Line[] = [[]]
      for (const part of node.parts) {
        const own = linesOf(part, plain)
        const most = own?.some(hasLongRun) === true ? MAX_LINES : plain
        const fits = own !== undefined && (own.length === 1 || lines.length * own.length <= most)
        lines = product(lines, fits ? own : [gapOf(part)])
      }
      return lines
    }
    case 'repeat':
      return linesOfRepeat(node, plain)
  }
}

function linesOfRepeat(node: Node & { type: 'repeat' }, plain: number): readonly Line[] {
  const inner = node.most === 0 ? [[]] : linesOf(node.part, plain)
  if (node.most === 0) return [[]]
  if (inner === undefined) return [gapOf(node)]
  if (node.least === 0) return node.most === 1 && inner.length <= 8 ? [[], ...inner] : [gapOf(node)]
  const { least, most } = extentOf(node.part)
  const written = Math.min(
    node.least,
    inner.length === 1 && inner[0]?.length === 1 && isSet(inner[0][0]) ? MAX_SETS : MAX_GROUPS,
  )
  const rest = (count: number): Gap => ({
    least: least * (node.least - count),
    most: most === 0 ? 0 : most * (node.most - count),
    set: setIn(node.part),
  })
  let lines: readonly Line[] = [[]]
  for (let count = 0; count < written; count++) {
    if (lines.length * inner.length > MAX_LINES) return lines.map((line) => [...line, rest(count)])
    lines = product(lines, inner)
  }
  return node.most === written ? lines : lines.map((line) => [...line, rest(written)])
}
