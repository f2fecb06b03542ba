/**
 * The whole engine, by CPU time of one core: on text as repositories hold it and on what is made to cost; what the
 * catalogue costs beside a hundred of its rules; and the files of a folder beside `cat`.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withDecoding } from '../src/detect/decode/decoding-engine.ts'
import { createEngine } from '../src/detect/engine.ts'
import { GENERIC_PROVIDER, type Rule } from '../src/detect/rule.ts'
import { compileRule, isRefused } from '../src/detect/kernel/compile-rule.ts'
import { medianMs } from './process.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const packages = join(root, 'node_modules')
const KIND_BYTES = 4 * 1024 * 1024

function filesLike(pattern: RegExp, least = 0): Buffer {
  const parts: Buffer[] = []
  let total = 0
  for (const entry of readdirSync(packages, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !pattern.test(entry.name)) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    if (bytes.length < least) continue
    parts.push(bytes)
    total += bytes.length
    if (total >= KIND_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, KIND_BYTES)
}

function noise(bytes: number): Buffer {
  let state = 0x9e37_79b9
  return Buffer.from(
    Uint8Array.from({ length: bytes }, () => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return state & 255
    }),
  )
}

function inputs(source: Buffer): Readonly<Record<string, Buffer>> {
  const base64 = noise(KIND_BYTES / 2).toString('base64')
  const hex = noise(KIND_BYTES / 2).toString('hex')
  return {
    'source text': source,
    'minified JavaScript': filesLike(/\.min\.(?:m|c)?js$/, 10_000),
    'a lock file': readFileSync(join(root, 'package-lock.json')),
    'noise in base64, one line': Buffer.from(base64),
    'noise in base64, wrapped': Buffer.from(base64.replaceAll(/.{76}/g, '$&\n')),
    'hashes, one a line': Buffer.from(hex.replaceAll(/.{64}/g, '$&\n')),
  }
}

const speed = (bytes: number, ms: number): string => `${(bytes / ms / 1e6).toFixed(3)} GB/s`

/** `source`: text of which a part is taken. */
export function benchEngine(rules: readonly Rule[], image: Uint8Array, source: Buffer): Row[] {
  const engine = createEngine(rules, { image })
  const decoding = withDecoding(engine)
  const rows: Row[] = []
  for (const [kind, bytes] of Object.entries(inputs(source))) {
    const plain = medianMs(() => engine.match(bytes))
    const decoded = medianMs(() => decoding.match(bytes))
    const found = decoding.match(bytes).length
    rows.push([
      `engine on ${kind}`,
      `${speed(bytes.length, plain)}   with decoding ${speed(bytes.length, decoded)}   ${found} found`,
    ])
  }
  return [...rows, ...catalogueRows(rules, source), ...workingTreeRows()]
}

/** A hundred rules, taken evenly, with the generic ones and without them, and all of them. */
function catalogueRows(rules: readonly Rule[], source: Buffer): Row[] {
  const generic = rules.filter(({ provider }) => provider === GENERIC_PROVIDER)
  const others = rules.filter(({ provider }) => provider !== GENERIC_PROVIDER)
  const some = (count: number): Rule[] =>
    Array.from({ length: count }, (_, i) => others[Math.floor((i * others.length) / count)] as Rule)
  const [named, few, all] = [some(100), [...some(100 - generic.length), ...generic], rules].map((own) => {
    const engine = createEngine(own)
    return medianMs(() => engine.match(source))
  }) as [number, number, number]
  const costs = rules
    .map((rule) => ({ id: rule.id, compiled: compileRule(rule) }))
    .flatMap(({ id, compiled }) => (isRefused(compiled) ? [] : [{ id, ms: compiled.msPerMegabyte }]))
    .toSorted((a, b) => b.ms - a.ms)
  return [
    [
      `engine with 100 rules, with all ${rules.length}`,
      `${speed(source.length, few)}, ${speed(source.length, all)}   ratio ${(all / few).toFixed(2)}`,
    ],
    ['  with 100 rules of providers only', `${speed(source.length, named)}   ratio ${(all / named).toFixed(2)}`],
    ...costs.slice(0, 5).map(({ id, ms }): Row => [`  dear: ${id}`, `${ms.toFixed(3)} ms per MB expected`]),
  ]
}

/** Whole processes; node's own start is taken off ours. */
function workingTreeRows(): Row[] {
  const wall = (command: readonly string[]): number => {
    const [file, ...args] = command as [string, ...string[]]
    const times = Array.from({ length: 3 }, () => {
      const startedAt = performance.now()
      spawnSync(file, args, { stdio: 'ignore' })
      return performance.now() - startedAt
    })
    return times.toSorted((a, b) => a - b)[1] as number
  }
  const folder = join(packages, 'vite')
  const program = [process.execPath, join(root, 'dist/main.js'), 'scan']
  const start = wall([...program, join(root, 'LICENSE'), '--no-history'])
  const ours = wall([...program, folder, '--no-history'])
  const cat = wall(['sh', '-c', `find '${folder}' -type f -exec cat {} + > /dev/null`])
  return [
    [
      'working tree: our scan without its start, cat',
      `${(ours - start).toFixed(0)} ms, ${cat.toFixed(0)} ms   ratio ${((ours - start) / cat).toFixed(1)}`,
    ],
  ]
}
