import { beforeEach, expect, test } from 'vitest'
import { readEntries } from '../journal/read.ts'
import { START } from '../../test/fakes/database.ts'
import { openRotationScene, type Scene } from '../../test/fakes/rotation-scene.ts'
import { gatherFacts, listRotations } from './facts.ts'
import { closeIncident, followIncident, listOpenIncidents, writeDocuments, type FollowDeps } from './follow.ts'

let scene: Scene
let deps: FollowDeps
beforeEach(async () => {
  scene = await openRotationScene()
  deps = { db: scene.db, providers: [scene.bank.provider], now: () => scene.clock.now() }
})

/** As triage leaves it: the current version of the bank's key leaked. */
async function open(id: string): Promise<string> {
  const { db } = scene
  await db
    .insertInto('incidents')
    .values({
      id,
      title: 'Bank key in shop/backend',
      state: 'containing',
      severity: 'SEV-2',
      score: 50,
      facts: '[]',
      channel: '#incident',
      leaked_at: START,
      detected_at: START,
      opened_at: START,
      verdict: null,
      controls: null,
      settings: '{}',
    })
    .execute()
  await db
    .insertInto('leaks')
    .values({
      id: `lek_${id}`,
      incident_id: id,
      leak_id: 'leak',
      provider: 'bank',
      kind: 'key',
      rule: 'bank-key',
      secret_id: (await scene.secret()).id,
      version: 1,
      file: '.env',
      line: 1,
      masked: 'bank_…',
      verdict: '{"state":"live"}',
      inspection: null,
    })
    .execute()
  const tasks = ['rotate', 'confirm-moved', 'revoke', 'channel']
  const rows = tasks.map((name) => ({ id: `tsk_${id}_${name}`, incident_id: id, name, text: name }))
  await db.insertInto('tasks').values(rows).execute()
  return id
}
const stateOf = async (id: string): Promise<string> =>
  (await scene.db.selectFrom('incidents').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const storyOf = async (id: string): Promise<string[]> =>
  (await readEntries(scene.db))
    .filter(({ action, subject }) => subject === id && /^(?:incident|task)\./.test(action))
    .map(({ action, detail }) => [action, detail['name']].filter(Boolean).join(' '))

test('facts complete tasks and contain the incident; looking again changes nothing', async () => {
  const id = await open('inc_1')
  expect(await followIncident(deps, id)).toBe(false)
  const rotation = await scene.start(id)
  await scene.driveTo(rotation, 'deploy')
  expect(await followIncident(deps, id)).toBe(true)
  expect(await followIncident(deps, id)).toBe(false)
  expect(await storyOf(id)).toEqual(['task.done rotate'])
  await scene.drive(rotation)
  expect(await followIncident(deps, id)).toBe(true)
  expect(await followIncident(deps, id)).toBe(false)
  expect(await stateOf(id)).toBe('contained')
  expect(await storyOf(id)).toEqual([
    'task.done rotate',
    'task.done confirm-moved',
    'task.done revoke',
    'incident.contained',
  ])
  const { contained_at } = await scene.db.selectFrom('incidents').select('contained_at').executeTakeFirstOrThrow()
  expect(contained_at).toEqual((await gatherFacts(scene.db, deps.providers, id)).refusedAt)
})

test('two nodes that look at the same moment tell it once', async () => {
  const id = await open('inc_1')
  await scene.drive(await scene.start(id))
  await Promise.all([followIncident(deps, id), followIncident(deps, id), followIncident(deps, id)])
  expect((await storyOf(id)).toSorted()).toEqual([
    'incident.contained',
    'task.done confirm-moved',
    'task.done revoke',
    'task.done rotate',
  ])
})

test('a task that a person has done stays that person’s', async () => {
  const id = await open('inc_1')
  await scene.db.updateTable('tasks').set({ done_at: START, done_by: 'ada' }).where('name', '=', 'rotate').execute()
  await scene.drive(await scene.start(id))
  await followIncident(deps, id)
  const task = await scene.db
    .selectFrom('tasks')
    .select('done_by')
    .where('name', '=', 'rotate')
    .executeTakeFirstOrThrow()
  expect(task.done_by).toBe('ada')
})

test('one rotation contains every incident in which its key leaked', async () => {
  await open('inc_1')
  await open('inc_2')
  await scene.drive(await scene.start('inc_1'))
  for (const id of ['inc_1', 'inc_2']) {
    expect(await listRotations(scene.db, id)).toHaveLength(1)
    await followIncident(deps, id)
    expect(await stateOf(id), id).toBe('contained')
  }
})

test('an incident that nobody began to contain is contained by a rotation by hand', async () => {
  const id = await open('inc_1')
  await scene.db.updateTable('incidents').set({ state: 'triage' }).execute()
  await followIncident(deps, id)
  expect(await stateOf(id)).toBe('triage')
  await scene.drive(await scene.start())
  await followIncident(deps, id)
  expect(await stateOf(id)).toBe('contained')
})

test('a rotation by hand counts, and one that was given up does not stand in its way', async () => {
  const id = await open('inc_1')
  const first = await scene.start(id)
  await scene.driveTo(first, 'locate')
  await scene.command(first, 'abort')
  expect(await listRotations(scene.db, id)).toMatchObject([{ id: first, status: 'aborted' }])
  const second = await scene.start()
  await scene.drive(second)
  expect(await listRotations(scene.db, id)).toMatchObject([{ id: second, status: 'done' }])
  await followIncident(deps, id)
  expect(await stateOf(id)).toBe('contained')
})

test('an incident is not closed while something is missing, and the answer lists all of it', async () => {
  const id = await open('inc_1')
  const rotation = await scene.start(id)
  await scene.driveTo(rotation, 'confirm')
  const close = (reason?: string): Promise<void> =>
    closeIncident(deps, { incidentId: id, actor: 'ada', ...(reason ? { reason } : {}) })
  await expect(close()).rejects.toMatchObject({
    code: 'INCIDENT_NOT_READY',
    message:
      'The rotation of shop/production/BANK_KEY is not done: finish it, or state a reason. ' +
      'No verdict is recorded: was the key used by somebody else? The draft of the post-mortem is not written.',
  })
  await writeDocuments(deps, id)
  await expect(close('the key was a sample')).rejects.toThrow(/^No verdict is recorded/)
  const verdict = { class: 'no-evidence', sentence: 'x', coverage: 1, gaps: [], strangers: [], indicators: [] }
  const counted = { ...verdict, recordsAtLeast: 0, recordsAtMost: 0 }
  await scene.db
    .updateTable('incidents')
    .set({ verdict: JSON.stringify(counted) })
    .execute()
  await expect(close()).rejects.toThrow(/^The rotation of shop\/production\/BANK_KEY is not done/)
  await expect(close('  ')).rejects.toMatchObject({ code: 'INCIDENT_NOT_READY' })
  await close('the key was a sample')
  expect(await stateOf(id)).toBe('closed')
  expect((await storyOf(id)).filter((line) => line === 'incident.closed')).toHaveLength(1)
  await close()
  expect((await storyOf(id)).filter((line) => line === 'incident.closed')).toHaveLength(1)
  expect(await listOpenIncidents(scene.db)).toEqual([])
  expect(await followIncident(deps, id)).toBe(false)
})

test('an incident that is not there is said to be missing', async () => {
  await expect(followIncident(deps, 'inc_none')).rejects.toMatchObject({ code: 'INCIDENT_NOT_FOUND' })
})

test('documents are written again from the facts as they are now', async () => {
  const id = await open('inc_1')
  await writeDocuments(deps, id)
  const read = (): Promise<{ kind: string; markdown: string }[]> =>
    scene.db.selectFrom('documents').select(['kind', 'markdown']).orderBy('kind').execute()
  const before = await read()
  expect(before.map(({ kind }) => kind)).toEqual(['notice', 'postmortem'])
  await scene.drive(await scene.start(id))
  await followIncident(deps, id)
  await writeDocuments(deps, id)
  const after = await read()
  expect(after).toHaveLength(2)
  expect(after[1]?.markdown).not.toBe(before[1]?.markdown)
  for (const { markdown } of after) expect(markdown).not.toContain('bank-secret')
})
