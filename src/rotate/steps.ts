/**
 * The effect of each step. Each looks before it acts, acts at most once outside, and says in one sentence
 * what it did. Nothing here is committed: run.ts does that.
 */
import { sleep } from '../base/clock.ts'
import { formatDuration } from '../base/duration.ts'
import type { Db } from '../db/connect.ts'
import type { Verdict } from '../providers/provider.ts'
import { listConsumers } from '../secrets/consumers.ts'
import { markVersionDead, promotePending, storePending } from '../secrets/stages.ts'
import { findVersion, type StoredSecret } from '../secrets/store.ts'
import { createByHand, revokeByHand } from './by-hand.ts'
import { judgeConfirmation } from './confirm.ts'
import { findKind, makeContext, type StepDeps } from './context.ts'
import { planRotation } from './plan.ts'
import { rotationError } from './rotation-error.ts'
import type { StepName } from './rotation.ts'
import { entryOf, type Rotation } from './store.ts'
import {
  done,
  giveUp,
  materialContext,
  oldHandleOf,
  openKey,
  requireFunction,
  waitFor,
  type StepResult,
  type Work,
} from './work.ts'

const PROBE_GAP_MS = 200
const KEEP_OLD_MS = 'keepOldMs'
const VERIFY_DEADLINE_MS = 60_000

export async function runStep(deps: StepDeps, rotation: Rotation, signal: AbortSignal): Promise<StepResult> {
  const kind = findKind(deps.providers, rotation.secret)
  const { step } = rotation.state
  const context = await makeContext(deps, rotation.secret, { signal, runId: rotation.id, step })
  return STEPS[step]({ deps, rotation, kind, context })
}

