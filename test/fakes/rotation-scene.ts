/**
 * A secret of the bank, its managing key, one consumer that follows the current version, and a rotation that is
 * driven look by look. Time passes only when the rotation waits.
 */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { Sensitive } from '../../src/base/sensitive.ts'
import type { Db } from '../../src/db/connect.ts'
import type { RotationSettings } from '../../src/db/tables.ts'
import { claimNext, type Claim } from '../../src/jobs/claim.ts'
import { readEntries } from '../../src/journal/read.ts'
import { commandRotation, type RotationCommand } from '../../src/rotate/command.ts'
import { planRotation } from '../../src/rotate/plan.ts'
import { advanceRotation, type RotationDeps } from '../../src/rotate/run.ts'
import type { StepName } from '../../src/rotate/rotation.ts'
import { createRotation, loadRotation, ROTATION_QUEUE, type Rotation } from '../../src/rotate/store.ts'
import { recordSightings } from '../../src/secrets/consumers.ts'
import { createIdentity } from '../../src/secrets/identities.ts'
import { parseSecretName } from '../../src/secrets/name.ts'
import { putValue } from '../../src/secrets/put-value.ts'
import { findVersion, getSecret, openVersion, type Stage, type StoredSecret } from '../../src/secrets/store.ts'
import { FIRST_SECRET, openBank, type Bank, type BankOptions } from './bank.ts'
import { freshDatabase, START, testClock, testKeyring, type TestClock } from './database.ts'

export const KEY_NAME = 'shop/production/BANK_KEY'
const ADMIN_NAME = 'shop/production/BANK_ADMIN'

export interface Scene {
  readonly db: Db
  readonly bank: Bank
  readonly clock: TestClock
  readonly deps: RotationDeps
  /** Who reports at each look, and which version it holds; undefined follows the current one. */
  readonly consumers: Map<string, number | undefined>
  secret(): Promise<StoredSecret>
  start(incidentId?: string): Promise<string>
  claim(owner?: string): Promise<Claim | undefined>
  /** One look: consumers report, a worker claims and advances. Time then passes until the next one. */
  look(): Promise<Rotation>
  /** Looks until the rotation ends or needs a person. */
  drive(id: string): Promise<Rotation>
  /** Looks until a worker is about to act in this step, and lets it die there. */
  driveTo(id: string, step: StepName): Promise<void>
  /** The worker dies when it comes to this point: once. */
  crashAt: string | undefined
  command(id: string, type: RotationCommand): Promise<Rotation>
  valueOf(which: Stage | number): Promise<string | undefined>
  actions(): Promise<string[]>
}

export interface SceneOptions extends BankOptions {
  readonly rotation?: RotationSettings
  /** Called at every fault point. */
  readonly onPoint?: (name: string) => void
}

/** A worker that died: what it held in memory is gone, its lease runs out. */
class Crash extends Error {}

const MAX_LOOKS = 200

export async function openRotationScene(options: SceneOptions = {}): Promise<Scene> {
  const db = await freshDatabase()
  const keyring = await testKeyring(db)
  const clock = testClock()
  const bank = openBank(options)
  const consumers = new Map<string, number | undefined>([['checkout', undefined]])
  const put = (name: string, value: string, more: object = {}): Promise<unknown> =>
    db.transaction().execute((tx) =>
      putValue(tx, keyring, START, {
        name: parseSecretName(name),
        value: new Sensitive(value),
        actor: 'ada',
        ...more,
      }),
    )
  await put(ADMIN_NAME, 'bank-managing-key')
  await put(KEY_NAME, FIRST_SECRET, {
    provider: 'bank',
    kind: 'key',
    rotation: options.rotation ?? { admin: ADMIN_NAME },
  })
  const shop = await createIdentity(db, START, { name: 'shop', kind: 'machine', policies: [], actor: 'ada' })
  const nothing = (): never => {
    throw new Error('the bank is reached in memory')
  }
  const deps: RotationDeps = {
    db,
    keyring,
    clock,
    providers: [bank.provider],
    http: nothing,
    sql: nothing,
    policy: { quietMs: 2_000, soakMs: 2_000, minObservationMs: 2_000, silenceFactor: 1.5, probes: 1 },
    listeningSince: new Date(START.getTime() - 86_400_000),
    faultPoint(name) {
      options.onPoint?.(name)
      if (name !== scene.crashAt) return
      scene.crashAt = undefined
      throw new Crash(name)
    },
    changed: () => {},
  }
  const secret = (): Promise<StoredSecret> => getSecret(db, parseSecretName(KEY_NAME))

  async function report(): Promise<void> {
    const { id, fullName } = await secret()
    const current = await findVersion(db, id, 'current')
    const sightings = [...consumers].map(([consumer, held]) => ({
      secretId: id,
      secretName: fullName,
      identityId: shop.id,
      consumer,
      host: 'web-1',
      process: '1',
      version: held ?? current?.number ?? 1,
      holds: true,
      uses: 1,
    }))
    await db.transaction().execute((tx) => recordSightings(tx, clock.now(), sightings))
  }

  const scene: Scene = {
    db,
    bank,
    clock,
    deps,
    consumers,
    secret,
    async start(incidentId) {
      const found = await secret()
      const plan = planRotation(bank.kind, { leaked: false, hasAdmin: Boolean(found.rotation?.admin) })
      const input = { secret: found, plan, reason: 'asked for by hand', requestedBy: 'ada' }
      return db
        .transaction()
        .execute((tx) => createRotation(tx, clock.now(), { ...input, ...(incidentId ? { incidentId } : {}) }))
    },
    claim: (owner = 'one') => claimNext(db, ROTATION_QUEUE, owner, 60_000),
    crashAt: undefined,
    async look() {
      await report()
      await sql`update rotations set run_at = now(), lease_until = null`.execute(db)
      const claim = (await scene.claim()) as Claim
      const dueInMs = await advanceRotation(deps, claim, new AbortController().signal).then(
        (answer) => answer.dueInMs,
        (error: unknown) => {
          if (error instanceof Crash) return 0
          throw error
        },
      )
      const rotation = await loadRotation(db, claim.id)
      if (rotation.state.status === 'running') clock.advance(Math.min(dueInMs, 1_000))
      return rotation
    },
    async drive(id) {
      for (let looks = 0; looks < MAX_LOOKS; looks++) {
        const rotation = await loadRotation(db, id)
        if (rotation.state.status !== 'running') return rotation
        await scene.look()
      }
      const { state } = await loadRotation(db, id)
      return expect.unreachable(`still at ${state.step} after ${MAX_LOOKS} looks: ${state.waitingFor.join('; ')}`)
    },
    async driveTo(id, step) {
      scene.crashAt = `bank/${step}:before`
      for (let looks = 0; looks < MAX_LOOKS && scene.crashAt; looks++) await scene.look()
      expect((await loadRotation(db, id)).state).toMatchObject({ step, status: 'running' })
    },
    command: (id, type) =>
      commandRotation(db, clock.now(), { id, event: { type }, actor: 'ada', reason: 'because I say so' }),
    async valueOf(which) {
      const found = await secret()
      if (!(await findVersion(db, found.id, which))) return undefined
      return (await openVersion(db, keyring, found, which)).value.reveal()
    },
    actions: async () => (await readEntries(db)).map(({ action }) => action),
  }
  return scene
}
