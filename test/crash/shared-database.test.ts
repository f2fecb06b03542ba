/**
 * A server that keeps everything in a PostgreSQL of its own: whoever starts there next must not touch the job of
 * another node, so the dead server's lease has to run out first.
 */
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../../src/drill/postgres-server.ts'
import { DATABASE_SECRET } from '../../src/drill/stage.ts'
import type { RotationBody } from '../../src/server/api/rotation-view.ts'
import {
  canaryOf,
  currentValue,
  expectConsumersMoved,
  expectJournal,
  expectKeys,
  expectNoPlaintext,
  expectTidyStore,
} from './proofs.ts'
import { openScene, type Scene } from './scene.ts'

const POINTS = ['postgres/create:after', 'postgres/deploy:after', 'postgres/revoke:after']

let folder: string
let house: PostgresServer
let scene: Scene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-crash-'))
  await chmod(folder, 0o711)
  house = await startPostgres({ dir: join(folder, 'postgres'), durable: false })
  scene = await openScene(POINTS, { serverEnv: { DATABASE_URL: house.adminUrl.reveal() } })
})
afterAll(async () => {
  await scene?.close()
  await house?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the lease of a killed server runs out on a shared database, and the next one finishes the rotation', async () => {
  const { stage } = scene
  const old = await currentValue(stage, DATABASE_SECRET)
  let rotation: RotationBody | undefined
  await scene.arm(POINTS)
  const load = await scene.underLoad(async () => {
    rotation = await scene.rotate(DATABASE_SECRET)
  })
  const fresh = await currentValue(stage, DATABASE_SECRET)

  expect(await scene.deaths()).toEqual(POINTS)
  expect(load.failures).toEqual([])
  expect(load.failed).toBe(0)
  expect(load.targets.every(({ served }) => served > 0)).toBe(true)
  await expectKeys(stage, DATABASE_SECRET, old.value, 1)
  await expectConsumersMoved(stage, rotation as RotationBody)
  await expectJournal(stage, rotation as RotationBody)
  await stage.close()
  await expectTidyStore({ url: house.adminUrl }, new Map([[DATABASE_SECRET, 1]]))
  const canaries = [old.value, fresh.value, stage.stripe.secretKey.secret, stage.stripe.managingKey].map(canaryOf)
  await expectNoPlaintext([scene.home, join(stage.folder, 'logs'), join(folder, 'postgres')], canaries)
})
