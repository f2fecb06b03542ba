/**
 * Triage of one finding: whose key is it, is it live, what may it do? Only keys of our own secrets are tried
 * at their provider, with the settings that we hold for them; a stranger's URL is never connected to. Each request is in
 * the journal before it goes out.
 */
import { append } from '../journal/append.ts'
import type { Inspection, KeyKind, Provider, ProviderContext, Verdict } from '../providers/provider.ts'
import { findKind, makeContext, type StepDeps } from '../rotate/context.ts'
import type { Finding } from '../scan/finding.ts'
import { findOwnLeak, type OwnLeak } from '../secrets/own-leaks.ts'
import { getSecretById, openVersion, type StoredSecret } from '../secrets/store.ts'
import { type Exposure, scoreSeverity, type Severity } from './severity.ts'

export interface TriagedLeak {
  readonly finding: Finding
  readonly provider: Provider | undefined
  /** Ours: the secret, and which of its versions leaked. */
  readonly own: { readonly secret: StoredSecret; readonly version: number; readonly isCurrent: boolean } | undefined
  readonly verdict: Verdict
  readonly inspection: Inspection | undefined
  readonly severity: Severity
  readonly movesMoney: Inspection['movesMoney'] | undefined
}

const ASK_TIMEOUT_MS = 5_000

export async function triage(deps: StepDeps, finding: Finding, exposure: Exposure): Promise<TriagedLeak> {
  const found = await findOwnLeak(deps.db, deps.keyring, finding.provider, finding.secret)
  const own = found && (await describeOwn(deps, found))
  const asked = own ? await askProvider(deps, own, finding) : { verdict: NOT_ASKED, inspection: undefined }
  const severity = scoreSeverity({
    ...asked,
    exposure,
    ...(own ? { environment: own.secret.name.environment } : {}),
  })
  const provider = deps.providers.find(({ id }) => id === finding.provider)
  return { finding, provider, own, ...asked, severity, movesMoney: asked.inspection?.movesMoney }
}

/** Keys that are not ours are not sent anywhere unless somebody asks for it. */
const NOT_ASKED: Verdict = { state: 'unknown', why: 'policy' }

async function describeOwn(deps: StepDeps, found: OwnLeak): Promise<NonNullable<TriagedLeak['own']>> {
  const secret = await getSecretById(deps.db, found.secretId)
  return { secret, version: found.version, isCurrent: found.stage === 'current' }
}

async function askProvider(
  deps: StepDeps,
  { secret, version }: NonNullable<TriagedLeak['own']>,
  finding: Finding,
): Promise<{ verdict: Verdict; inspection: Inspection | undefined }> {
  const kind = findKind(deps.providers, secret)
  if (!kind.verify) return { verdict: NOT_ASKED, inspection: undefined }
  const signal = AbortSignal.timeout(ASK_TIMEOUT_MS)
  // Whether a key lives is seen with the key alone: the managing key stays where it is.
  const question = await answerOf(async () => ({
    key: (await openVersion(deps.db, deps.keyring, secret, version)).value,
    context: journalled(deps, finding, {
      ...(await makeContext(deps, withoutAdmin(secret), { signal, runId: 'triage' })),
      companions: idsBeside(kind, finding),
    }),
  }))
  if (!question) return { verdict: NO_ANSWER, inspection: undefined }
  const { key, context } = question
  const verdict = (await answerOf(() => kind.verify?.(key, context))) ?? NO_ANSWER
  const isAlive = verdict.state === 'live' || verdict.state === 'restricted'
  return { verdict, inspection: isAlive ? await answerOf(() => kind.inspect?.(key, context)) : undefined }
}

/** Ids only: a host that stands beside a leaked key is somebody's claim, and our key is not sent there. */
function idsBeside({ detect }: KeyKind, { companions = [] }: Finding): NonNullable<ProviderContext['companions']> {
  return companions.filter(({ rule }) => detect.some((one) => one.rule === rule && one.part !== 'context'))
}

function journalled(deps: StepDeps, finding: Finding, context: ProviderContext): ProviderContext {
  const note = async (detail: Record<string, string>): Promise<void> => {
    const { leakId, provider, kind } = finding
    const entry = { actor: 'rekey', action: 'leak.asked', subject: leakId, detail: { provider, kind, ...detail } }
    await deps.db.transaction().execute((tx) => append(tx, deps.clock.now(), [entry]))
  }
  return {
    ...context,
    http: async (url, init) => {
      await note({ method: init?.method ?? 'GET', host: new URL(url).host })
      return context.http(url, init)
    },
    sql: async (url, options) => {
      await note({ method: 'SQL' })
      return context.sql(url, options)
    },
  }
}

const NO_ANSWER: Verdict = { state: 'unknown', why: 'network' }

function withoutAdmin(secret: StoredSecret): StoredSecret {
  const { admin: _admin, ...rest } = secret.rotation ?? {}
  return { ...secret, rotation: rest }
}

/** Triage never fails because something else does: what it cannot learn is unknown, and unknown counts as bad. */
async function answerOf<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await ask()
  } catch {
    return undefined
  }
}
