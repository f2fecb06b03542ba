/**
 * `npm run bench [-- SUITE [OPTIONS OF THE SUITE]]`: measures, and prints figures and ratios of one run on this
 * machine. Nothing is asserted: machines differ, ratios within one run tell more than seconds.
 */
import { benchAccuracy } from './accuracy.ts'
import { benchFindings } from './compare-findings.ts'
import { benchForensics } from './forensics.ts'
import { benchKernel } from './kernel.ts'
import type { Row } from './row.ts'
import { benchScan } from './scan.ts'
import { benchSecrets } from './secrets.ts'

const SUITES: Readonly<Record<string, (options: readonly string[]) => Promise<Row[]>>> = {
  scan: async (options) => [
    ...(options.some((one) => one.startsWith('--')) ? [] : benchKernel()),
    ...(await benchScan(options)),
  ],
  secrets: benchSecrets,
  forensics: benchForensics,
  accuracy: benchAccuracy,
  findings: benchFindings,
}

const [asked, ...options] = process.argv.slice(2)
if (asked !== undefined && !Object.hasOwn(SUITES, asked)) {
  process.stderr.write(`error: there is no bench "${asked}"\nhint: one of ${Object.keys(SUITES).join(', ')}\n`)
  process.exit(2)
}
for (const [name, measure] of Object.entries(SUITES)) {
  if (asked !== undefined && name !== asked) continue
  process.stdout.write(`\n${name}\n`)
  for (const [what, figure] of await measure(options)) process.stdout.write(`  ${what.padEnd(58)} ${figure}\n`)
}
