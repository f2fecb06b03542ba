/**
 * The kernel's tables for the catalogue. The build makes them, so that a start need not read hundreds of
 * patterns; where the file is missing or made of other rules, the engine makes its own.
 */
import { readFileSync } from 'node:fs'
import type { EngineOptions } from '../detect/engine.ts'
import { compileImage, type Fingerprint, printOf } from '../detect/kernel/image.ts'
import type { Rule } from '../detect/rule.ts'
import { catalogue } from './catalogue.ts'

/** What tells most of what the kernel points at from a key, without the rule. */
export interface CataloguePattern {
  readonly source: string
  readonly flags: string
  readonly part?: Rule['part']
}

/** In the order of the rules; see quiet-judge.ts. */
export function makeCataloguePatterns(): CataloguePattern[] {
  return catalogue().map(({ pattern: { source, flags }, part }) => ({ source, flags, ...(part && { part }) }))
}

/** Called by the build, which must not succeed with a rule that nobody would search. */
export function makeCatalogueImage(): { readonly bytes: Uint8Array; readonly print: Fingerprint } {
  const { bytes, refused } = compileImage(catalogue())
  if (refused.length === 0) return { bytes, print: printOf(bytes) }
  const reasons = refused.map(
    ({ rule, reason, msPerMegabyte }) => `  ${rule}: ${reason} (${msPerMegabyte.toFixed(2)} ms per MB)`,
  )
  throw new Error(`rules that the kernel cannot search:\n${reasons.join('\n')}`)
}

/** The build writes here which rules the program was built with. */
declare const CATALOGUE_PRINT: Fingerprint
const print = typeof CATALOGUE_PRINT === 'undefined' ? undefined : CATALOGUE_PRINT

let known: Uint8Array | undefined

/** For the engine of the catalogue. */
export function catalogueTables(): Pick<EngineOptions, 'image' | 'print'> {
  return { image: readCatalogueImage(), print }
}

/** Read once, or made once where no build has made it. */
export function readCatalogueImage(): Uint8Array {
  return (known ??= readBuiltImage() ?? compileImage(catalogue()).bytes)
}

function readBuiltImage(): Uint8Array | undefined {
  try {
    return readFileSync(new URL('./catalogue.image', import.meta.url))
  } catch {
    return undefined
  }
}
