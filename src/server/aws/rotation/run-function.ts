/**
 * Works off one rotation by a function: the four steps in order, each called until it succeeds, the step it stands at
 * on disk before the next. A crash repeats a step, which the contract of these functions allows. AWSCURRENT is moved
 * by the function itself; here it is only checked that it was.
 */
import type { Selectable } from 'kysely'
import type { Db } from '../../../db/connect.ts'
import type { AwsTables } from '../../../db/aws-tables.ts'
import { holdFence, type Claim } from '../../../jobs/claim.ts'
import { append } from '../../../journal/append.ts'
import { moveLabel } from '../../../secrets/stages.ts'
import { getSecretById, listVersions, lockSecret, type StoredSecret } from '../../../secrets/store.ts'
import type { App } from '../../app.ts'
import { changeFacts } from '../facts.ts'
import { invokeFunction } from './invoke.ts'
import { planNext } from './plan-next.ts'
import { nextRotation } from './schedule.ts'
import { FUNCTION_QUEUE } from './start.ts'

type Run = Selectable<AwsTables['function_rotations']>

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const
const MAX_ATTEMPTS = 5
const FIRST_RETRY_MS = 1_000
const IDLE_MS = 60_000

export async function runFunction(app: App, claim: Claim, signal: AbortSignal): Promise<{ dueInMs: number }> {
  for (;;) {
    const run = await app.db
      .selectFrom('function_rotations')
      .selectAll()
      .where('id', '=', claim.id)
      .executeTakeFirstOrThrow()
    if (run.status !== 'running' || signal.aborted) return { dueInMs: IDLE_MS }
    const url = app.rotationFunctions.findUrl(run.function_arn)
    const event = { Step: run.step, SecretId: run.arn, ClientRequestToken: run.token }
    const problem = url ? await invokeFunction(url, event, signal) : 'nobody configured the address of this function'
    if (signal.aborted) return { dueInMs: 0 }
    const dueInMs = await app.db.transaction().execute(async (tx) => {
      await holdFence(tx, FUNCTION_QUEUE, claim)
      return problem === undefined ? succeed(app, tx, run) : fail(app, tx, run, problem)
    })
    app.feed.poke()
    if (dueInMs !== undefined) return { dueInMs }
  }
}

/** Undefined: go on with the next step at once. */
async function succeed(app: App, tx: Db, run: Run): Promise<number | undefined> {
  const next = run.tests_only ? undefined : STEPS[STEPS.indexOf(run.step) + 1]
  if (next) {
    await tx
      .updateTable('function_rotations')
      .set({ step: next, attempts: 0, error: null })
      .where('id', '=', run.id)
      .execute()
    return undefined
  }
  await lockSecret(tx, run.secret_id)
  const secret = await getSecretById(tx, run.secret_id)
  const version = (await listVersions(tx, secret.id, app.clock.now())).find(
    ({ externalId }) => externalId === run.token,
  )
  if (!run.tests_only && !version?.labels.includes('current')) {
    return fail(app, tx, run, 'the function ended finishSecret, and the new version is not AWSCURRENT')
  }
  // The service takes AWSPENDING away itself: left behind it would block the next rotation.
  if (version?.labels.includes('pending')) {
    await moveLabel(tx, app.clock.now(), { secret, label: 'pending', from: version.number, actor: 'rekey' })
  }
  await end(app, tx, run, 'done')
  if (!run.tests_only) await noteRotated(app, tx, secret)
  return IDLE_MS
}

async function noteRotated(app: App, tx: Db, secret: StoredSecret): Promise<void> {
  const now = app.clock.now()
  const changed = await changeFacts(tx, now, {
    secret,
    actor: 'rekey',
    change: (facts) => {
      const next = nextRotation(facts.rotation?.rules, now)?.toISOString()
      const { nextAt: _before, ...rotation } = facts.rotation ?? { enabled: true }
      return { ...facts, rotation: { ...rotation, lastRotatedAt: now.toISOString(), ...(next && { nextAt: next }) } }
    },
  })
  await planNext(tx, changed)
}

async function fail(app: App, tx: Db, run: Run, problem: string): Promise<number> {
  const attempts = run.attempts + 1
  await tx.updateTable('function_rotations').set({ attempts, error: problem }).where('id', '=', run.id).execute()
  if (attempts < MAX_ATTEMPTS) return FIRST_RETRY_MS * 2 ** (attempts - 1)
  if (run.tests_only) await dropTestVersion(app, tx, run)
  await end(app, tx, run, 'failed', problem)
  return IDLE_MS
}

/** A test leaves nothing behind. */
async function dropTestVersion(app: App, tx: Db, run: Run): Promise<void> {
  await lockSecret(tx, run.secret_id)
  const secret = await getSecretById(tx, run.secret_id)
  const versions = await listVersions(tx, secret.id, app.clock.now())
  const version = versions.find(({ externalId, labels }) => externalId === run.token && labels.includes('pending'))
  if (!version || secret.deletedAt) return
  await moveLabel(tx, app.clock.now(), { secret, label: 'pending', from: version.number, actor: 'rekey' })
}

async function end(app: App, tx: Db, run: Run, status: 'done' | 'failed', problem?: string): Promise<void> {
  const now = app.clock.now()
  await tx.updateTable('function_rotations').set({ status, finished_at: now }).where('id', '=', run.id).execute()
  const { fullName } = await getSecretById(tx, run.secret_id)
  const detail = {
    function: run.function_arn,
    versionId: run.token,
    testsOnly: run.tests_only,
    ...(problem && { problem }),
  }
  await append(tx, now, [{ actor: 'rekey', action: `function-rotation.${status}`, subject: fullName, detail }])
}
