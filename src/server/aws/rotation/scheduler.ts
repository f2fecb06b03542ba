/** Starts the rotations whose time has come. Several servers may look: the row of a schedule belongs to one of them. */
import { randomUUID } from 'node:crypto'
import { describeError } from '../../../base/errors.ts'
import { append } from '../../../journal/append.ts'
import { getSecretById, lockSecret } from '../../../secrets/store.ts'
import type { App } from '../../app.ts'
import { accountOf, secretArn, suffixOf } from '../arn.ts'
import { changeFacts, factsOf } from '../facts.ts'
import { toAwsName } from '../../../secrets/name.ts'
import { dropSchedule, planNext } from './plan-next.ts'
import { nextRotation } from './schedule.ts'
import { canRotateItself, startRotation } from './start.ts'

const LOOK_EVERY_MS = 10_000
const DEFAULT_REGION = 'us-east-1'

export function startScheduler(app: App): () => Promise<void> {
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    running ??= startDue(app)
      .catch((error: unknown) =>
        app.log.error({ problem: describeError(error) }, 'scheduled rotations could not be started'),
      )
      .finally(() => {
        running = undefined
      })
  }, LOOK_EVERY_MS).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** One that cannot start says so in the journal, and waits for its next time. */
export async function startDue(app: App): Promise<void> {
  const due = await app.db
    .selectFrom('rotation_schedules')
    .select('secret_id')
    .where('next_at', '<=', app.clock.now())
    .orderBy('next_at')
    .limit(50)
    .execute()
  for (const { secret_id } of due) await startOne(app, secret_id)
  if (due.length) app.pokeWorkers()
}

async function startOne(app: App, secretId: string): Promise<void> {
  const problem = await app.db
    .transaction()
    .execute(async (tx) => {
      if (!(await takeSchedule(app, tx, secretId))) return
      const secret = await getSecretById(tx, secretId)
      const name = toAwsName(secret.name)
      const { functionArn } = factsOf(secret).rotation ?? {}
      if (name === undefined || secret.deletedAt || (functionArn === undefined && !canRotateItself(app, secret))) {
        return dropSchedule(tx, secretId)
      }
      const place = { region: factsOf(secret).region ?? DEFAULT_REGION, account: accountOf(secret.name) }
      const arn = secretArn(place, name, suffixOf(secret.id))
      const run = { secret, arn, token: randomUUID(), functionArn, testsOnly: false, actor: 'schedule' }
      await startRotation(app, tx, run)
    })
    .catch(describeError)
  if (problem === undefined) return
  await app.db.transaction().execute(async (tx) => {
    if (!(await takeSchedule(app, tx, secretId))) return
    const { fullName } = await getSecretById(tx, secretId)
    const entry = { actor: 'schedule', action: 'function-rotation.not-started', subject: fullName, detail: { problem } }
    await append(tx, app.clock.now(), [entry])
  })
}

/** Moves the schedule to its next time. False when another server has done so. */
async function takeSchedule(app: App, tx: App['db'], secretId: string): Promise<boolean> {
  const now = app.clock.now()
  await lockSecret(tx, secretId)
  const row = await tx
    .selectFrom('rotation_schedules')
    .select('secret_id')
    .where('secret_id', '=', secretId)
    .where('next_at', '<=', now)
    .executeTakeFirst()
  if (!row) return false
  const secret = await getSecretById(tx, secretId)
  if (secret.deletedAt) {
    await dropSchedule(tx, secretId)
    return true
  }
  const changed = await changeFacts(tx, now, {
    secret,
    actor: 'schedule',
    change: (facts) => {
      const next = nextRotation(facts.rotation?.rules, now)?.toISOString()
      const { nextAt: _before, ...rotation } = facts.rotation ?? { enabled: false }
      return { ...facts, rotation: { ...rotation, ...(next && { nextAt: next }) } }
    },
  })
  await planNext(tx, changed)
  return true
}
