/**
 * What the functions of a provider file are given, and where a secret's file is found. Nothing here decides
 * about a rotation; triage uses it as well.
 */
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import type { KeyKind, Provider, ProviderContext, SqlConnection } from '../providers/provider.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { parseSecretName } from '../secrets/name.ts'
import { getSecret, openVersion, type StoredSecret } from '../secrets/store.ts'
import type { StepName } from './rotation.ts'

export interface StepDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly providers: readonly Provider[]
  readonly http: ProviderContext['http']
  readonly sql: (url: Sensitive, options?: { connectTimeoutMs?: number }) => Promise<SqlConnection>
  readonly policy: RotationPolicy
  /** Since when this server hears its consumers. What it did not hear before says nothing about them. */
  readonly listeningSince: Date
}

/** Defaults of the server; a secret's own settings win. */
export interface RotationPolicy {
  readonly quietMs: number
  readonly soakMs: number
  readonly minObservationMs: number
  readonly silenceFactor: number
  /** Refusals in a row that prove the old key dead. */
  readonly probes: number
}

/** The part of a provider file that knows this secret; a secret without one is rotated by hand. */
export function findKind(providers: readonly Provider[], secret: StoredSecret): KeyKind {
  const kind = providers.find(({ id }) => id === secret.provider)?.keys[secret.kind ?? '']
  return kind ?? { about: 'a value that no provider file describes', detect: [] }
}

/** For which run a context is made; `step` when a rotation asks for it at each look of that step. */
interface Run {
  readonly signal: AbortSignal
  readonly runId: string
  readonly step?: StepName
}

/** What a provider's functions are given. Opening the managing key is journalled like any other read. */
export async function makeContext(deps: StepDeps, secret: StoredSecret, run: Run): Promise<ProviderContext> {
  const admin = secret.rotation?.admin ? await openAdmin(deps, secret.rotation.admin, run) : undefined
  return {
    http: deps.http,
    sql: deps.sql,
    now: () => deps.clock.now(),
    signal: run.signal,
    settings: secret.rotation?.settings ?? {},
    runId: run.runId,
    ...(admin ? { admin } : {}),
  }
}

async function openAdmin(deps: StepDeps, name: string, run: Run): Promise<Sensitive> {
  const secret = await getSecret(deps.db, parseSecretName(name))
  const version = await openVersion(deps.db, deps.keyring, secret, 'current')
  await deps.db.transaction().execute(async (tx) => {
    if (!(await isFirstLook(tx, run, version.number))) return
    const detail = { version: version.number, for: run.runId, ...(run.step ? { step: run.step } : {}) }
    await append(tx, deps.clock.now(), [{ actor: 'rekey', action: 'secret.read', subject: name, detail }])
  })
  return version.value
}

/** A wait looks again for days: the journal wants one line a step and version of the managing key, not one a look. */
async function isFirstLook(tx: Db, { runId, step }: Run, version: number): Promise<boolean> {
  if (!step) return true
  const row = await tx
    .updateTable('rotation_steps')
    .set({ detail: sql`detail || jsonb_build_object('adminVersion', ${version}::int)` })
    .where('rotation_id', '=', runId)
    .where('step', '=', step)
    .where(sql<boolean>`detail -> 'adminVersion' is distinct from to_jsonb(${version}::int)`)
    .returning('step')
    .executeTakeFirst()
  return row !== undefined
}
