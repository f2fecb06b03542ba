/**
 * `rekey hook pre-commit | pre-push | pre-receive`: what git runs at each door. Exit 1 blocks. What the change itself
 * brings is searched, nothing older. A search that fails blocks as well; a file that is left out is named.
 */
import { text } from 'node:stream/consumers'
import { systemClock } from '../../base/clock.ts'
import { applyBaseline } from '../../scan/baseline.ts'
import { readRepositoryBaseline } from '../../scan/baseline-file.ts'
import type { ScanReport } from '../../scan/finding.ts'
import { scanStaged, scanUpdates } from '../../scan/scan-changes.ts'
import { applyPolicy } from '../../scan/user-rules/apply-policy.ts'
import { loadUserRules, readRepositorySettings } from '../../scan/user-rules/settings-file.ts'
import type { RefUpdate } from '../../sources/git-push.ts'
import { findHookRepository, type Repository } from '../../sources/repository.ts'
import type { Invocation, Io } from '../command.ts'
import { leakKeyOf } from '../leak-key.ts'
import { environmentBypass, pushOptionBypass, type Bypass } from './bypass.ts'
import { blockedText, bypassText, failedText, skippedText, type Door } from './door-text.ts'
import { hookError } from './hook-error.ts'

export async function runPreCommit(_: Invocation, io: Io): Promise<number> {
  const repository = openRepository(io)
  const report = await scanStaged({
    repository,
    ...(await rulesOf(repository)),
    leakKey: leakKeyOf(io.env),
    signal: io.signal,
  })
  return decide('pre-commit', await accepted(report, repository), environmentBypass(io.env), io)
}

/** Git gives the name of the remote, or its address where it has no name. */
export async function runPrePush({ args }: Invocation, io: Io): Promise<number> {
  const repository = openRepository(io)
  const pushed = preCommitPush(io.env)
  const updates =
    pushed === undefined
      ? await readUpdates(io, ([, after = '', ref = '', before = '']) => ({ before, after, ref }))
      : [pushed.update]
  const known = { remote: pushed?.remote ?? args[0] ?? '' }
  const report = await scanUpdates({
    repository,
    ...(await rulesOf(repository)),
    updates,
    known,
    leakKey: leakKeyOf(io.env),
    signal: io.signal,
  })
  return decide('pre-push', await accepted(report, repository), environmentBypass(io.env), io)
}

export async function runPreReceive(_: Invocation, io: Io): Promise<number> {
  const repository = openRepository(io)
  const updates = await readUpdates(io, ([before = '', after = '', ref = '']) => ({ before, after, ref }))
  const known = 'own refs'
  const report = await scanUpdates({
    repository,
    ...(await rulesOf(repository)),
    updates,
    known,
    leakKey: leakKeyOf(io.env),
    signal: io.signal,
  })
  return decide('pre-receive', await accepted(report, repository), pushOptionBypass(io.env), io)
}

const NO_COMMIT = '0'.repeat(40)

/** The program pre-commit reads git's input itself and passes it on in the environment. */
function preCommitPush(env: Io['env']): { update: RefUpdate; remote: string } | undefined {
  const { PRE_COMMIT_FROM_REF: before, PRE_COMMIT_TO_REF: after } = env
  if (!after) return undefined
  const ref = env['PRE_COMMIT_REMOTE_BRANCH'] ?? ''
  return { update: { before: before || NO_COMMIT, after, ref }, remote: env['PRE_COMMIT_REMOTE_NAME'] ?? '' }
}

/** Rules of rekey.yaml hold at every door. */
async function rulesOf(repository: Repository) {
  return { userRules: await loadUserRules(await readRepositorySettings(repository)) }
}

/** Without findings nobody needs the baseline: a usual commit does not read it. */
async function accepted(report: ScanReport, repository: Repository): Promise<ScanReport> {
  if (report.findings.length === 0) return report
  const { policy } = await readRepositorySettings(repository)
  return applyBaseline(applyPolicy(report, policy), await readRepositoryBaseline(repository), systemClock.now())
}

function decide(door: Door, report: ScanReport, bypass: Bypass, io: Io): number {
  io.stderr.write(skippedText(report))
  const isFailed = report.skipped.some(({ failed }) => failed)
  if (report.findings.length === 0 && !isFailed) return 0
  if (bypass.asked && 'reason' in bypass) {
    io.stderr.write(bypassText(door, report, bypass.reason))
    return 0
  }
  io.stderr.write(report.findings.length > 0 ? blockedText(door, report, bypass) : failedText(door))
  return 1
}

function openRepository(io: Io): Repository {
  const repository = findHookRepository(io.cwd, io.env)
  if (repository === undefined) throw hookError('HOOK_OUTSIDE', `${io.cwd} is not in a git repository`)
  return repository
}

/** One line a ref. A line that is cut short blocks: what it names would go unseen. */
async function readUpdates(io: Io, parse: (fields: string[]) => RefUpdate): Promise<RefUpdate[]> {
  const lines = (await text(io.stdin)).split('\n').filter(Boolean)
  return lines.map((line) => {
    const update = parse(line.split(' '))
    if (update.before && update.after && update.ref) return update
    throw hookError('HOOK_INPUT_INVALID', 'the standard input is not what git gives to this hook')
  })
}
