/** A full-history scan of this repository, beside git printing the same objects and the scanners found on PATH. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchHistories } from './history.ts'
import { fastestMs, isOnPath } from './process.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')

export async function benchScan(options: readonly string[]): Promise<Row[]> {
  const { values, positionals } = parseArgs({
    args: [...options],
    options: { history: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.history) return benchHistories(positionals.length > 0 ? positionals : [root])

  const program = [process.execPath, join(root, 'dist/main.js')]
  const nodeMs = fastestMs([process.execPath, '-e', '0'])
  const ours = fastestMs([...program, 'scan', root, '--json'])
  const printing = fastestMs([
    'git',
    '-C',
    root,
    'cat-file',
    '--batch-all-objects',
    '--batch',
    '--unordered',
    '--buffer',
  ])
  const rows: Row[] = [
    ['bare node', ms(nodeMs)],
    ['rekey --version', ms(fastestMs([...program, '--version']))],
    ['rekey scan: working tree and full history of this repository', ms(ours)],
    ['git cat-file printing all objects', `${ms(printing)}   ratio ${(ours / printing).toFixed(1)}`],
  ]
  const peers: Record<string, string[]> = {
    gitleaks: ['gitleaks', 'git', root, '--no-banner'],
    trufflehog: ['trufflehog', 'git', `file://${root}`, '--no-verification', '--no-update'],
    'detect-secrets': ['detect-secrets', 'scan', root],
  }
  for (const [name, command] of Object.entries(peers)) {
    if (!isOnPath(name)) rows.push([name, 'not on PATH'])
    else {
      const theirs = fastestMs(command)
      rows.push([name, `${ms(theirs)}   ratio ${(ours / theirs).toFixed(2)}`])
    }
  }
  return rows
}

const ms = (value: number): string => `${value.toFixed(0)} ms`
