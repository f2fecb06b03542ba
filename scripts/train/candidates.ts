/**
 * Candidates of folders as lines of JSON for train.py: where, what, their features, and whether they are refused unasked.
 *   npx tsx scripts/train/candidates.ts FOLDER... > candidates.jsonl
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ASSIGNMENTS, readCandidate } from '../../src/detect/generic/assignment.ts'
import { FEATURE_NAMES, featuresOf } from '../../src/detect/generic/features.ts'
import { refuse } from '../../src/detect/generic/rules.ts'

const MAX_FILE_BYTES = 4_000_000

function* candidatesOf(text: string): Generator<Record<string, unknown>> {
  for (const { family, pattern } of ASSIGNMENTS) {
    const every = new RegExp(pattern.source, 'gid')
    // As the engine does: each word is tried by itself, whatever an earlier one took.
    for (let match = every.exec(text); match !== null; every.lastIndex = match.index + 1, match = every.exec(text)) {
      const [start = 0] = match.indices?.groups?.['secret'] ?? []
      const candidate = readCandidate(family, match)
      const refused = refuse(candidate) !== undefined
      yield {
        line: text.slice(0, start).split('\n').length,
        start_col: start - text.lastIndexOf('\n', start - 1),
        secret: candidate.value,
        rule: `generic-${family}`,
        ...(refused ? { refused } : {}),
        x: featuresOf(candidate),
      }
    }
  }
}

process.stdout.write(`${JSON.stringify({ features: FEATURE_NAMES })}\n`)
for (const root of process.argv.slice(2)) {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || statSync(path).size > MAX_FILE_BYTES) continue
    for (const candidate of candidatesOf(readFileSync(path, 'latin1'))) {
      process.stdout.write(`${JSON.stringify({ file: relative(root, path), ...candidate })}\n`)
    }
  }
}
