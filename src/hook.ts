/**
 * What git starts at each door, in the place of the whole program: `node dist/hook.cjs pre-commit`. Most commits it
 * lets pass by itself; all else it hands to `rekey hook`, with the same arguments and the same answer.
 */
import { join } from 'node:path'
import { isQuietCommit } from './scan/quiet-pass.ts'

async function run(): Promise<void> {
  const [door] = process.argv.slice(2)
  const folder = import.meta.dirname
  if (door === 'pre-commit') {
    // Whatever goes wrong here, the whole scanner tells it in its own words.
    const tables = { image: join(folder, 'catalogue.image'), patterns: join(folder, 'catalogue.patterns.json') }
    const options = { cwd: process.cwd(), env: process.env, ...tables }
    if (await isQuietCommit(options).catch(() => false)) return
  }
  const program = join(folder, 'main.js')
  process.argv.splice(1, 1, program, 'hook')
  await import(program)
}

void run()
