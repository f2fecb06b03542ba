/** The kernel alone, on real source text and on floods: bytes per second of one core, by CPU time. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine } from '../src/detect/engine.ts'
import {
  ALL_DIRTY,
  createKernelMemory,
  type Kernel,
  SCRATCH_BYTES,
  SLACK,
  workBudget,
} from '../src/detect/kernel/kernel.ts'
import { createTypescriptKernel } from '../src/detect/kernel/typescript-kernel.ts'
import { createWasmKernel, wasmModule } from '../src/detect/kernel/wasm-kernel.ts'
import type { Rule } from '../src/detect/rule.ts'
import { catalogue } from '../src/scan/catalogue.ts'
import { benchEngine } from './engine.ts'
import { runHyperscan } from './hyperscan.ts'
import { medianMs } from './process.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const TEXT_BYTES = 16 * 1024 * 1024
const FLOOD_BYTES = 1024 * 1024

/** Sources of the packages that are installed here. */
function sourceText(): Buffer {
  const parts: Buffer[] = []
  let total = 0
  const packages = join(root, 'node_modules')
  for (const entry of readdirSync(packages, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:js|ts|json|md)$/.test(entry.name)) continue
    if (total >= TEXT_BYTES) break
    const bytes = readFileSync(join(entry.parentPath, entry.name)).subarray(0, 200_000)
    parts.push(bytes)
    total += bytes.length
  }
  return Buffer.concat(parts).subarray(0, TEXT_BYTES)
}

const speed = (bytes: number, ms: number): string => `${(bytes / ms / 1e6).toFixed(3)} GB/s`

function measureKernel(kind: Kernel['kind'], image: Uint8Array, text: Buffer): Row[] {
  const room = TEXT_BYTES + 2 * SLACK
  const { memory, imageAt, heapAt } = createKernelMemory(image, { bytes: SCRATCH_BYTES + 3 * room })
  const place = { memory, imageAt, scratchAt: heapAt }
  const kernel =
    kind === 'wasm' ? createWasmKernel({ ...place, module: wasmModule(false) }) : createTypescriptKernel(place)
  const at = heapAt + SCRATCH_BYTES
  const { length } = text
  kernel.bytes.set(text, at)
  const candidates = (at + length + 2 * SLACK) & ~63
  const out = candidates + TEXT_BYTES
  let count = 0
  let hits = 0
  const scan = (): void => void (count = kernel.scan(at, length, 0, length, candidates, candidates + TEXT_BYTES))
  const confirm = (): void => {
    const frame = { at, length, candidates, count, dirty: 0, dirtyCount: ALL_DIRTY, verdicts: 0, memo: 0 }
    hits = kernel.confirm({ ...frame, out, outEnd: out + TEXT_BYTES, budget: workBudget(length) })
  }
  const scanMs = medianMs(scan)
  const bothMs = medianMs(() => {
    scan()
    confirm()
  })
  return [
    [`${kind}: prefilter`, `${speed(length, scanMs)}   ${count} candidates in ${(length / 1e6).toFixed(0)} MB`],
    [`${kind}: prefilter and confirm`, `${speed(length, bothMs)}   ${hits} hits`],
  ]
}

function hyperscanRows(rules: readonly Rule[], text: Buffer): Row[] {
  const run = runHyperscan(rules, text)
  if (run === undefined)
    return [['Hyperscan on the same patterns', 'no headers of it, or no C compiler, are installed']]
  const what = `${run.compiled} patterns, ${run.refused} that it refuses`
  return [['Hyperscan on the same patterns', `${speed(text.length, run.ms)}   ${what}`]]
}

const FLOODS = ['key=', 'AKIA', "api_key='A1b2", 'secret token ', '-----BEGIN ', ' ']

export function benchKernel(): Row[] {
  const rules = catalogue()
  const text = sourceText()
  const { image } = createEngine(rules)
  let limited = false
  const engine = createEngine(rules, { image, onLimit: () => (limited = true) })
  const rows: Row[] = [
    ['rules, bytes of their tables', `${rules.length}, ${image.length}`],
    ...measureKernel('wasm', image, text),
    ...measureKernel('typescript', image, text),
    ...hyperscanRows(rules, text),
    ...benchEngine(rules, image, text),
  ]
  for (const piece of FLOODS) {
    const flood = Buffer.alloc(FLOOD_BYTES, piece)
    limited = false
    const ms = medianMs(() => engine.match(flood))
    rows.push([`engine: flood of "${piece}"`, `${speed(FLOOD_BYTES, ms)}${limited ? '   limited, reported' : ''}`])
  }
  return rows
}
