/**
 * The worst night: two keys leak in one push, and the server dies at every point there is, before and after each
 * effect and after each commit, one after the other, while the shop is open.
 */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DATABASE_SECRET, STRIPE_SECRET } from '../../src/drill/stage.ts'
import postgres from '../../src/providers/postgres.ts'
import type { KeyKind, Provider } from '../../src/providers/provider.ts'
import stripe from '../../src/providers/stripe.ts'
import { planRotation } from '../../src/rotate/plan.ts'
import type { IncidentRoomBody } from '../../src/server/api/schemas.ts'
import {
  canaryOf,
  currentValue,
  expectConsumersMoved,
  expectJournal,
  expectKeys,
  expectNoPlaintext,
  expectTidyStore,
} from './proofs.ts'
import { openScene, until, type Scene } from './scene.ts'

const MOMENTS = ['before', 'after', 'committed']
const NIGHT_MS = 400_000

function stepsOf({ id, keys }: Provider, kind: string): string[] {
  const { steps } = planRotation(keys[kind] as KeyKind, { leaked: true, hasAdmin: true })
  return steps.map((step) => `${id}/${step}`)
}

const points = ['scan', ...stepsOf(postgres, 'database-url'), ...stepsOf(stripe, 'secret')].flatMap((step) =>
  MOMENTS.map((moment) => `${step}:${moment}`),
)

let scene: Scene
beforeAll(async () => {
  scene = await openScene(points)
})
afterAll(() => scene?.close())

test(
  `a leak is contained although the server is killed at ${points.length} points of the way`,
  async () => {
    const { stage } = scene
    const { api, stripe: fake, database, server } = stage
    await scene.arm(points)
    let room: IncidentRoomBody | undefined
    const load = await scene.underLoad(async () => {
      await until(async () => (await countConsumers()) === 4)
      await stage.repository.leak()
      await until(async () => {
        room = await findRoom()
        return room !== undefined && (room.incident.state === 'contained' || room.rotations.some(isStuck))
      })
    })

    const { rotations, leaks, incident } = room as IncidentRoomBody
    expect(rotations.map(({ status, error }) => ({ status, error }))).toEqual(
      Array.from({ length: 2 }, () => ({ status: 'done', error: null })),
    )
    expect((await scene.deaths()).toSorted()).toEqual(points.toSorted())
    expect(server.restarts()).toBe(points.length)
    expect(load.failures).toEqual([])
    expect(load.failed).toBe(0)
    expect(load.targets.every(({ served }) => served > 0)).toBe(true)
    expect(leaks).toHaveLength(2)
    expect((await api.incidents()).map(({ id }) => id)).toEqual([incident.id])

    const fresh = await Promise.all([DATABASE_SECRET, STRIPE_SECRET].map((name) => currentValue(stage, name)))
    await expectKeys(stage, DATABASE_SECRET, database.url, 1)
    await expectKeys(stage, STRIPE_SECRET, fake.secretKey.secret, 1)
    for (const rotation of rotations) {
      await expectConsumersMoved(stage, rotation)
      await expectJournal(stage, rotation)
    }
    const values = [database.url, database.adminUrl, fake.secretKey.secret, fake.managingKey]
    const canaries = [...values, ...fresh.map(({ value }) => value)].map(canaryOf)
    const journal = await api.text('/api/journal/export')
    expect(canaries.filter((canary) => journal.includes(canary))).toEqual([])
    await stage.close()
    await expectTidyStore(
      { folder: scene.dataFolder },
      new Map([
        [DATABASE_SECRET, 1],
        [STRIPE_SECRET, 1],
      ]),
    )
    await expectNoPlaintext([scene.home, join(stage.folder, 'logs')], canaries)
  },
  NIGHT_MS,
)

/** Undefined before there is one, and while the server dies faster than it can answer. */
async function findRoom(): Promise<IncidentRoomBody | undefined> {
  const { api } = scene.stage
  try {
    const [incident] = await api.incidents()
    return incident && (await api.room(incident.id))
  } catch {
    return undefined
  }
}

async function countConsumers(): Promise<number> {
  const answers = await Promise.all(
    [DATABASE_SECRET, STRIPE_SECRET].map((name) => scene.stage.api.request('GET', `/api/consumers/${name}`)),
  )
  return (answers as { consumers: unknown[] }[]).reduce((sum, { consumers }) => sum + consumers.length, 0)
}

function isStuck({ status }: { status: string }): boolean {
  return status !== 'running' && status !== 'done'
}
