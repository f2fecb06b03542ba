import { beforeAll, expect, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { Sensitive } from '../base/sensitive.ts'
import { providerError, type Provider } from '../providers/provider.ts'
import { putValue } from '../secrets/put-value.ts'
import { freshDatabase, START, testClock, testKeyring } from '../../test/fakes/database.ts'
import { planRotation } from './plan.ts'
import { advanceRotation, type RotationDeps } from './run.ts'
import { createRotation, loadRotation } from './store.ts'

let db: Db
beforeAll(async () => {
  db = await freshDatabase()
})

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A provider with a timer, whose answer to `create` gets lost every time. */
function lostAnswers(asked: number[]): Provider {
  return {
    id: 'acme',
    name: 'Acme',
    docs: 'https://example.com',
    keys: {
      token: {
        about: 'token',
        detect: [],
        lifecycle: {
          overlap: { kind: 'timer', maxMs: 7 * DAY_MS, defaultMs: DAY_MS },
          revoke: { sessionsSurvive: false, typicalLagMs: 0 },
          verifyTouchesLastUsed: false,
        },
        verify: () => Promise.resolve({ state: 'live' }),
        locate: () => Promise.resolve({ match: 'exact', handle: { id: 'key-1' } }),
        prepare: () => Promise.resolve({ material: new Sensitive('material'), facts: { one: '1' } }),
        create: ({ facts }, { keepOldMs }) => {
          expect(facts).toEqual({ one: '1' })
          asked.push(keepOldMs)
          return Promise.reject(providerError('PROVIDER_UNREACHABLE', 'the answer was lost'))
        },
        revoke: () => Promise.resolve(),
      },
    },
  }
}

test('a repeated create asks for the same thing, even when an incident has taken the rotation over since', async () => {
  const keyring = await testKeyring(db)
  const clock = testClock()
  const asked: number[] = []
  const provider = lostAnswers(asked)
  const unused = (): never => {
    throw new Error('not used here')
  }
  const deps: RotationDeps = {
    db,
    keyring,
    clock,
    providers: [provider],
    http: unused,
    sql: unused,
    policy: { quietMs: 0, soakMs: 0, minObservationMs: 0, silenceFactor: 1, probes: 1 },
    listeningSince: START,
    faultPoint: () => {},
    changed: () => {},
  }
  const nameOf = (name: string) => ({ project: 'shop', environment: 'test', path: '', name })
  const id = await db.transaction().execute(async (tx) => {
    await putValue(tx, keyring, START, { name: nameOf('ADMIN'), value: new Sensitive('managing'), actor: 'ada' })
    const { secret } = await putValue(tx, keyring, START, {
      name: nameOf('TOKEN'),
      value: new Sensitive('first'),
      provider: 'acme',
      kind: 'token',
      rotation: { admin: 'shop/test/ADMIN' },
      actor: 'ada',
    })
    const plan = planRotation(provider.keys['token'] as never, { leaked: false, hasAdmin: true })
    return createRotation(tx, START, { secret, plan, reason: 'test', requestedBy: 'ada' })
  })
  const run = (): Promise<unknown> => advanceRotation(deps, { id, fence: 0 }, new AbortController().signal)

  await run()
  await db
    .insertInto('incidents')
    .values({
      id: 'inc_1',
      title: 'Acme key in shop/backend',
      state: 'containing',
      severity: 'SEV-1',
      score: 9,
      facts: '[]',
      channel: '#incident',
      leaked_at: START,
      detected_at: START,
      opened_at: START,
      settings: '{}',
    } as never)
    .execute()
  await db.updateTable('rotations').set({ incident_id: 'inc_1' }).where('id', '=', id).execute()
  await run()

  expect(asked).toEqual([DAY_MS, DAY_MS])
  expect((await loadRotation(db, id)).state).toMatchObject({ step: 'create', status: 'running', attempts: 2 })
  expect(planRotation(provider.keys['token'] as never, { leaked: true, hasAdmin: true }).keepOldMs).toBe(HOUR_MS)
})
