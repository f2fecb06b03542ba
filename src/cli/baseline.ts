/**
 * `rekey baseline`: accepts the leaks that are there today, each with a reason, an owner and a last day. Lines that
 * stand there are kept as they are; one whose day has passed is renewed only when asked.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { systemClock } from '../base/clock.ts'
import { defineErrors } from '../base/errors.ts'
import { BASELINE_FILE, formatBaseline, isDay, isExpired, type BaselineEntry } from '../scan/baseline.ts'
import { readBaseline } from '../scan/baseline-file.ts'
import type { Finding } from '../scan/finding.ts'
import { scanError } from '../scan/scan-error.ts'
import { scanPath } from '../scan/scan.ts'
import { runOwnGit } from '../sources/git.ts'
import { findRepository } from '../sources/repository.ts'
import type { Command, Invocation, Io } from './command.ts'
import { leakKeyOf } from './leak-key.ts'

export const baselineError = defineErrors({
  BASELINE_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey baseline [PATH] [--reason TEXT] [--owner NAME] [--expires 2027-01-31|90d|never] [--renew]',
  },
})

const DEFAULT_DAYS = 90
const DAY_MS = 86_400_000
const DEFAULT_REASON = 'known when the baseline was made'

/** Lines of both sides of a merge are kept; git does this by itself for files that ask for it. */
const MERGE_RULE = `${BASELINE_FILE} merge=union`

export const command: Command = {
  name: 'baseline',
  about: 'Accept the leaks that are known, with reason, owner and last day.',
  usage: '[PATH] [--reason TEXT] [--owner NAME] [--expires DAY] [--renew]',
  flags: {
    reason: { type: 'string', placeholder: 'TEXT', about: 'Why they are accepted.' },
    owner: { type: 'string', placeholder: 'NAME', about: 'Who answers for it. Default: the user.email of git.' },
    expires: { type: 'string', placeholder: 'DAY', about: 'Last day: 2027-01-31, 30d or never. Default: 90d.' },
    renew: { type: 'boolean', about: 'Accept leaks anew whose last day has passed.' },
  },
  async run({ args, flags }, io) {
    if (args.length > 1) throw baselineError('BASELINE_USAGE', `baseline takes one path, got ${args.length}`)
    const now = systemClock.now()
    const expires = parseExpiry(flags['expires'], now)
    const path = resolve(io.cwd, args[0] ?? '.')
    const repository = findRepository(path)
    if (repository !== undefined && repository.workTree === undefined)
      throw scanError('BASELINE_NOT_WRITTEN', `${path} is a bare repository`)
    const root = repository?.workTree ?? path
    const report = await scanPath({ path: root, history: true, leakKey: leakKeyOf(io.env), signal: io.signal })
    const about = {
      reason: text(flags, 'reason') ?? DEFAULT_REASON,
      owner: text(flags, 'owner') ?? (await gitUser(root, io)),
    }
    const before = await readBaseline(root)
    const kept = flags['renew'] === true ? before.filter((entry) => !isExpired(entry, now)) : before
    const known = new Set(kept.map(({ leakId }) => leakId))
    const added = firstPlaces(report.findings).filter(({ leakId }) => !known.has(leakId))
    const entries = added.map(({ leakId, rule, file }) => ({ leakId, rule, file, ...about, ...expires }))
    writeAtomically(join(root, BASELINE_FILE), formatBaseline([...kept, ...entries]))
    if (repository !== undefined) addMergeRule(root)
    io.stdout.write(summary(entries.length, kept, now))
    if (!report.complete) io.stderr.write('The scan was incomplete (see `rekey scan`): there may be more leaks.\n')
    return report.complete ? 0 : 3
  },
}

/** The finding that names each leak. Findings are sorted, so it is the same one on every machine. */
function firstPlaces(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [finding.leakId, finding])).values()]
}

function parseExpiry(given: string | boolean | undefined, now: Date): { expires?: string } {
  const written = typeof given === 'string' ? given : `${DEFAULT_DAYS}d`
  if (written === 'never') return {}
  const days = /^(\d{1,5})d$/.exec(written)?.[1]
  const expires =
    days === undefined ? written : new Date(now.getTime() + Number(days) * DAY_MS).toISOString().slice(0, 10)
  if (!isDay(expires)) throw baselineError('BASELINE_USAGE', `${JSON.stringify(written)} is no day`)
  return { expires }
}

function text(flags: Invocation['flags'], name: string): string | undefined {
  const value = flags[name]
  if (typeof value !== 'string') return undefined
  if (value.trim() === '') throw baselineError('BASELINE_USAGE', `--${name} is empty`)
  return value.trim()
}

async function gitUser(cwd: string, io: Io): Promise<string> {
  const { stdout } = await runOwnGit(cwd, ['config', 'user.email'], io)
  return stdout.trim() || io.env['USER'] || 'unknown'
}

function addMergeRule(root: string): void {
  const path = join(root, '.gitattributes')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (before.split(/\r?\n/).includes(MERGE_RULE)) return
  writeAtomically(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${MERGE_RULE}\n`)
}

function writeAtomically(path: string, content: string): void {
  try {
    writeFileSync(`${path}.${process.pid}`, content)
    renameSync(`${path}.${process.pid}`, path)
  } catch (cause) {
    throw scanError('BASELINE_NOT_WRITTEN', `${path} could not be written`, { cause })
  }
}

function summary(added: number, kept: readonly BaselineEntry[], now: Date): string {
  const expired = kept.filter((entry) => isExpired(entry, now)).length
  const late = expired === 0 ? '' : `${expired} past their last day are reported again: rotate them, or use --renew.\n`
  return `${BASELINE_FILE}: ${added} added, ${kept.length} kept. Commit it.\n${late}`
}
