import { expect, test } from 'vitest'
import type { Claim } from '../jobs/claim.ts'
import { readEntries } from '../journal/read.ts'
import { verifyJournal } from '../journal/verify.ts'
import { listConsumers } from '../secrets/consumers.ts'
import { FIRST_SECRET } from '../../test/fakes/bank.ts'
import { dumpTables } from '../../test/fakes/database.ts'
import { openRotationScene, type Scene } from '../../test/fakes/rotation-scene.ts'
import { advanceRotation } from './run.ts'
import { loadRotation } from './store.ts'

const NEVER = new AbortController().signal

test('a rotation goes from the old key to the new one, each step once, and says what it did', async () => {
  const scene = await openRotationScene()
  const { bank, db } = scene
  const id = await scene.start()
  const rotation = await scene.drive(id)
  expect(rotation.state).toMatchObject({ status: 'done', strategy: 'create-then-revoke', waitingFor: [], error: null })
  expect(bank.valid()).toEqual([await scene.valueOf('current')])
  expect(await scene.valueOf('previous')).toBe(FIRST_SECRET)
  expect(await scene.valueOf('pending')).toBeUndefined()
  expect(bank.calls.filter((call) => !/^(?:usage|verify)/.test(call))).toEqual([
    'locate',
    'prepare',
    `create key-${id}`,
    'setEnabled key-0 false',
    'revoke key-0',
    'endSessions key-0',
  ])
  const [old] = await db
    .selectFrom('versions')
    .select('dead_at')
    .where('number', '=', 1)
    .where('handle', 'is', null)
    .orderBy('dead_at')
    .execute()
  expect(old?.dead_at).toBeInstanceOf(Date)
  const row = await db.selectFrom('rotations').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ sealed_material: null, new_version: 2, old_handle: { id: 'key-0' } })
  const steps = await db.selectFrom('rotation_steps').select(['step', 'outcome']).execute()
  expect(steps).toHaveLength(rotation.state.steps.length)
  expect(steps.every(({ outcome }) => outcome === 'done')).toBe(true)
  expect(await listConsumers(db, (await scene.secret()).id)).toMatchObject([{ name: 'checkout', version: 2 }])
  expect(await verifyJournal(db)).toMatchObject({ ok: true })
})

test('no table holds the new key, the old one or the managing one in the clear', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  scene.bank.fail('create', 'after')
  scene.bank.fail('revoke', 'before')
  await scene.driveTo(id, 'create')
  const during = await dumpTables(scene.db)
  await scene.drive(id)
  for (const dump of [during, await dumpTables(scene.db)]) {
    for (const text of [`bank-secret-of-${id}`, FIRST_SECRET, 'bank-managing-key']) {
      expect(dump).not.toContain(text)
      expect(dump).not.toContain(Buffer.from(text).toString('hex'))
    }
  }
})

test('what it is about to do is in the journal before it is done, whatever fails', async () => {
  const scene = await openRotationScene()
  const unannounced: string[] = []
  const stepOf = {
    locate: 'locate',
    prepare: 'prepare',
    create: 'create',
    setEnabled: 'disable',
    revoke: 'revoke',
    endSessions: 'end-sessions',
  }
  scene.bank.onCall = async (act) => {
    const step = stepOf[act as keyof typeof stepOf]
    if (!step) return
    const started = (await readEntries(scene.db)).some(
      ({ action, detail }) => action === 'rotation.step-started' && detail['step'] === step,
    )
    if (!started) unannounced.push(act)
  }
  for (const act of ['create', 'setEnabled', 'revoke'] as const) scene.bank.fail(act, 'after')
  await scene.drive(await scene.start())
  expect(unannounced).toEqual([])
})

test.each([
  ['locate', 'before'],
  ['prepare', 'after'],
  ['create', 'before'],
  ['create', 'after'],
  ['verify', 'before'],
  ['usage', 'before'],
  ['setEnabled', 'before'],
  ['setEnabled', 'after'],
  ['revoke', 'before'],
  ['revoke', 'after'],
  ['endSessions', 'after'],
] as const)('a %s that fails %s its effect is tried again, later each time, and ends the same', async (act, when) => {
  const scene = await openRotationScene()
  scene.bank.fail(act, when, 3)
  const id = await scene.start()
  expect((await scene.drive(id)).state).toMatchObject({ status: 'done', attempts: 0 })
  expect(scene.bank.valid()).toEqual([await scene.valueOf('current')])
  expect(scene.bank.keys.size).toBe(2)
  expect((await scene.actions()).filter((action) => action === 'rotation.step-failed')).toHaveLength(3)
})

test('a provider that stays away asks for a person, who resumes it', async () => {
  const scene = await openRotationScene()
  scene.bank.fail('create', 'after', 99)
  const id = await scene.start()
  const stuck = await scene.drive(id)
  expect(stuck.state).toMatchObject({
    status: 'needs-human',
    step: 'create',
    error: 'the bank did not answer to create',
  })
  expect(await scene.actions()).toContain('rotation.needs-human')
  expect(await scene.valueOf('current')).toBe(FIRST_SECRET)
  scene.bank.fail('create', 'after', 0)
  await scene.command(id, 'resume')
  expect((await scene.drive(id)).state.status).toBe('done')
  expect(scene.bank.keys.size).toBe(2)
})

