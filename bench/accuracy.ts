/**
 * How right the catalogue is, on labelled data that is not part of the project:
 *   npm run bench -- accuracy --tokens FILE.jsonl --creddata FOLDER --oof FILE.jsonl --clean FOLDER
 * tokens: lines of `{provider, rule, text, expected, secret?}`; creddata: a subset of CredData with its score.py; oof:
 * what scripts/train/train.py --oof predicted of each repository by a model that never saw it, which then takes the
 * place of our own generic findings; clean: any folder of code without secrets. What is not given is left out.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { KEEP_FROM } from '../src/detect/generic/rules.ts'
import type { Row } from './row.ts'
import { tokenRows } from './token-samples.ts'

const root = join(import.meta.dirname, '..')

interface JsonFinding {
  readonly rule: string
  readonly file: string
  readonly startLine: number
  readonly endLine: number
  readonly startColumn: number
  readonly confidence: string
  readonly secret?: string
}

export async function benchAccuracy(args: readonly string[]): Promise<Row[]> {
  const option = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { tokens: option, creddata: option, oof: option, clean: option },
  })
  return [
    ...(values.tokens === undefined ? [] : tokenRows(values.tokens)),
    ...(values.creddata === undefined ? [] : creddataRows(values.creddata, values.oof)),
    ...(values.clean === undefined ? [] : cleanRows(values.clean)),
  ]
}

function scan(folder: string): JsonFinding[] {
  const args = [join(root, 'dist/main.js'), 'scan', folder, '--no-history', '--json', '--reveal']
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 })
  return (JSON.parse(stdout) as { findings: JsonFinding[] }).findings
}

/** The subset's own program scores us. Without `oof` the model is scored on what it was trained on. */
function creddataRows(folder: string, oof: string | undefined): Row[] {
  const work = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  const found = scan(join(folder, 'data')).map(({ file, startLine, endLine, startColumn, secret, rule }) =>
    JSON.stringify({ file, line: startLine, end_line: endLine, start_col: startColumn, secret, rule }),
  )
  const lines =
    oof === undefined ? found : [...found.filter((line) => !line.includes('"rule":"generic-')), ...heldOut(oof)]
  writeFileSync(join(work, 'findings.jsonl'), `${lines.join('\n')}\n`)
  const score = [join(folder, 'score.py'), join(work, 'findings.jsonl'), '--split', 'dev', '--profile', 'core']
  const { stdout } = spawnSync('python3', score, { encoding: 'utf8' })
  rmSync(work, { recursive: true })
  const title = oof === undefined ? 'creddata (in sample)' : 'creddata'
  return stdout
    .split('\n')
    .filter((line) => /^(?:precision|provider-token|private-key|structured|generic) /.test(line))
    .map((line): Row => [`${title}: ${line.slice(0, 16).trim()}`, line.slice(16).trim()])
}

/** Findings that a model which never saw their repository would have kept. */
function heldOut(file: string): string[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => (JSON.parse(line) as { p: number }).p >= KEEP_FROM)
}

function cleanRows(folder: string): Row[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
  const sure = scan(folder).filter(({ confidence }) => confidence !== 'low')
  return [
    [
      'clean code: findings of medium or higher in 1,000 files',
      `${((1_000 * sure.length) / files).toFixed(2)} (${files} files)`,
    ],
    ...sure.map(({ rule, file, startLine }): Row => [`  ${rule}`, `${file}:${startLine}`]),
  ]
}
