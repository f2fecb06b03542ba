import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim } from '../jobs/claim.ts'
import { readEntries } from '../journal/read.ts'
import { verifyJournal } from '../journal/verify.ts'
import { FIRST_SECRET, type Act } from '../../test/fakes/bank.ts'
import { openRotationScene, type Scene } from '../../test/fakes/rotation-scene.ts'
import { advanceRotation } from './run.ts'
import { STEP_ORDER } from './rotation.ts'
import { loadRotation } from './store.ts'

const POINTS = STEP_ORDER.flatMap((step) => ['before', 'after', 'committed'].map((point) => `bank/${step}:${point}`))

/** What must be true at every instant: whoever reads gets a key that opens, and whoever has the old one is let in. */
async function watch(scene: Scene, id: string): Promise<string[]> {
  const broken: string[] = []
  scene.bank.onCall = async (act) => {
    const { state } = await loadRotation(scene.db, id)
    const say = (what: string): void => void broken.push(`${what} when ${act} was called at ${state.step}`)
    if (!scene.bank.accepts((await scene.valueOf('current')) as string)) say('the current version does not open')
    const mayBeOff = STEP_ORDER.indexOf(state.step) >= STEP_ORDER.indexOf('disable')
    if (!mayBeOff && !scene.bank.accepts(FIRST_SECRET)) say('the old key does not open')
    if (scene.bank.valid().length > 2) say('three keys are valid')
    const known = await Promise.all((['current', 'pending', 'previous'] as const).map((stage) => scene.valueOf(stage)))
    const material = `bank-secret-of-${id}`
    const strangers = scene.bank.valid().filter((key) => !known.includes(key) && key !== material)
    if (strangers.length) say('a valid key is known to nobody')
  }
  return broken
}

/** What must be true when all is quiet again. */
async function expectFinished(scene: Scene, id: string, broken: readonly string[]): Promise<void> {
  expect(broken).toEqual([])
  expect((await loadRotation(scene.db, id)).state).toMatchObject({ status: 'done', error: null })
  expect(scene.bank.valid()).toEqual([`bank-secret-of-${id}`])
  expect(await scene.valueOf('current')).toBe(`bank-secret-of-${id}`)
  expect(await scene.valueOf('pending')).toBeUndefined()
  const versions = await scene.db
    .selectFrom('versions')
    .select('number')
    .where('secret_id', '=', (await scene.secret()).id)
    .execute()
  expect(versions).toHaveLength(2)
  const done = (await readEntries(scene.db)).filter(({ action }) => action === 'rotation.step-done')
  expect(done.map(({ detail }) => detail['step'])).toEqual(STEP_ORDER)
  expect(await verifyJournal(scene.db)).toMatchObject({ ok: true })
}

test.each(POINTS)('a worker that dies at %s leaves nothing that the next one cannot finish', async (point) => {
  const scene = await openRotationScene()
  const id = await scene.start()
  const broken = await watch(scene, id)
  scene.crashAt = point
  await scene.drive(id)
  expect(scene.crashAt).toBeUndefined()
  await expectFinished(scene, id, broken)
})

const FAULTS: readonly Act[] = ['verify', 'locate', 'prepare', 'create', 'setEnabled', 'revoke', 'usage', 'endSessions']

test('any three deaths and any three failures of the provider end the same', { timeout: 60_000 }, async () => {
  const fault = fc.tuple(fc.constantFrom(...FAULTS), fc.constantFrom('before' as const, 'after' as const))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...POINTS), { maxLength: 3 }),
      fc.array(fault, { maxLength: 3 }),
      async (deaths, faults) => {
        const scene = await openRotationScene()
        const id = await scene.start()
        const broken = await watch(scene, id)
        for (const [act, when] of faults) scene.bank.fail(act, when)
        let looks = 0
        for (const point of deaths) {
          scene.crashAt = point
          while (scene.crashAt && looks++ < 60 && (await loadRotation(scene.db, id)).state.status === 'running')
            await scene.look()
        }
        scene.crashAt = undefined
        await scene.drive(id)
        await expectFinished(scene, id, broken)
      },
    ),
    { numRuns: 8 },
  )
})

test('a worker that is overtaken in the middle of its effect commits nothing', async () => {
  const scene = await openRotationScene()
  const id = await scene.start()
  for (const [act, step] of [
    ['create', 'create'],
    ['setEnabled', 'disable'],
    ['revoke', 'revoke'],
  ] as const) {
    await scene.driveTo(id, step)
    await scene.db.updateTable('rotations').set({ lease_until: null }).execute()
    const late = (await scene.claim('late')) as Claim
    scene.bank.onCall = async (called) => {
      if (called !== act) return
      scene.bank.onCall = () => {}
      // It was paused here for longer than its lease. The next one comes, does the step, and dies after it.
      scene.crashAt = `bank/${step}:committed`
      await scene.look()
    }
    const overtaken = advanceRotation(scene.deps, late, new AbortController().signal)
    await expect(overtaken).rejects.toMatchObject({ code: 'JOB_LEASE_LOST' })
  }
  await scene.drive(id)
  await expectFinished(scene, id, [])
})

test('a server that was away for a day goes on where it was, and takes no silence of that day for evidence', async () => {
  const scene = await openRotationScene()
  scene.consumers.set('orders', 1)
  const id = await scene.start()
  await scene.driveTo(id, 'confirm')
  for (let i = 0; i < 3; i++) await scene.look()
  scene.clock.advance(86_400_000)
  // Up again: the consumers have not had the time to report yet.
  const started = scene.clock.now()
  const reports = new Map(scene.consumers)
  scene.consumers.clear()
  Object.assign(scene.deps, { listeningSince: started })
  expect((await scene.look()).state).toMatchObject({ step: 'confirm', status: 'running' })
  expect(scene.bank.accepts(FIRST_SECRET)).toBe(true)
  for (const [name, version] of reports) scene.consumers.set(name, version)
  scene.consumers.set('orders', undefined)
  await scene.drive(id)
  await expectFinished(scene, id, [])
})
