/**
 * Candidates of folders as lines of JSON for train.py: where, what, and their features.
 *   npx tsx scripts/train/candidates.ts FOLDER... > candidates.jsonl
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ASSIGNMENTS, readCandidate } from '../../src/detect/generic/assignment.ts'
import { FEATURE_NAMES, featuresOf } from '../../src/detect/generic/features.ts'

const MAX_FILE_BYTES = 4_000_000

process.stdout.write(`${JSON.stringify({ features: FEATURE_NAMES })}\n`)
for (const root of process.argv.slice(2)) {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || statSync(path).size > MAX_FILE_BYTES) continue
    const text = readFileSync(path, 'latin1')
    for (const { family, pattern } of ASSIGNMENTS) {
      for (const match of text.matchAll(new RegExp(pattern.source, 'gid'))) {
        const [start = 0] = match.indices?.groups?.['secret'] ?? []
        const candidate = readCandidate(family, match)
        const line = text.slice(0, start).split('\n').length
        const place = { file: relative(root, path), line, start_col: start - text.lastIndexOf('\n', start - 1) }
        process.stdout.write(
          `${JSON.stringify({ ...place, secret: candidate.value, rule: `generic-${family}`, x: featuresOf(candidate) })}\n`,
        )
      }
    }
  }
}
