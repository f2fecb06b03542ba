import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { claimNext } from '../jobs/claim.ts'
import { readEntries } from '../journal/read.ts'
import { parseSecretName } from '../secrets/name.ts'
import { putValue } from '../secrets/put-value.ts'
import { FIRST_SECRET } from '../../test/fakes/bank.ts'
import { KEY_NAME, openRotationScene, type Scene } from '../../test/fakes/rotation-scene.ts'
import { discardCandidate } from './abort.ts'
import { loadRotation, ROTATION_QUEUE, type Rotation } from './store.ts'

/** As `POST /api/rotations/:id/abort` does it. */
async function abort(scene: Scene, id: string, asked?: Rotation): Promise<void> {
  const rotation = asked ?? (await loadRotation(scene.db, id))
  await discardCandidate(scene.deps, rotation, (command) => scene.command(id, command))
  await scene.command(id, 'abort')
}

const store = ({ db, deps }: Scene, value: string): Promise<unknown> =>
  db.transaction().execute((tx) =>
    putValue(tx, deps.keyring, deps.clock.now(), {
      name: parseSecretName(KEY_NAME),
      value: new Sensitive(value),
      actor: 'ada',
    }),
  )

test('a paused rotation is nobody’s work until it is resumed', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'confirm')
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  await scene.command(id, 'pause')
  expect(await scene.claim()).toBeUndefined()
  await expect(scene.command(id, 'pause')).rejects.toMatchObject({ code: 'ROTATION_NOT_RUNNING' })
  await scene.command(id, 'resume')
  expect((await scene.drive(id)).state.status).toBe('done')
  expect((await scene.actions()).filter((action) => /paused|resumed/.test(action))).toEqual([
    'rotation.paused',
    'rotation.resumed',
  ])
})

test('a command that comes while a step is in flight stands: the step commits nothing over it', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'create')
  scene.bank.onCall = async (act) => {
    if (act === 'create') await scene.command(id, 'pause')
  }
  await expect(scene.look()).rejects.toMatchObject({ code: 'JOB_LEASE_LOST' })
  expect((await loadRotation(scene.db, id)).state).toMatchObject({ status: 'paused', step: 'create' })
  scene.bank.onCall = () => {}
  await scene.command(id, 'resume')
  // The step may still be acting: its lease runs out first.
  expect(await scene.claim('another')).toBeUndefined()
  expect((await scene.drive(id)).state.status).toBe('done')
  expect(scene.bank.keys.size).toBe(2)
})

test.each(['locate', 'prepare', 'create', 'verify-new'] as const)(
  'a rotation that is given up at %s leaves no key behind, and the secret is free again',
  async (step) => {
    const scene = await openRotationScene()
    const id = await scene.start()
    await scene.driveTo(id, step)
    await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
    await abort(scene, id)
    expect((await loadRotation(scene.db, id)).state.status).toBe('aborted')
    expect(scene.bank.valid()).toEqual([FIRST_SECRET])
    expect(await scene.valueOf('current')).toBe(FIRST_SECRET)
    expect(await scene.valueOf('pending')).toBeUndefined()
    const row = await scene.db.selectFrom('rotations').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ sealed_material: null, finished_at: scene.clock.now() })
    expect((await scene.drive(await scene.start())).state.status).toBe('done')
    await store(scene, 'by hand')
  },
)

test('a rotation that needs a person can be given up, with what its lost answer made', async () => {
  const scene = await openRotationScene()
  scene.bank.fail('create', 'after', 99)
  const id = await scene.start()
  await scene.drive(id)
  expect(scene.bank.valid()).toHaveLength(2)
  await abort(scene, id)
  expect(scene.bank.valid()).toEqual([FIRST_SECRET])
})

test('what was made between the question and the answer is removed as well', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'prepare')
  const asked = await loadRotation(scene.db, id)
  await scene.driveTo(id, 'verify-new')
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  await abort(scene, id, asked)
  expect(scene.bank.valid()).toEqual([FIRST_SECRET])
})

test('a candidate is removed only when no step can be acting any more', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'create')
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  expect(await claimNext(scene.db, ROTATION_QUEUE, 'in flight', 600)).toBeDefined()
  let stillLeased: boolean | undefined
  scene.bank.onCall = async (act) => {
    if (act !== 'discard') return
    const { lease_until } = await scene.db.selectFrom('rotations').select('lease_until').executeTakeFirstOrThrow()
    stillLeased = (lease_until as Date) > new Date()
  }
  await abort(scene, id)
  expect(stillLeased).toBe(false)
})

