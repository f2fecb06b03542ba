/**
 * The kernel's tables for the catalogue. The build makes them, so that a start need not read hundreds of
 * patterns; where the file is missing or made of other rules, the engine makes its own.
 */
import { readFileSync } from 'node:fs'
import { compileImage } from '../detect/kernel/image.ts'
import { catalogue } from './catalogue.ts'

/** Called by the build, which must not succeed with a rule that nobody would search. */
export function makeCatalogueImage(): Uint8Array {
  const { bytes, refused } = compileImage(catalogue())
  if (refused.length === 0) return bytes
  const reasons = refused.map(
    ({ rule, reason, msPerMegabyte }) => `  ${rule}: ${reason} (${msPerMegabyte.toFixed(2)} ms per MB)`,
  )
  throw new Error(`rules that the kernel cannot search:\n${reasons.join('\n')}`)
}

let known: Uint8Array | undefined

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
