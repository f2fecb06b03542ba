/** A full-history scan of this repository, beside git printing the same objects and the scanners found on PATH. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchHistories } from './history.ts'
import { figure, measureInTurn } from './measure-process.ts'
import { benchPeers, historyPeers } from './peer-rows.ts'
import { cpuMs, fastestMs } from './process.ts'
import type { Row } from './row.ts'
import { benchHardFiles, benchTrees } from './tree.ts'

const root = join(import.meta.dirname, '..')
const RUNS = Number(process.env['REKEY_BENCH_RUNS'] ?? 3)

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
  const print = ['git', '-C', root, ...'cat-file --batch-all-objects --batch --unordered --buffer'.split(' ')]
  const medians = await measureInTurn({ ours: [...program, 'scan', root, '--json'], print }, RUNS)
  const of = (key: string, what: 'cpuMs' | 'wallMs'): number => medians.get(key)?.[what] ?? NaN
  const rows: Row[] = [
    ['bare node', ms(nodeMs)],
    ['rekey --version', ms(fastestMs([...program, '--version']))],
    [
      'rekey scan: working tree and full history of this repository',
      `${figure(medians, 'ours')}   CPU ratio to git cat-file ${(of('ours', 'cpuMs') / of('print', 'cpuMs')).toFixed(1)}`,
    ],
    ['  git cat-file printing all objects', figure(medians, 'print')],
    ...(await benchPeers(historyPeers(root), { cpuMs: of('ours', 'cpuMs'), wallMs: of('ours', 'wallMs') })),
  ]
  rows.push(...benchHook(), ...(await benchTrees([join(root, 'src')])))
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