test('a provider that does not remove the candidate leaves the rotation paused, to be tried again', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.driveTo(id, 'verify-new')
  await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
  scene.bank.fail('discard', 'before')
  await expect(abort(scene, id)).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' })
  expect((await loadRotation(scene.db, id)).state.status).toBe('paused')
  await abort(scene, id)
  expect(scene.bank.valid()).toEqual([FIRST_SECRET])
})

test.each(['deploy', 'confirm', 'disable', 'soak', 'revoke'] as const)(
  'at %s it is too late to give up, and the rotation goes on as if nobody had asked',
  async (step) => {
    const scene = await openRotationScene()
    const id = await scene.start()
    await scene.driveTo(id, 'locate')
    const asked = await loadRotation(scene.db, id)
    await scene.driveTo(id, step)
    await expect(abort(scene, id, asked)).rejects.toMatchObject({ code: 'ROTATION_TOO_LATE_TO_ABORT' })
    expect((await loadRotation(scene.db, id)).state).toMatchObject({ status: 'running', step })
    expect((await scene.drive(id)).state.status).toBe('done')
    expect(scene.bank.calls.some((call) => call.startsWith('discard'))).toBe(false)
  },
)

test('where the old key has a timer, it is too late once the new one is made', async () => {
  const scene = await openRotationScene({ overlap: { kind: 'timer', maxMs: 86_400_000, defaultMs: 3_600_000 } })
  const id = await scene.start()
  await scene.driveTo(id, 'create')
  await expect(abort(scene, id)).rejects.toMatchObject({ code: 'ROTATION_TOO_LATE_TO_ABORT' })
  expect((await scene.drive(id)).state).toMatchObject({ status: 'done', strategy: 'overlap-roll' })
})

test.each(['locate', 'create', 'verify-new', 'deploy', 'disable', 'revoke', 'verify-old-dead'] as const)(
  'at %s there is no wait that could be forced',
  async (step) => {
    const scene = await openRotationScene()
    const id = await scene.start()
    await scene.driveTo(id, step)
    await expect(scene.command(id, 'force')).rejects.toMatchObject({ code: 'ROTATION_FORCE_REFUSED' })
  },
)

test('who forces is written down, with what was accepted and why', async () => {
  const scene = await openRotationScene()
  scene.consumers.set('orders', 1)
  const id = await scene.start()
  await scene.driveTo(id, 'confirm')
  await scene.look()
  await scene.command(id, 'force')
  const entry = (await readEntries(scene.db)).find(({ action }) => action === 'rotation.forced')
  expect(entry).toMatchObject({ actor: 'ada', subject: id, detail: { step: 'confirm', reason: 'because I say so' } })
  expect(entry?.detail['accepted']).toContainEqual(expect.stringContaining('orders still holds version 1'))
  const step = await scene.db.selectFrom('rotation_steps').selectAll().where('step', '=', 'confirm').executeTakeFirst()
  expect(step).toMatchObject({ outcome: 'forced', detail: { summary: 'Forced by ada: because I say so' } })
  // Orders still asks for it: the leaked key stays off.
  expect((await scene.drive(id)).state).toMatchObject({ status: 'done', forced: true })
  expect(scene.bank.calls).not.toContain('setEnabled key-0 true')
})

test('a rotation that ended takes no command', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  await scene.drive(id)
  for (const command of ['pause', 'resume', 'abort', 'force'] as const)
    await expect(scene.command(id, command)).rejects.toMatchObject({ code: 'ROTATION_CLOSED' })
  await expect(scene.command('rot_none', 'pause')).rejects.toMatchObject({ code: 'ROTATION_NOT_FOUND' })
})

test('while a new value is being made nobody stores another one over it', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  for (const step of ['locate', 'create', 'verify-new'] as const) {
    await scene.driveTo(id, step)
    await expect(store(scene, 'by hand')).rejects.toMatchObject({ code: 'SECRET_PENDING' })
  }
  await scene.driveTo(id, 'confirm')
  await store(scene, 'by hand')
  expect((await scene.drive(id)).state.status).toBe('done')
  expect(await scene.valueOf('current')).toBe('by hand')
})
