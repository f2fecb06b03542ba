import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileImage } from '../kernel/image.ts'
import { createKernelMemory, MARK, MEMO_BYTES, SCRATCH_BYTES, SLACK } from '../kernel/kernel.ts'
import { createTypescriptKernel } from '../kernel/typescript-kernel.ts'
import { windowsAround } from '../kernel/typescript-windows.ts'
import { createWasmKernel, wasmModule } from '../kernel/wasm-kernel.ts'
import { createSearcher } from '../searcher.ts'
import type { OnStretch } from './codec.ts'
import { findEscapes } from './escapes.ts'
import { findQuotedPrintable } from './quoted-printable.ts'
import { findRuns } from './runs.ts'

const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 2_000)
const { bytes: image } = compileImage([{ id: 'any', pattern: /acme_\d/, literals: [] }])
const wasm = createSearcher(image, 'wasm')
const twin = createSearcher(image, 'typescript')

const piece = fc.oneof(
  fc.constantFrom(
    '\n',
    '\\',
    '\\\\',
    '%41',
    '%',
    '&amp;',
    '&#x41;',
    '&',
    '\\u0041',
    '\\n',
    'word',
    ' ',
    '-',
    '/',
    '0x',
    '=',
    'q',
  ),
  fc.constantFrom(
    'quoted-printable',
    'Quoted-Printable',
    'QUOTED-PRINTABL',
    'https://a.example/path/to/it',
    'someIdentifierOfAProgram',
  ),
  fc.string({ maxLength: 40 }).map((text) => Buffer.from(text).toString('base64')),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.stringMatching(/^[ -~]{12,40}$/).map((text) => Buffer.from(text).toString('hex')),
  fc.stringMatching(/^[ -~]{8,20}$/).map((text) => Buffer.from(text, 'utf16le').toString('base64')),
  fc.constantFrom('H4sIAAAAAAAAA', 'eJwrSS0uAQAEXQHB').map((text) => text.padEnd(24, 'x')),
  fc.stringMatching(/^[A-Za-z0-9+/]{1,80}$/),
)
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'))

const inOrder = (marks: readonly number[]): string[] =>
  marks.flatMap((at, i) => (i % 2 === 0 ? [`${at} ${marks[i + 1]}`] : [])).toSorted()

/** Every run and every sign that is none behind a backslash. */
function everywhere(bytes: Buffer): number[] {
  const own = bytes.toString('latin1')
  const runs = [...own.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].flatMap(({ index }) => [index, MARK.run])
  const backslashes = [...own.matchAll(/\\[^]?/g)].flatMap(({ index }) => [index, MARK.backslash])
  const others = [...own.matchAll(/[%&]/g)].flatMap(({ index }) => [
    index,
    own[index] === '%' ? MARK.percent : MARK.entity,
  ])
  const headers = [...own.matchAll(/quoted-printable/gi)].flatMap(({ index }) => [index, MARK.quotedPrintable])
  return [...runs, ...backslashes, ...others, ...headers]
}

function stretches(bytes: Buffer, marks: readonly number[]): unknown[] {
  const found: unknown[] = []
  const add: OnStretch = ({ codec, start, end }) => void found.push([codec.name, start, end])
  findRuns(bytes, marks, add)
  findEscapes(bytes, marks, add)
  findQuotedPrintable(bytes, marks, add)
  return found
}

test('what the kernel leaves unmarked is nothing, and both kernels mark the same', () => {
  let [found, marked, all] = [0, 0, 0]
  fc.assert(
    fc.property(text, (bytes) => {
      const window = { start: 0, end: bytes.length }
      const marks = wasm.marks(bytes, window)
      expect(inOrder(twin.marks(bytes, window))).toEqual(inOrder(marks))
      const every = everywhere(bytes)
      expect(stretches(bytes, marks)).toEqual(stretches(bytes, every))
      found += stretches(bytes, marks).length
      marked += marks.length
      all += every.length
    }),
    { numRuns: RUNS },
  )
  expect(found).toBeGreaterThan(RUNS / 2)
  expect(marked).toBeLessThan(all)
})

test('marks do not depend on where the text is cut', () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat({ max: 600 }), { maxLength: 4 }), (bytes, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length]
      for (const kernel of [wasm, twin]) {
        const parts = places.slice(1).flatMap((end, i) => kernel.marks(bytes, { start: places[i] as number, end }))
        expect(inOrder(parts)).toEqual(inOrder(kernel.marks(bytes, { start: 0, end: bytes.length })))
      }
    }),
    { numRuns: RUNS },
  )
})