const STEPS: Readonly<Record<StepName, (work: Work) => Promise<StepResult>>> = {
  async locate({ rotation, kind, context, deps }) {
    const key = await openKey(deps, rotation, rotation.oldVersion)
    const located = await requireFunction(kind.locate, 'locate')(key, context)
    if (located.match === 'exact' || located.match === 'self') {
      const { handle } = located
      const name = handle.principal ?? handle.id
      return done(`The provider knows the key as ${name} (${located.match} match).`, { changes: { oldHandle: handle } })
    }
    const found = located.match === 'ambiguous' ? `${located.candidates.length} that look alike` : 'none'
    return giveUp(`The provider's list of keys has ${found}: revoking could hit another key. Find it by hand.`)
  },

  async prepare({ rotation, kind, context, deps }) {
    const current = await openKey(deps, rotation, rotation.oldVersion)
    const prepared = await requireFunction(kind.prepare, 'prepare')(current, context)
    const sealedMaterial = deps.keyring.seal(materialContext(rotation), prepared.material)
    // Part of what `create` asks for, so it is decided once: a provider refuses a repetition that asks differently.
    const { keepOldMs } = planRotation(kind, {
      leaked: rotation.incidentId !== null,
      hasAdmin: context.admin !== undefined,
    })
    return done('What the new key needs is made and sealed on disk, before anything changes outside.', {
      changes: { sealedMaterial, preparedFacts: { ...prepared.facts, [KEEP_OLD_MS]: String(keepOldMs) } },
    })
  },

  async create(work) {
    const { rotation, kind, context, deps } = work
    if (rotation.state.strategy === 'manual') return createByHand(work)
    const key = await openKey(deps, rotation, rotation.oldVersion)
    const { [KEEP_OLD_MS]: keepOldMs, ...facts } = rotation.preparedFacts ?? {}
    if (!rotation.sealedMaterial || keepOldMs === undefined)
      throw rotationError('ROTATION_PLAN_INVALID', 'the plan has create without prepare')
    const issued = await requireFunction(kind.create, 'create')(
      {
        material: deps.keyring.unseal(materialContext(rotation), rotation.sealedMaterial),
        facts,
      },
      { key, handle: oldHandleOf(rotation), keepOldMs: Number(keepOldMs) },
      context,
    )
    const name = issued.handle.principal ?? issued.handle.id
    const expiry = issued.oldExpiresAt
      ? ` The old one dies by itself at ${issued.oldExpiresAt.toISOString()} at the latest.`
      : ''
    return done(`The new key exists as ${name}.${expiry}`, {
      changes: { newHandle: issued.handle, ...(issued.oldExpiresAt ? { oldExpiresAt: issued.oldExpiresAt } : {}) },
      alongside: async (tx) => {
        const { secret, versionId } = rotation
        const promised = versionId === null ? {} : { externalId: versionId }
        const candidate = { secret, value: issued.key, handle: issued.handle, createdBy: rotation.id, ...promised }
        return { newVersion: await storePending(tx, deps.keyring, deps.clock.now(), candidate) }
      },
    })
  },

  async 'verify-new'({ rotation, kind, context, deps }) {
    const key = await openKey(deps, rotation, rotation.newVersion as number)
    const verify = requireFunction(kind.verify, 'verify')
    // Twice: a provider of many nodes may know a new key on some of them only.
    for (let i = 0; i < 2; i++) {
      const verdict = await verify(key, context)
      if (!isAccepted(verdict)) return notYetAccepted(rotation, deps, verdict)
    }
    return done('The new key works: the provider accepted it twice in a row.')
  },

  async deploy({ rotation, deps }) {
    const { secret, newVersion } = rotation
    return done(`Version ${newVersion} is current; consumers are told.`, {
      alongside: async (tx) => {
        const current = await findVersion(tx, secret.id, 'current')
        if (current?.number !== newVersion) await promotePending(tx, secret.id, deps.clock.now())
      },
      entries: [
        {
          ...entryOf(rotation, 'version.promoted', { secret: secret.fullName, version: newVersion }),
          subject: secret.fullName,
        },
      ],
    })
  },

  async confirm({ rotation, kind, context, deps }) {
    const enabled = await enableAgain({ rotation, kind, context, deps })
    const { secret, oldVersion, newVersion } = rotation
    const usage = kind.usage && rotation.oldHandle ? await kind.usage(rotation.oldHandle, context) : undefined
    const promotedAt = await stepFinishedAt(deps.db, rotation, 'deploy')
    const judged = judgeConfirmation({
      policy: policyOf(deps, secret),
      now: deps.clock.now(),
      promotedAt,
      observingSince: await observingSince(deps.db, secret.id),
      listeningSince: deps.listeningSince,
      consumers: await listConsumers(deps.db, secret.id),
      ...(usage ? { providerUsage: usage } : {}),
      oldVersion,
      newVersion: newVersion as number,
    })
    const changes = { evidence: { confirm: judged.facts } }
    if (judged.decision === 'wait') return waitFor(judged.waitingFor, judged.checkAgainMs, { changes, ...enabled })
    const { moved, presumedGone, openSessions } = judged.facts
    const gone = presumedGone.length ? `; presumed gone: ${presumedGone.map(({ name }) => name).join(', ')}` : ''
    const sessions = openSessions === null ? '' : `; ${openSessions} sessions of the old key open`
    return done(`All traffic has moved: ${moved.length} consumers on version ${newVersion}${gone}${sessions}.`, {
      changes,
      ...enabled,
    })
  },

  async disable({ rotation, kind, context }) {
    await requireFunction(kind.setEnabled, 'setEnabled')(oldHandleOf(rotation), false, context)
    return done('The old key is switched off; this can still be taken back.')
  },

  async soak({ rotation, deps }) {
    const off = await stepFinishedAt(deps.db, rotation, 'disable')
    const wanted = (await listConsumers(deps.db, rotation.secret.id)).filter(
      ({ version, lastSeenAt }) => version < (rotation.newVersion as number) && lastSeenAt > off,
    )
    // Whoever forced accepted that somebody breaks: the leaked key is not switched on again for it.
    if (wanted.length && !rotation.state.forced) {
      const reasons = wanted.map(
        ({ name, version }) => `${name} was seen with version ${version} after the old key was switched off`,
      )
      return { event: { type: 'old-key-wanted', reasons } }
    }
    const soakMs = rotation.secret.rotation?.soakMs ?? deps.policy.soakMs
    // Only while we listen can anybody miss the old key aloud.
    const leftMs = soakMs - listenedMs(deps, off)
    if (leftMs > 0) {
      return waitFor(
        [
          `nobody has missed the old key yet; it stays switched off for ${formatDuration(leftMs)} more before it is revoked`,
        ],
        Math.min(leftMs, 1_000),
      )
    }
    return done(`Nobody missed the old key for ${formatDuration(soakMs)}.`)
  },

  async revoke({ rotation, kind, context, deps }) {
    if (rotation.state.strategy === 'manual') return revokeByHand({ rotation, kind, context, deps })
    await requireFunction(kind.revoke, 'revoke')(oldHandleOf(rotation), context)
    return done('The old key is revoked for good.')
  },

  async 'verify-old-dead'({ rotation, kind, context, deps }) {
    const key = await openKey(deps, rotation, rotation.oldVersion)
    const verify = requireFunction(kind.verify, 'verify')
    const { probes } = deps.policy
    let firstRefusedAt: Date | undefined
    for (let refused = 0; refused < probes; refused++) {
      if (refused) await sleep(PROBE_GAP_MS, context.signal)
      const verdict = await verify(key, context)
      if (verdict.state !== 'dead') return notYetRefused(rotation, deps, verdict)
      firstRefusedAt ??= deps.clock.now()
    }
    const refusedAt = firstRefusedAt as Date
    const detail = { probes, refusedAt: refusedAt.toISOString() }
    return done(`The old key was tried ${probes} times and refused ${probes} times.`, {
      detail,
      entries: [entryOf(rotation, 'rotation.old-key-refused', { ...detail, secret: rotation.secret.fullName })],
      alongside: (tx) => markVersionDead(tx, rotation.secret.id, rotation.oldVersion, refusedAt),
    })
  },

  async 'end-sessions'({ rotation, kind, context }) {
    const { ended } = await requireFunction(kind.endSessions, 'endSessions')(oldHandleOf(rotation), context)
    return done(`${ended} sessions that were opened with the old key were ended.`, { detail: { ended } })
  },
}

