/** A full-history scan of this repository, beside git printing the same objects and the scanners found on PATH. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchHistories } from './history.ts'
import { cpuMs, fastestMs, isOnPath } from './process.ts'
import type { Row } from './row.ts'
import { benchHardFiles, benchTrees } from './tree.ts'

const root = join(import.meta.dirname, '..')

export async function benchScan(options: readonly string[]): Promise<Row[]> {
  const { values, positionals } = parseArgs({
    args: [...options],
    options: { history: { type: 'boolean' }, tree: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.history) return benchHistories(positionals.length > 0 ? positionals : [root])

  if (values.tree)
    return [
      ...(await benchTrees(positionals.length > 0 ? positionals : [join(root, 'src')])),
      ...(await benchHardFiles()),
    ]

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
  rows.push(...benchHook(), ...(await benchTrees([join(root, 'src')])))
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

/** What a commit of ten files waits for, beside bare Node: of text, and of code in which the rules' words stand. */
function benchHook(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  const git = (...args: string[]): unknown => execFileSync('git', ['-C', folder, ...args], { stdio: 'ignore' })
  const kinds: Record<string, (index: number) => string> = {
    text: (index) => Array.from({ length: 300 }, (_, line) => `line ${line} of text ${index}\n`).join(''),
    code: (index) => `${readFileSync(join(root, 'src/scan/scan.ts'), 'utf8')}// ${index}\n`,
  }
  try {
    git('init', '--quiet')
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', '--message', 'one')
    return Object.entries(kinds).flatMap(([kind, content]): Row[] => {
      for (let index = 0; index < 10; index++) writeFileSync(join(folder, `${index}.ts`), content(index))
      git('add', '--all')
      const bare = cpuMs([process.execPath, '-e', '0'], folder)
      const hook = cpuMs([process.execPath, join(root, 'dist/hook.cjs'), 'pre-commit'], folder)
      return [[`hook, 10 staged files of ${kind}: CPU with git's`, `${ms(hook)}   bare node plus ${ms(hook - bare)}`]]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const ms = (value: number): string => `${value.toFixed(0)} ms`
