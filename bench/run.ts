/**
 * `npm run bench [-- SUITE]`: measures, and prints figures and ratios of one run on this machine. Nothing is
 * asserted: machines differ, ratios within one run tell more than seconds.
 */
import { benchForensics } from './forensics.ts'
import type { Row } from './row.ts'
import { benchScan } from './scan.ts'
import { benchSecrets } from './secrets.ts'

const SUITES: Readonly<Record<string, () => Promise<Row[]>>> = {
  scan: benchScan,
  secrets: benchSecrets,
  forensics: benchForensics,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(SUITES, name))
if (unknown) {
  process.stderr.write(`error: there is no bench "${unknown}"\nhint: one of ${Object.keys(SUITES).join(', ')}\n`)
  process.exit(2)
}
for (const [name, measure] of Object.entries(SUITES)) {
  if (asked.length && !asked.includes(name)) continue
  process.stdout.write(`\n${name}\n`)
  for (const [what, figure] of await measure()) process.stdout.write(`  ${what.padEnd(58)} ${figure}\n`)
}
