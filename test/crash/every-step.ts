/** The same suite for each provider: the same secret is rotated again and again, and each time the server dies. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sensitive } from '../../src/base/sensitive.ts'
import type { RotationBody } from '../../src/server/api/rotation-view.ts'
import type { StepName } from '../../src/rotate/rotation.ts'
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

export function crashAtEveryStep(provider: string, secret: string, steps: readonly StepName[]): void {
  let scene: Scene
  let rotations = 0
  const canaries = new Set<string>()
  const remember = (...values: Sensitive[]): void => {
    for (const value of values) canaries.add(canaryOf(value))
  }

  beforeAll(async () => {
    scene = await openScene(steps.map((step) => `${provider}/${step}:after`))
    const { api, database, stripe } = scene.stage
    remember(database.url, database.adminUrl, stripe.secretKey.secret, stripe.managingKey)
    // Everybody is known before anything is rotated.
    await scene.underLoad(() =>
      until(async () => {
        const { consumers } = (await api.request('GET', `/api/consumers/${secret}`)) as { consumers: unknown[] }
        return consumers.length === (provider === 'stripe' ? 1 : 3)
      }),
    )
  })

  afterAll(() => scene?.close())

  test.each(steps)(`${provider}: a server killed after the effect of %s and before its commit`, async (step) => {
    const { stage } = scene
    const old = await currentValue(stage, secret)
    let rotation: RotationBody | undefined
    await scene.arm([`${provider}/${step}:after`])
    const load = await scene.underLoad(async () => {
      rotation = await scene.rotate(secret)
    })
    rotations++
    const ended = rotation as RotationBody
    const fresh = await currentValue(stage, secret)
    remember(fresh.value)

    expect(await scene.deaths()).toEqual([`${provider}/${step}:after`])
    expect(load.failures).toEqual([])
    expect(load.failed).toBe(0)
    expect(load.targets.every(({ served }) => served > 0)).toBe(true)
    expect(ended).toMatchObject({ oldVersion: old.version, newVersion: old.version + 1, oldRefused: true })
    expect(fresh.version).toBe(ended.newVersion)
    await expectKeys(stage, secret, old.value, rotations)
    await expectConsumersMoved(stage, ended)
    await expectJournal(stage, ended)
  })

  test(`${provider}: nothing in the clear, and nothing left behind`, async () => {
    const { folder } = scene.stage
    const journal = await scene.stage.api.text('/api/journal/export')
    expect([...canaries].filter((canary) => journal.includes(canary))).toEqual([])
    expect(canaries.size).toBe(4 + steps.length)
    await scene.stage.close()
    await expectTidyStore({ folder: scene.dataFolder }, new Map([[secret, steps.length]]))
    await expectNoPlaintext([scene.home, join(folder, 'logs')], canaries)
    const log = await readFile(join(folder, 'postgres', 'postgres.log'), 'utf8')
    expect([...canaries].filter((canary) => log.includes(canary))).toEqual([])
  })
}
