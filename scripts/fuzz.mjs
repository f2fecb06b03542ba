/** The nightly fuzz: `node scripts/fuzz.mjs [SECONDS]` runs each property of test/fuzz for so long (600 otherwise). */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'process', 'test/fuzz'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_SECONDS: process.argv[2] ?? '600' },
})
process.exit(status ?? 1)
