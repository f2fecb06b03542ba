/**
 * `rekey migrate`: takes over what other scanners' files accept and look for, into .rekey-baseline and rekey.yaml. It
 * changes none of their files, and names everything that it could not carry over.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isSeq, parseDocument } from 'yaml'
import { systemClock } from '../base/clock.ts'
import { defineErrors } from '../base/errors.ts'
import { BASELINE_FILE, formatBaseline, type BaselineEntry } from '../scan/baseline.ts'
import { readBaseline } from '../scan/baseline-file.ts'
import { matchKnown, type KnownLeak } from '../scan/migrate/known-leak.ts'
import { findKnown } from '../scan/migrate/read-known.ts'
import { findRules } from '../scan/migrate/read-rules.ts'
import { scanPath } from '../scan/scan.ts'
import { parseScanSettings } from '../scan/user-rules/scan-settings.ts'
import { loadUserRules } from '../scan/user-rules/settings-file.ts'
import { findRepository } from '../sources/repository.ts'
import type { Command, Io } from './command.ts'
import { leakKeyOf } from './leak-key.ts'

export const migrateError = defineErrors({
  MIGRATE_NOTHING: {
    status: 404,
    exit: 2,
    hint: 'Name the files: rekey migrate report.json detectors.yaml. docs/migrate.md lists the kinds.',
  },
  MIGRATE_FILE: { status: 400, exit: 2, hint: 'docs/migrate.md lists the kinds of files that are taken over.' },
})

/** Names under which scanners keep such files. */
const NAMES = [
  '.gitleaks.toml',
  '.gitleaksignore',
  '.betterleaksignore',
  '.secrets.baseline',
  '.secretlintrc',
  '.secretlintrc.json',
  '.secretlintrc.yml',
  '.secretlintrc.yaml',
  'kingfisher-baseline.yaml',
  'kingfisher-baseline.yml',
]
const CONFIG = 'rekey.yaml'
const DAYS = 90
const DAY_MS = 86_400_000

type Fields = Readonly<Record<string, unknown>>
interface Taken {
  readonly known: { readonly name: string; readonly leak: KnownLeak }[]
  readonly rules: Fields[]
  readonly policy: Fields[]
  readonly lost: string[]
}

export const command: Command = {
  name: 'migrate',
  about: 'Take over baselines, ignore files and rules of other scanners.',
  usage: '[FILE…] [--dry-run] [--owner NAME]',
  examples: [
    'rekey migrate',
    'rekey migrate --dry-run gitleaks-report.json',
    'rekey migrate trufflehog-detectors.yaml',
  ],
  flags: {
    'dry-run': { type: 'boolean', about: 'Say what would be done, and write nothing.' },
    owner: { type: 'string', placeholder: 'NAME', about: 'Who answers for the accepted leaks. Default: the user.' },
  },
  async run({ args, flags }, io) {
    const root = findRepository(io.cwd)?.workTree ?? io.cwd
    const files =
      args.length > 0
        ? args.map((file) => resolve(io.cwd, file))
        : NAMES.map((name) => join(root, name)).filter((file) => existsSync(file))
    if (files.length === 0) throw migrateError('MIGRATE_NOTHING', `there is no file of another scanner in ${root}`)
    const taken = readAll(files, root)
    const write = flags['dry-run'] !== true
    const config = addRules(root, taken)
    const owner = typeof flags['owner'] === 'string' ? flags['owner'] : (io.env['USER'] ?? 'unknown')
    const accepted = await acceptKnown(root, taken, { config: config.text, owner, io })
    if (write && config.added > 0) writeAtomically(join(root, CONFIG), config.text)
    if (write && accepted.added > 0) writeAtomically(join(root, BASELINE_FILE), formatBaseline(accepted.entries))
    const did = write ? '' : ' (nothing was written)'
    io.stdout.write(`${CONFIG}: ${config.added} rules and lines of policy added${did}\n`)
    io.stdout.write(`${BASELINE_FILE}: ${accepted.added} leaks accepted for ${DAYS} days${did}\n`)
    const lost = [...taken.lost, ...accepted.missed]
    if (lost.length > 0) io.stdout.write(`Not carried over:\n${lost.map((line) => `  ${line}\n`).join('')}`)
    return 0
  },
}