test('both kernels mark the same around what changed', () => {
  const { memory, imageAt, heapAt } = createKernelMemory(image, { bytes: SCRATCH_BYTES + 200_000 })
  const place = { memory, imageAt, scratchAt: heapAt }
  const kernels = [createWasmKernel({ ...place, module: wasmModule(false) }), createTypescriptKernel(place)]
  const at = heapAt + SCRATCH_BYTES
  const lines = fc.array(fc.tuple(text, fc.constantFrom('\n', '\r\n', '\\\n')), { maxLength: 12 })
  const places = fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(lines, places, (parts, cuts) => {
      const bytes = Buffer.concat(parts.flatMap(([line, end]) => [line, Buffer.from(end)]))
      const ranges = cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b)
      const dirty = (at + bytes.length + SLACK + 7) & ~7
      const out = dirty + 64 + SLACK
      const [first, second] = kernels.map((kernel) => {
        kernel.bytes.set(bytes, at)
        kernel.words.set(
          ranges.flatMap((start) => [start, start + 3]),
          dirty / 4,
        )
        const count = kernel.marksNear(at, bytes.length, dirty, ranges.length, out, out + 100_000, 0)
        expect(count).toBeGreaterThanOrEqual(0)
        return inOrder([...kernel.words.subarray(out / 4, out / 4 + 2 * count)])
      })
      expect(first).toEqual(second)
    }),
    { numRuns: RUNS },
  )
})

test('lines of which nothing is a match are left out where they come again, and no others', () => {
  const { memory, imageAt, heapAt } = createKernelMemory(image, { bytes: SCRATCH_BYTES + MEMO_BYTES + 200_000 })
  const place = { memory, imageAt, scratchAt: heapAt }
  const kernel = createWasmKernel({ ...place, module: wasmModule(false) })
  const memo = heapAt + SCRATCH_BYTES
  const at = memo + MEMO_BYTES
  const places = fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 6 })
  const versions = fc.array(
    fc.record({ lines: fc.array(fc.nat({ max: 5 }), { maxLength: 12 }), places, keep: fc.boolean() }),
  )
  let [left, marked] = [0, 0]
  fc.assert(
    fc.property(fc.array(text, { minLength: 6, maxLength: 6 }), versions, (pool, several) => {
      kernel.forget(memo)
      const quiet = new Set<string>()
      for (const { lines, places: cuts, keep } of several) {
        const bytes = Buffer.concat(lines.flatMap((line) => [pool[line] as Buffer, Buffer.from('\n')]))
        const ranges = cuts
          .map((cut) => Math.min(cut, bytes.length))
          .toSorted((a, b) => a - b)
          .flatMap((start) => [start, start + 3])
        const dirty = (at + bytes.length + SLACK + 7) & ~7
        const out = dirty + 64 + SLACK
        kernel.bytes.set(bytes, at)
        kernel.words.set(ranges, dirty / 4)
        const near = (memoAt: number): string[] => {
          const count = kernel.marksNear(at, bytes.length, dirty, ranges.length / 2, out, out + 100_000, memoAt)
          return inOrder([...kernel.words.subarray(out / 4, out / 4 + 2 * count)])
        }
        const every = near(0)
        const windows = windowsAround(bytes, Uint32Array.from(ranges))
        const known = new Set<string>()
        const fresh: string[] = []
        for (let i = 0; i < windows.length; i += 2) {
          const window = { start: windows[i] as number, end: windows[i + 1] as number }
          const edge = `${window.start === 0} ${window.end === bytes.length} `
          const content = edge + bytes.toString('latin1', window.start, window.end)
          if (quiet.has(content)) for (const one of inOrder(twin.marks(bytes, window))) known.add(one)
          else fresh.push(content)
        }
        expect(near(memo)).toEqual(every.filter((one) => !known.has(one)))
        if (keep) {
          kernel.keepQuiet(memo)
          for (const content of fresh) quiet.add(content)
        }
        left += known.size
        marked += every.length
      }
    }),
    { numRuns: RUNS },
  )
  expect(left).toBeGreaterThan(RUNS / 20)
  expect(left).toBeLessThan(marked)
})