test('an error that a repetition cannot heal asks for a person at once', async () => {
  const scene = await openRotationScene({ rotation: { admin: 'shop/production/NO_SUCH_KEY' } })
  const id = await scene.start()
  await scene.look()
  expect((await loadRotation(scene.db, id)).state).toMatchObject({
    status: 'needs-human',
    error: 'there is no secret shop/production/NO_SUCH_KEY',
  })
})

test.each([
  ['ambiguous', { match: 'ambiguous', candidates: [{ id: 'key-0' }, { id: 'key-9' }] }, '2 that look alike'],
  ['not found', { match: 'none' }, 'none'],
] as const)(
  'a key that is %s at the provider is never revoked, and no new one is made',
  async (_what, located, words) => {
    const scene = await openRotationScene()
    scene.bank.located = located
    const id = await scene.start()
    const { state } = await scene.drive(id)
    expect(state).toMatchObject({
      status: 'needs-human',
      step: 'locate',
      error: expect.stringContaining(words) as string,
    })
    await scene.command(id, 'resume')
    await scene.drive(id)
    expect(scene.bank.calls.filter((call) => /^(?:revoke|create|setEnabled)/.test(call))).toEqual([])
    expect(scene.bank.accepts(FIRST_SECRET)).toBe(true)
  },
)

test('a new key that the provider does not know yet is asked for again; one that stays refused is not deployed', async () => {
  const scene = await openRotationScene()
  scene.bank.verdicts = [{ state: 'unknown', why: 'network' }]
  const id = await scene.start()
  await scene.driveTo(id, 'verify-new')
  for (let i = 0; i < 5; i++) await scene.look()
  expect((await loadRotation(scene.db, id)).state).toMatchObject({ status: 'running', step: 'verify-new', attempts: 0 })
  scene.clock.advance(61_000)
  await scene.look()
  expect((await loadRotation(scene.db, id)).state).toMatchObject({ status: 'needs-human', step: 'verify-new' })
  expect(await scene.valueOf('current')).toBe(FIRST_SECRET)
})

test('a revoked key that is still accepted is no success, however long it takes', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'verify-old-dead')
  scene.bank.verdicts = [{ state: 'live' }]
  await scene.look()
  scene.clock.advance(61_000)
  const { state } = await scene.drive(id)
  expect(state).toMatchObject({
    status: 'needs-human',
    step: 'verify-old-dead',
    error: expect.stringContaining('answers live') as string,
  })
  expect(await scene.actions()).not.toContain('rotation.old-key-refused')
})

test('a network error is never a refusal: the old key is tried until the provider itself says no', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'verify-old-dead')
  scene.bank.verdicts = [{ state: 'unknown', why: 'network' }]
  await scene.look()
  expect((await loadRotation(scene.db, id)).state).toMatchObject({ status: 'running', step: 'verify-old-dead' })
  scene.bank.verdicts = []
  expect((await scene.drive(id)).state.status).toBe('done')
})

test('a step that is told to stop commits nothing, and the next worker does it', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'create')
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  const stopping = new AbortController()
  scene.bank.onCall = (act) => (act === 'create' ? stopping.abort() : undefined)
  const claim = (await scene.claim()) as Claim
  expect(await advanceRotation(scene.deps, claim, stopping.signal)).toEqual({ dueInMs: 0 })
  expect((await loadRotation(scene.db, id)).state.step).toBe('create')
  scene.bank.onCall = () => {}
  expect((await scene.drive(id)).state.status).toBe('done')
  expect(scene.bank.keys.size).toBe(2)
})

test('of two workers on one rotation one epoch wins: the other commits nothing', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'create')
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  const late = (await scene.claim('late')) as Claim
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  const next = (await scene.claim('next')) as Claim
  expect(next.fence).toBe(late.fence + 1)
  const [lost, won] = await Promise.allSettled([
    advanceRotation(scene.deps, late, NEVER),
    advanceRotation(scene.deps, next, NEVER),
  ])
  expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'JOB_LEASE_LOST' } })
  expect(won.status).toBe('fulfilled')
  expect(scene.bank.keys.size).toBe(2)
  const entries = (await readEntries(scene.db)).filter(({ detail }) => detail['step'] === 'create')
  expect(entries.map(({ action }) => action)).toEqual(['rotation.step-started', 'secret.read', 'rotation.step-done'])
  expect((await scene.drive(id)).state.status).toBe('done')
})

test('a second rotation of the same secret is refused while one is open, and welcome after it', async () => {
  const scene = await openRotationScene()
  const first = await scene.start()
  await expect(scene.start()).rejects.toMatchObject({ code: 'ROTATION_OPEN' })
  await scene.driveTo(first, 'confirm')
  await expect(scene.start()).rejects.toMatchObject({ code: 'ROTATION_OPEN' })
  await scene.drive(first)
  const second = await scene.start()
  expect((await scene.drive(second)).state.status).toBe('done')
  expect(scene.bank.valid()).toEqual([`bank-secret-of-${second}`])
})

test('the managing key is journalled once a step, not once a look', async () => {
  const scene = await openRotationScene()
  scene.consumers.set('nightly', 1)
  const id = await scene.start()
  await scene.driveTo(id, 'confirm')
  for (let i = 0; i < 12; i++) await scene.look()
  const reads = await readsOfAdmin(scene)
  expect(reads).toEqual(['locate', 'prepare', 'create', 'verify-new', 'deploy', 'confirm'])
})

async function readsOfAdmin({ db }: Scene): Promise<unknown[]> {
  const entries = await readEntries(db)
  return entries.filter(({ action }) => action === 'secret.read').map(({ detail }) => detail['step'])
}
