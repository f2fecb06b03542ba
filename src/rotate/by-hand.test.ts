import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { parseSecretName } from '../secrets/name.ts'
import { putValue } from '../secrets/put-value.ts'
import { FIRST_SECRET, type Act } from '../../test/fakes/bank.ts'
import { KEY_NAME, openRotationScene, type Scene } from '../../test/fakes/rotation-scene.ts'

async function byHand(without: readonly Act[]): Promise<{ scene: Scene; id: string }> {
  const scene = await openRotationScene({ without })
  return { scene, id: await scene.start() }
}

/** A person makes a key at the bank and stores it. */
async function makeKey({ db, deps, bank }: Scene, value: string): Promise<void> {
  bank.keys.set('key-by-hand', { secret: value, enabled: true, revoked: false, sessions: 0 })
  const input = { name: parseSecretName(KEY_NAME), value: new Sensitive(value), actor: 'ada' }
  await db.transaction().execute((tx) => putValue(tx, deps.keyring, deps.clock.now(), input))
}

const revoke = ({ bank }: Scene): void => void bank.keys.delete('key-0')

test('a person makes the key and revokes the old one; the rest is proved as ever', async () => {
  const { scene, id } = await byHand(['create'])
  const first = await scene.drive(id)
  expect(first.state).toMatchObject({ strategy: 'manual', status: 'needs-human', step: 'create' })
  expect(first.state.error).toBe(
    `Make a new key at the provider (https://bank.example/keys), store it with "rekey secret set ${KEY_NAME}", then resume.`,
  )
  // Resumed too early: it asks again.
  await scene.command(id, 'resume')
  expect((await scene.drive(id)).state).toMatchObject({ status: 'needs-human', step: 'create' })

  await makeKey(scene, 'made by hand')
  await scene.command(id, 'resume')
  const second = await scene.drive(id)
  expect(second.state).toMatchObject({ status: 'needs-human', step: 'revoke' })
  expect(await scene.valueOf('current')).toBe('made by hand')

  // Said to be revoked, but the bank still lets it in.
  scene.clock.advance(1_000)
  await scene.command(id, 'resume')
  expect((await scene.drive(id)).state).toMatchObject({ status: 'needs-human', step: 'revoke' })
  revoke(scene)
  await scene.command(id, 'resume')
  expect((await scene.drive(id)).state).toMatchObject({ status: 'done' })
  expect(scene.bank.calls.filter((call) => /revoke|setEnabled|create/.test(call))).toEqual([])
})

test('a key stored by hand that does not work is not taken for the new one', async () => {
  const { scene, id } = await byHand(['create'])
  await scene.drive(id)
  await makeKey(scene, 'mistyped')
  scene.bank.keys.delete('key-by-hand')
  await scene.command(id, 'resume')
  await scene.look()
  scene.clock.advance(61_000)
  expect((await scene.drive(id)).state).toMatchObject({ status: 'needs-human', step: 'verify-new' })
  expect(scene.bank.accepts(FIRST_SECRET)).toBe(true)
})

test('where no probe can show it, a person’s word counts, given after the question', async () => {
  const { scene, id } = await byHand(['create', 'verify'])
  await scene.drive(id)
  await makeKey(scene, 'made by hand')
  await scene.command(id, 'resume')
  scene.clock.advance(1_000)
  expect((await scene.drive(id)).state).toMatchObject({ status: 'needs-human', step: 'revoke' })
  scene.clock.advance(1_000)
  await scene.command(id, 'resume')
  const ended = await scene.drive(id)
  expect(ended.state).toMatchObject({ status: 'done' })
  const step = await scene.db
    .selectFrom('rotation_steps')
    .select('detail')
    .where('step', '=', 'revoke')
    .executeTakeFirst()
  expect(step?.detail).toMatchObject({ summary: 'A person says that the old key is revoked; no probe can show it.' })
})

test('without a managing key it is by hand, and a rotation by hand can be given up before the new key is out', async () => {
  const scene = await openRotationScene({ rotation: {} })
  const id = await scene.start()
  expect((await scene.drive(id)).state).toMatchObject({ strategy: 'manual', status: 'needs-human' })
  await scene.command(id, 'abort')
  expect(await scene.valueOf('current')).toBe(FIRST_SECRET)
  await scene.start()
})