/** Throws MIGRATE_FILE where a file is of no known kind. */
function readAll(files: readonly string[], root: string): Taken {
  const taken: Taken = { known: [], rules: [], policy: [], lost: [] }
  for (const file of files) {
    const name = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (cause) {
      throw migrateError('MIGRATE_FILE', `${name} cannot be read`, { cause })
    }
    const known = findKnown(text, name)
    const rules = known === undefined ? findRules(text, name) : undefined
    if (known === undefined && rules === undefined)
      throw migrateError('MIGRATE_FILE', `${name} is of no kind that is known here`)
    taken.known.push(...(known?.leaks ?? []).map((leak) => ({ name, leak })))
    taken.rules.push(...(rules?.rules ?? []))
    taken.policy.push(...(rules?.policy ?? []))
    taken.lost.push(...[...(known?.lost ?? []), ...(rules?.lost ?? [])].map((line) => `${name}: ${line}`))
  }
  return taken
}

/** The text of rekey.yaml with what is new; comments and order of the old one stay. Throws SCAN_SETTINGS_INVALID. */
function addRules(root: string, taken: Taken): { text: string; added: number } {
  const path = join(root, CONFIG)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const settings = parseScanSettings(before, CONFIG)
  const ids = new Set(settings.rules.map(({ id }) => id))
  const rules = taken.rules.filter(({ id }) => !ids.has(String(id)))
  taken.lost.push(
    ...taken.rules
      .filter(({ id }) => ids.has(String(id)))
      .map(({ id }) => `rule ${String(id)}: ${CONFIG} has one of this name`),
  )
  const known = new Set(settings.policy.map((line) => JSON.stringify([line.rule, line.path?.source])))
  const policy = taken.policy.filter((line) => !known.has(JSON.stringify([line['rule'], line['path']])))
  if (rules.length + policy.length === 0) return { text: before, added: 0 }
  const document = parseDocument(before)
  if (document.contents === null) document.contents = document.createNode({}) as unknown as typeof document.contents
  for (const [key, list] of [
    ['rules', rules],
    ['policy', policy],
  ] as const) {
    if (list.length === 0) continue
    const there = document.getIn(['scan', key], true)
    if (isSeq(there)) for (const one of list) there.add(document.createNode(one))
    else document.setIn(['scan', key], document.createNode(list))
  }
  const text = document.toString({ lineWidth: 0 })
  parseScanSettings(text, CONFIG)
  return { text, added: rules.length + policy.length }
}

async function acceptKnown(
  root: string,
  taken: Taken,
  { config, owner, io }: { config: string; owner: string; io: Io },
): Promise<{ entries: BaselineEntry[]; added: number; missed: string[] }> {
  const before = await readBaseline(root)
  if (taken.known.length === 0) return { entries: before, added: 0, missed: [] }
  const userRules = await loadUserRules(parseScanSettings(config, CONFIG))
  const report = await scanPath({ path: root, history: true, leakKey: leakKeyOf(io.env), signal: io.signal, userRules })
  const now = systemClock.now()
  const expires = new Date(now.getTime() + DAYS * DAY_MS).toISOString().slice(0, 10)
  const entries = [...before]
  const ids = new Set(before.map(({ leakId }) => leakId))
  const missed: string[] = []
  for (const name of new Set(taken.known.map((one) => one.name))) {
    const leaks = taken.known.filter((one) => one.name === name).map((one) => one.leak)
    const result = matchKnown(leaks, report.findings)
    for (const { leakId, rule, file } of result.found) {
      if (ids.has(leakId)) continue
      ids.add(leakId)
      entries.push({ leakId, rule, file, reason: `accepted in ${name}`, owner, expires })
    }
    missed.push(...result.missed.map((leak) => `${name}: ${describe(leak)}: Rekey reports no leak there`))
  }
  return { entries, added: entries.length - before.length, missed }
}

function describe({ rule, file, line, hash }: KnownLeak): string {
  const place =
    file === undefined
      ? `${hash?.algorithm} ${hash?.hex.slice(0, 12)}…`
      : `${file}${line === undefined ? '' : `:${line}`}`
  return rule === '' ? place : `${place} (${rule})`
}

function writeAtomically(path: string, content: string): void {
  try {
    writeFileSync(`${path}.${process.pid}`, content)
    renameSync(`${path}.${process.pid}`, path)
  } catch (cause) {
    throw migrateError('MIGRATE_FILE', `${path} could not be written`, { cause })
  }
}
