/**
 * How right the catalogue is, on labelled data that is not part of the project:
 *   npm run bench -- accuracy --tokens FILE.jsonl --creddata FOLDER --clean FOLDER
 * tokens: lines of `{provider, rule, text, expected, secret?}`; creddata: a subset of CredData with its score.py;
 * clean: any folder of code without secrets. What is not given is left out.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createEngine } from '../src/detect/engine.ts'
import { catalogue } from '../src/scan/catalogue.ts'
import type { Row } from './row.ts'

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
  const { values } = parseArgs({ args: [...args], options: { tokens: option, creddata: option, clean: option } })
  return [
    ...(values.tokens === undefined ? [] : tokenRows(values.tokens)),
    ...(values.creddata === undefined ? [] : creddataRows(values.creddata)),
    ...(values.clean === undefined ? [] : cleanRows(values.clean)),
  ]
}

interface Sample {
  readonly provider: string
  readonly rule: string
  readonly text: string
  readonly expected: boolean
  readonly secret?: string
}

const PERCENT = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} % (${part} of ${whole})`

function tokenRows(file: string): Row[] {
  const rules = catalogue()
  const engine = createEngine(rules)
  // A host or a user is never reported by itself.
  const context = new Set(rules.filter(({ part }) => part === 'context').map(({ id }) => id))
  const samples = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample)
  const missed = new Map<string, number>()
  const known = samples.filter(({ expected, secret }) => expected && secret !== undefined)
  let [found, positives, fired, other, negatives] = [0, 0, 0, 0, 0]
  for (const { provider, rule, text, expected, secret } of samples) {
    const matches = engine.match(Buffer.from(text)).filter((match) => !context.has(match.rule))
    if (!expected) {
      negatives++
      const taken = matches.filter((match) => match.rule === rule || match.provider === provider)
      if (taken.length > 0) fired++
      const isKeyOfAnotherRule = taken.every((match) =>
        known.some((one) => one.provider === provider && one.secret?.includes(match.secret) === true),
      )
      if (taken.length > 0 && isKeyOfAnotherRule) other++
      continue
    }
    positives++
    const overlaps = matches.some(
      (match) => secret === undefined || secret.includes(match.secret) || match.secret.includes(secret),
    )
    if (overlaps) found++
    else missed.set(`${provider}/${rule}`, (missed.get(`${provider}/${rule}`) ?? 0) + 1)
  }
  const most = [...missed].toSorted((a, b) => b[1] - a[1])
  return [
    ['tokens: positive samples found', PERCENT(found, positives)],
    ['tokens: negatives that a rule of the same provider takes', PERCENT(fired, negatives)],
    ['  of these, not a key that is a positive sample of another rule', PERCENT(fired - other, negatives)],
    ...most.map(([what, times]): Row => [`  missed: ${what}`, `${times}`]),
  ]
}

function scan(folder: string): JsonFinding[] {
  const args = [join(root, 'dist/main.js'), 'scan', folder, '--no-history', '--json', '--reveal']
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 })
  return (JSON.parse(stdout) as { findings: JsonFinding[] }).findings
}

/** The subset's own program scores us. Our model was trained on this very data: see docs/accuracy.md for honest figures. */
function creddataRows(folder: string): Row[] {
  const work = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  const lines = scan(join(folder, 'data')).map(({ file, startLine, endLine, startColumn, secret, rule }) =>
    JSON.stringify({ file, line: startLine, end_line: endLine, start_col: startColumn, secret, rule }),
  )
  writeFileSync(join(work, 'findings.jsonl'), `${lines.join('\n')}\n`)
  const score = [join(folder, 'score.py'), join(work, 'findings.jsonl'), '--split', 'dev', '--profile', 'core']
  const { stdout } = spawnSync('python3', score, { encoding: 'utf8' })
  rmSync(work, { recursive: true })
  return stdout
    .split('\n')
    .filter((line) => /^(?:precision|provider-token|private-key|structured|generic) /.test(line))
    .map((line): Row => [`creddata: ${line.slice(0, 16).trim()}`, line.slice(16).trim()])
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