/** Milliseconds since `from` that this server was up. */
function listenedMs(deps: StepDeps, from: Date): number {
  return deps.clock.now().getTime() - Math.max(from.getTime(), deps.listeningSince.getTime())
}

function isAccepted(verdict: Verdict): boolean {
  return verdict.state === 'live' || verdict.state === 'restricted'
}

function describeVerdict(verdict: Verdict): string {
  return 'why' in verdict ? `${verdict.state} (${verdict.why})` : verdict.state
}

function notYetAccepted(rotation: Rotation, deps: StepDeps, verdict: Verdict): StepResult {
  const waitedMs = listenedMs(deps, rotation.stepStartedAt)
  const text = `the provider answers ${describeVerdict(verdict)} to the new key`
  if (waitedMs > VERIFY_DEADLINE_MS) return giveUp(`${text} since ${formatDuration(waitedMs)}`)
  return waitFor([`${text}; new keys may need a moment to be known everywhere`], 500)
}

function notYetRefused(rotation: Rotation, deps: StepDeps, verdict: Verdict): StepResult {
  const waitedMs = listenedMs(deps, rotation.stepStartedAt)
  const text = `the provider answers ${describeVerdict(verdict)} to the revoked key`
  if (waitedMs > VERIFY_DEADLINE_MS) return giveUp(`${text} since ${formatDuration(waitedMs)}`)
  return waitFor([`${text}; it is tried until it is refused`], 300)
}

function policyOf(
  deps: StepDeps,
  secret: StoredSecret,
): { quietMs: number; silenceFactor: number; minObservationMs: number } {
  return {
    quietMs: secret.rotation?.quietMs ?? deps.policy.quietMs,
    silenceFactor: deps.policy.silenceFactor,
    minObservationMs: secret.rotation?.observeMs ?? deps.policy.minObservationMs,
  }
}

async function observingSince(db: Db, secretId: string): Promise<Date> {
  const { created_at } = await db
    .selectFrom('secrets')
    .select('created_at')
    .where('id', '=', secretId)
    .executeTakeFirstOrThrow()
  return created_at
}

async function stepFinishedAt(db: Db, rotation: Rotation, step: StepName): Promise<Date> {
  const row = await db
    .selectFrom('rotation_steps')
    .select('finished_at')
    .where('rotation_id', '=', rotation.id)
    .where('step', '=', step)
    .executeTakeFirst()
  return row?.finished_at ?? rotation.stepStartedAt
}

/**
 * After a consumer asked for the old key in the soak: it must work again while we wait. That it was off is
 * forgotten with the commit of this step, so that a worker that lost its lease cannot forget it later.
 */
async function enableAgain({ rotation, kind, context, deps }: Work): Promise<Pick<StepResult, 'alongside'>> {
  const wasDisabled = await deps.db
    .selectFrom('rotation_steps')
    .select('step')
    .where('rotation_id', '=', rotation.id)
    .where('step', '=', 'disable')
    .executeTakeFirst()
  if (!wasDisabled) return {}
  await requireFunction(kind.setEnabled, 'setEnabled')(oldHandleOf(rotation), true, context)
  return {
    alongside: async (tx) => {
      await tx
        .deleteFrom('rotation_steps')
        .where('rotation_id', '=', rotation.id)
        .where('step', '=', 'disable')
        .execute()
    },
  }
}
