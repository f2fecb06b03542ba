/**
 * Giving a rotation up before step B, without leaving an orphan: the run is paused first, a step in flight is
 * given the time of its lease to end, then what was made at the provider is removed. The caller commits the abort.
 */
import { sql } from 'kysely'
import { sleep } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { transition } from './rotation.ts'
import { findKind, makeContext, type StepDeps } from './context.ts'
import { materialContext } from './work.ts'
import type { Rotation } from './store.ts'

const DISCARD_TIMEOUT_MS = 30_000
const LEASE_POLL_MS = 100

/**
 * Throws when the abort is refused, with the run going on as before; or when the provider does not remove the
 * candidate, with the run paused.
 */
export async function discardCandidate(
  deps: StepDeps,
  asked: Rotation,
  send: (command: 'pause' | 'resume') => Promise<Rotation>,
): Promise<void> {
  transition(asked.state, { type: 'abort' })
  const signal = AbortSignal.timeout(DISCARD_TIMEOUT_MS)
  const rotation = asked.state.status === 'running' ? await stop(deps, asked, send, signal) : asked
  const kind = findKind(deps.providers, rotation.secret)
  if (!kind.discard || !rotation.sealedMaterial) return
  const context = await makeContext(deps, rotation.secret, { signal, runId: rotation.id })
  const material = deps.keyring.unseal(materialContext(rotation), rotation.sealedMaterial)
  const prepared = { material, facts: rotation.preparedFacts ?? {} }
  await kind.discard(prepared, rotation.newHandle ?? undefined, context)
}

/** The run as it is once it stands still: a step may have been committed while we asked, another may be in flight. */
async function stop(
  deps: StepDeps,
  asked: Rotation,
  send: (command: 'pause' | 'resume') => Promise<Rotation>,
  signal: AbortSignal,
): Promise<Rotation> {
  const paused = await send('pause')
  try {
    transition(paused.state, { type: 'abort' })
  } catch (tooLate) {
    await send('resume')
    throw tooLate
  }
  while (!signal.aborted && (await isLeased(deps.db, asked.id))) await sleep(LEASE_POLL_MS, signal)
  return paused
}

async function isLeased(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('rotations')
    .select('id')
    .where('id', '=', id)
    .where('lease_until', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row !== undefined
}
