import { expect, test } from 'vitest'
import { FIRST_SECRET } from '../../test/fakes/bank.ts'
import { openRotationScene, type Scene } from '../../test/fakes/rotation-scene.ts'
import { loadRotation } from './store.ts'

const stateOf = async (
  scene: Scene,
  id: string,
): Promise<{ step: string; status: string; waitingFor: readonly string[] }> => (await loadRotation(scene.db, id)).state

test('nothing is revoked while a consumer holds the old version, however long that takes', async () => {
  const scene = await openRotationScene()
  scene.consumers.set('orders', 1)
  const id = await scene.start()
  for (let i = 0; i < 40; i++) await scene.look()
  expect(await stateOf(scene, id)).toMatchObject({ step: 'confirm', status: 'running' })
  expect((await stateOf(scene, id)).waitingFor[0]).toContain('orders still holds version 1')
  expect(scene.bank.accepts(FIRST_SECRET)).toBe(true)
  const waits = (await scene.actions()).filter((action) => action === 'rotation.waiting')
  expect(waits.length).toBeLessThanOrEqual(3)
  scene.consumers.set('orders', undefined)
  await scene.drive(id)
  expect(await stateOf(scene, id)).toMatchObject({ status: 'done' })
})

test('nothing is revoked while the provider sees sessions of the old key', async () => {
  const scene = await openRotationScene()
  scene.bank.usage = {
    openSessions: 1,
    sessions: [{ client: '10.0.0.7', application: 'forgotten', since: scene.clock.now() }],
    lagMs: 0,
    source: 'the bank',
  }
  const id = await scene.start()
  for (let i = 0; i < 10; i++) await scene.look()
  expect((await stateOf(scene, id)).waitingFor).toEqual([
    'the provider still sees 1 open session of the old key (forgotten from 10.0.0.7)',
  ])
  scene.bank.usage = undefined
  await scene.drive(id)
  expect(await stateOf(scene, id)).toMatchObject({ status: 'done' })
})

/** A job that reported a few times and went silent; the rotation has taken it for gone and switched the key off. */
async function missedJob(): Promise<{ scene: Scene; id: string }> {
  const scene = await openRotationScene()
  scene.consumers.set('nightly', 1)
  const id = await scene.start()
  await scene.driveTo(id, 'confirm')
  for (let i = 0; i < 3; i++) await scene.look()
  scene.consumers.delete('nightly')
  await scene.driveTo(id, 'soak')
  expect(scene.bank.accepts(FIRST_SECRET)).toBe(false)
  return { scene, id }
}

test('a consumer that misses the old key in the soak gets it back, and the rotation waits for it again', async () => {
  const { scene, id } = await missedJob()
  scene.clock.advance(500)
  scene.consumers.set('nightly', 1)
  await scene.look()
  expect(await stateOf(scene, id)).toMatchObject({ step: 'confirm', status: 'running' })
  expect(scene.bank.accepts(FIRST_SECRET)).toBe(true)
  for (let i = 0; i < 10; i++) await scene.look()
  expect((await stateOf(scene, id)).waitingFor[0]).toContain('nightly still holds version 1')
  expect(scene.bank.calls.filter((call) => call === 'setEnabled key-0 true')).toHaveLength(1)
  scene.consumers.set('nightly', undefined)
  await scene.drive(id)
  expect(scene.bank.calls.filter((call) => /setEnabled|revoke/.test(call))).toEqual([
    'setEnabled key-0 false',
    'setEnabled key-0 true',
    'setEnabled key-0 false',
    'revoke key-0',
  ])
})

test.each(['before', 'after'] as const)(
  'a worker that dies %s switching the old key on again leaves it to the next one',
  async (point) => {
    const { scene, id } = await missedJob()
    scene.clock.advance(500)
    scene.consumers.set('nightly', 1)
    scene.crashAt = `bank/confirm:${point}`
    await scene.look()
    expect(scene.crashAt).toBeUndefined()
    await scene.look()
    expect(scene.bank.accepts(FIRST_SECRET)).toBe(true)
    expect(await stateOf(scene, id)).toMatchObject({ step: 'confirm', status: 'running' })
  },
)

test('a soak that is forced ends at once, and the key goes', async () => {
  const { scene, id } = await missedJob()
  scene.consumers.set('nightly', 1)
  await scene.command(id, 'force')
  await scene.drive(id)
  expect(await stateOf(scene, id)).toMatchObject({ status: 'done' })
  expect(scene.bank.calls).not.toContain('setEnabled key-0 true')
})

test('the soak lasts as long as it should, counted from the switch', async () => {
  const scene = await openRotationScene({ rotation: { admin: 'shop/production/BANK_ADMIN', soakMs: 10_000 } })
  const id = await scene.start()
  await scene.driveTo(id, 'soak')
  const off = scene.clock.now().getTime()
  await scene.driveTo(id, 'revoke')
  expect(scene.clock.now().getTime() - off).toBeGreaterThanOrEqual(10_000)
  expect(scene.clock.now().getTime() - off).toBeLessThan(12_000)
})

test('the old key is tried as often as the policy says, and each try is refused', async () => {
  const scene = await openRotationScene()
  Object.assign(scene.deps, { policy: { ...scene.deps.policy, probes: 3 } })
  const id = await scene.start()
  await scene.driveTo(id, 'verify-old-dead')
  const before = scene.bank.calls.filter((call) => call === 'verify').length
  await scene.drive(id)
  expect(scene.bank.calls.filter((call) => call === 'verify')).toHaveLength(before + 3)
  const step = await scene.db
    .selectFrom('rotation_steps')
    .select('detail')
    .where('step', '=', 'verify-old-dead')
    .executeTakeFirst()
  expect(step?.detail).toMatchObject({ probes: 3, refusedAt: expect.any(String) as string })
})

test('one refusal among answers of another kind proves nothing', async () => {
  const scene = await openRotationScene()
  Object.assign(scene.deps, { policy: { ...scene.deps.policy, probes: 2 } })
  const id = await scene.start()
  await scene.driveTo(id, 'verify-old-dead')
  const dead = { state: 'dead', why: 'revoked' } as const
  scene.bank.verdicts = [dead, { state: 'live' }, dead, { state: 'unknown', why: 'network' }, dead, dead]
  await scene.look()
  await scene.look()
  expect(await stateOf(scene, id)).toMatchObject({ step: 'verify-old-dead', status: 'running' })
  await scene.drive(id)
  expect(await stateOf(scene, id)).toMatchObject({ status: 'done' })
})
