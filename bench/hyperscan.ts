/**
 * Hyperscan on the catalogue's patterns and the same text, where its headers and a C compiler are installed: a program
 * of ours is compiled into a temporary folder. Look-arounds, which it does not know, are left out of the patterns.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Rule } from '../src/detect/rule.ts'

export interface HyperscanRun {
  readonly compiled: number
  readonly refused: number
  readonly ms: number
}

/** Undefined when it cannot be compiled here. */
export function runHyperscan(rules: readonly Rule[], text: Uint8Array): HyperscanRun | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  try {
    const program = join(folder, 'hyperscan')
    const source = join(import.meta.dirname, 'hyperscan.c')
    if (spawnSync('cc', ['-O2', '-o', program, source, '-lhs']).status !== 0) return undefined
    writeFileSync(join(folder, 'patterns'), rules.map(lineOf).join('\n'))
    writeFileSync(join(folder, 'text'), text)
    const { stdout, status } = spawnSync(program, [join(folder, 'patterns'), join(folder, 'text')], {
      encoding: 'utf8',
      timeout: 300_000,
    })
    const [compiled = 0, refused = 0, ms = NaN] = stdout.trim().split(' ').map(Number)
    return status === 0 ? { compiled, refused, ms } : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function lineOf({ pattern }: Rule): string {
  return (pattern.flags.includes('i') ? 'i' : '-') + withoutLookArounds(pattern.source)
}

function withoutLookArounds(source: string): string {
  let out = ''
  for (let at = 0; at < source.length;) {
    const look = /^\(\?<?[=!]/.exec(source.slice(at, at + 4))
    if (look !== null) at = behindGroup(source, at)
    else {
      const end = endOfAtom(source, at)
      out += source.slice(at, end)
      at = end
    }
  }
  return out.replaceAll(/\(\?<[A-Za-z]\w*>/g, '(?:').replaceAll('[^]', String.raw`[\s\S]`)
}

/** An escape and a class are taken whole: a parenthesis in them is none. */
function endOfAtom(source: string, at: number): number {
  if (source[at] === '\\') return at + 2
  if (source[at] !== '[') return at + 1
  let end = at + 1
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  return end + 1
}

function behindGroup(source: string, from: number): number {
  let depth = 0
  let at = from
  do {
    if (source[at] === '(') depth++
    else if (source[at] === ')') depth--
    at = endOfAtom(source, at)
  } while (depth > 0 && at < source.length)
  return at
}
