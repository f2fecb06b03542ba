/** What a regular expression is read into: byte sets, in sequence, in choice and repeated. */
import type { ByteSet } from './byte-set.ts'

/** What the byte beside a place must be. */
export interface Edge {
  /** The bytes that may stand there. */
  readonly set: ByteSet
  /** Whether the text may end there. */
  readonly orEnd: boolean
}

/** What a place without bytes demands of the bytes around it. */
export interface Edges {
  readonly before?: Edge | undefined
  readonly behind?: Edge | undefined
  /** `\b`: what it demands depends on what stands on the other side. */
  readonly ofWord?: true | undefined
}

export type Node =
  | { readonly type: 'set'; readonly set: ByteSet }
  | { readonly type: 'sequence'; readonly parts: readonly Node[] }
  | { readonly type: 'choice'; readonly parts: readonly Node[] }
  | {
      readonly type: 'repeat'
      readonly part: Node
      readonly least: number
      readonly most: number
      /** A back reference: what it repeats is not known. */
      readonly ofGroup?: true
    }
  /** Takes no bytes. `sees`: how far a look-around looks. */
  | { readonly type: 'assertion'; readonly sees: number; readonly edges?: Edges }

/** The least and most bytes that a node takes. */
export function extentOf(node: Node): { least: number; most: number } {
  switch (node.type) {
    case 'set':
      return { least: 1, most: 1 }
    case 'assertion':
      return { least: 0, most: 0 }
    case 'repeat': {
      const inner = extentOf(node.part)
      return { least: inner.least * node.least, most: inner.most === 0 || node.most === 0 ? 0 : inner.most * node.most }
    }
    case 'sequence': {
      const inner = node.parts.map(extentOf)
      return { least: sum(inner.map((part) => part.least)), most: sum(inner.map((part) => part.most)) }
    }
    case 'choice': {
      const inner = node.parts.map(extentOf)
      return {
        least: Math.min(...inner.map((part) => part.least)),
        most: Math.max(...inner.map((part) => part.most)),
      }
    }
  }
}

/** How far the look-arounds of a pattern look beyond its own bytes. */
export function sightOf(node: Node): number {
  switch (node.type) {
    case 'set':
      return 0
    case 'assertion':
      return node.sees
    case 'repeat':
      return sightOf(node.part)
    case 'sequence':
    case 'choice':
      return Math.max(0, ...node.parts.map(sightOf))
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
