/**
 * Counts words and letter triples of source code and prose, and writes src/detect/generic/vocabulary.gen.ts.
 *   npx tsx scripts/train/vocabulary.ts FOLDER...      (any large body of code: node_modules, a Python library)
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BITS_PER_STEP, symbolOf, SYMBOLS } from '../../src/detect/generic/surprise.ts'

const TEXT = /\.(?:js|ts|mjs|cjs|py|md|json|txt|rst|html|css|java|go|rb|c|h)$/
const MAX_FILE = 300_000
const MAX_FILES_PER_FOLDER = 12_000
const WORDS = 4_000

const words = new Map<string, number>()
const triples = new Float64Array(SYMBOLS ** 3)

function count(text: string): void {
  const seen = new Set<string>()
  for (const word of text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]{4,12}/g) ?? [])
    seen.add(word)
  for (const word of seen) words.set(word, (words.get(word) ?? 0) + 1)
  let [first, second] = [SYMBOLS - 1, SYMBOLS - 1]
  for (const line of text.split('\n')) {
    if (line.length > 400) continue
    for (let at = 0; at < line.length; at++) {
      const third = symbolOf(line.charCodeAt(at))
      const triple = (first * SYMBOLS + second) * SYMBOLS + third
      triples[triple] = (triples[triple] as number) + 1
      first = second
      second = third
    }
  }
}

for (const folder of process.argv.slice(2)) {
  let files = 0
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (files >= MAX_FILES_PER_FOLDER) return
      const inner = join(path, entry.name)
      if (entry.isDirectory()) walk(inner)
      else if (
        entry.isFile() &&
        TEXT.test(entry.name) &&
        !/\.min\./.test(entry.name) &&
        statSync(inner).size < MAX_FILE
      ) {
        files++
        count(readFileSync(inner, 'latin1'))
      }
    }
  }
  walk(folder)
}

const common = [...words].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, WORDS)
const steps = new Uint8Array(triples.length)
for (let pair = 0; pair < SYMBOLS ** 2; pair++) {
  const row = triples.subarray(pair * SYMBOLS, (pair + 1) * SYMBOLS)
  const total = row.reduce((sum, one) => sum + one, 0) + SYMBOLS
  row.forEach((times, third) => {
    steps[pair * SYMBOLS + third] = Math.min(255, Math.round(-Math.log2((times + 1) / total) / BITS_PER_STEP))
  })
}
const text = `/** Written by scripts/train/vocabulary.ts: do not edit. */
export const VOCABULARY =
  '${common
    .map(([word]) => word)
    .toSorted()
    .join(' ')}'
/** Surprise of a letter after two others, in eighths of a bit, as base64. */
export const TRIGRAMS =
  '${Buffer.from(steps).toString('base64')}'
`
writeFileSync(join(import.meta.dirname, '../../src/detect/generic/vocabulary.gen.ts'), text)
process.stdout.write(`${common.length} words, ${text.length} bytes\n`)
