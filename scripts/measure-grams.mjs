/**
 * Measures how often folded bytes and grams stand in source-like text, and writes
 * src/detect/kernel/gram-table.ts. Run by hand (`node scripts/measure-grams.mjs FOLDER…`) when better text is
 * at hand: the table says only which grams of a rule are rare; no match depends on it.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FREQUENT = 3_000
const PER_FOLDER = 25_000_000
const TEXT = /\.(?:[cm]?[jt]s|json|md|py|c|h|txt|css|html|ya?ml|go|java|rb|p[lm]|sh|lock)$/

const grams = new Map()
let total = 0
for (const folder of process.argv.slice(2)) {
  let read = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.test(entry.name) || read > PER_FOLDER) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name)).subarray(0, 400_000)
    if (bytes.includes(0)) continue
    let word = 0
    bytes.forEach((byte, i) => {
      word = ((word >>> 8) | ((byte | 0x20) << 24)) >>> 0
      if (i >= 3) grams.set(word, (grams.get(word) ?? 0) + 1)
    })
    read += bytes.length
  }
  total += read
}

/** 64 folded values of ASCII, and one for all others: as in gram-frequency.ts. */
const classOf = (byte) => (byte >= 0x80 ? 64 : (byte & 0x1f) | ((byte & 0x40) >> 1))
const pairs = new Float64Array(65 * 65)
for (const [word, count] of grams) pairs[classOf(word & 255) * 65 + classOf((word >>> 8) & 255)] += count
/** One printable character per frequency: thirds of a bit; none of them needs an escape. */
const SIGNS = '!#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~'
const sign = (count) => SIGNS[Math.min(SIGNS.length - 1, Math.round(-3 * Math.log2((count + 0.01) / total)))]
const text = (word) => String.fromCharCode(word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24)
const frequent = [...grams]
  .toSorted((a, b) => b[1] - a[1])
  .slice(0, FREQUENT)
  .map(([word, count]) => `${text(word)}${sign(count)}`)
  .filter((entry) => /^[ !#-&(-[\]-~]{5}$/.test(entry))
const table = [...pairs].map(sign).join('')
writeFileSync(
  join(import.meta.dirname, '../src/detect/kernel/gram-table.ts'),
  `/** How often folded bytes follow each other in source text, and the most frequent grams. Made by scripts/measure-grams.mjs. */

/** The character of a frequency: its place here is -3 log2. */
export const SIGNS = '${SIGNS}'

/** 65 × 65 pairs of classes of bytes. */
export const PAIRS =
${table
  .match(/.{1,100}/g)
  .map((part) => `  '${part}'`)
  .join(' +\n')}

/** Four folded characters and the character of their frequency. */
export const FREQUENT_GRAMS =
${frequent
  .join('')
  .match(/.{1,100}/g)
  .map((part) => `  '${part}'`)
  .join(' +\n')}
`,
)
