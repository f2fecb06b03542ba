/**
 * Plays the night on a stage that stands: the push with the keys in it, the intruder, the rotations, the
 * investigation, the documents. It acts as people and the world would; the work is the server's.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sleep } from '../base/clock.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { IncidentRoomBody } from '../server/api/schemas.ts'
import { drillError } from './drill-error.ts'
import { runIntruder, runSecondIntruder } from './intruder.ts'
import { startLoad, type Load } from './load.ts'
import { makeOutcome, type DrillOutcome, type KeyOutcome } from './outcome.ts'
import { isLoginRefused } from './shop-database.ts'
import { DATABASE_SECRET, STRIPE_SECRET, type Stage } from './stage.ts'

export interface PlayOptions {
  readonly perSecond: number
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/** The job runs this often; the drill's "night" is that short. */
const JOB_EVERY_MS = 7_000
/** Long enough for the job to have shown its rhythm. */
const WARM_UP_MS = 2 * JOB_EVERY_MS + 1_500
const INTRUDER_AFTER_MS = 1_200
const ALERT_LIMIT_MS = 60_000
const ROTATION_LIMIT_MS = 180_000
const LOOK_MS = 250

export async function play(stage: Stage, options: PlayOptions): Promise<DrillOutcome> {
  const startedAt = performance.now()
  const { say, signal } = options
  const load = startLoad({
    targets: stage.services.filter(({ isJob }) => !isJob).map(({ name, url }) => ({ name, url: `${url}/work` })),
    jobs: stage.services
      .filter(({ isJob }) => isJob)
      .map(({ name, url }) => ({ name, url: `${url}/run`, everyMs: JOB_EVERY_MS })),
    perSecond: options.perSecond,
    signal,
  })
  try {
    say(`The shop serves ${options.perSecond} requests a second.`)
    await wait(WARM_UP_MS, signal)
    const room = await guard(stage, playNight(stage, load, options))
    const result = await load.stop()
    await stage.api.request('POST', `/api/incidents/${room.incident.id}/impact`, {
      served: result.served,
      failed: result.failed,
    })
    const final = await finish(stage, room.incident.id)
    return makeOutcome({
      ...final,
      load: result,
      totalSeconds: (performance.now() - startedAt) / 1_000,
      serverRestarts: stage.server.restarts(),
      sharedSecret: DATABASE_SECRET,
    })
  } finally {
    await load.stop()
  }
}

/** Whatever is being waited for: when the server is gone for good, that is the news. */
async function guard<T>(stage: Stage, work: Promise<T>): Promise<T> {
  return Promise.race([work, stage.server.failed])
}

async function playNight(stage: Stage, load: Load, { say, signal }: PlayOptions): Promise<IncidentRoomBody> {
  say('23:42  An engineer pushes a hotfix. The history holds .env with two live keys.')
  await stage.repository.leak()
  const leakedKey = stage.stripe.secretKey.secret
  const intruder = wait(INTRUDER_AFTER_MS, signal)
    .then(() => runIntruder({ baseUrl: stage.stripe.url, key: leakedKey, signal }))
    .catch(() => ({ requests: 0 }))

  const id = await waitForIncident(stage, signal)
  await actAsPeople(stage, id)
  const room = await followRotations(stage, id, { say, signal })
  await intruder
  await runSecondIntruder({ baseUrl: stage.stripe.url, key: leakedKey, signal })
  // A little life after the change: a request that fails late must be counted as well.
  await wait(JOB_EVERY_MS, signal)
  const { served, failed } = load.snapshot()
  say(`The shop has served ${served} requests, ${failed} failed.`)
  await investigate(stage, room, say)
  return room
}

async function waitForIncident(stage: Stage, signal: AbortSignal): Promise<string> {
  for (const startedAt = performance.now(); performance.now() - startedAt < ALERT_LIMIT_MS;) {
    const [incident] = await stage.api.incidents()
    if (incident) return incident.id
    await wait(LOOK_MS, signal)
  }
  throw drillError('DRILL_STEP_FAILED', 'the push raised no incident within a minute')
}

/** What only people can do in the first minutes. */
async function actAsPeople({ api }: Stage, id: string): Promise<void> {
  await api.request('POST', `/api/incidents/${id}/commander`, { name: 'Engineer on call' })
  for (const task of ['channel', 'tell', 'freeze']) {
    await api.request('POST', `/api/incidents/${id}/tasks/${task}`, { done: true, note: 'done in the drill' })
  }
}

/** Tells the timeline as it grows, until every rotation is done. */
async function followRotations(
  stage: Stage,
  id: string,
  { say, signal }: Pick<PlayOptions, 'say' | 'signal'>,
): Promise<IncidentRoomBody> {
  let told = 0
  for (const startedAt = performance.now(); performance.now() - startedAt < ROTATION_LIMIT_MS;) {
    const room = await stage.api.room(id)
    for (const { at, text } of room.timeline.slice(told)) {
      say(`+${((Date.parse(at) - Date.parse(room.incident.leakedAt)) / 1_000).toFixed(1).padStart(5)} s  ${text}`)
    }
    told = room.timeline.length
    const stuck = room.rotations.find(({ status }) => status !== 'running' && status !== 'done')
    if (stuck)
      throw drillError(
        'DRILL_STEP_FAILED',
        `the rotation of ${stuck.secret} is ${stuck.status} at ${stuck.step}: ${stuck.error ?? ''}`,
      )
    if (room.incident.state === 'contained' && room.rotations.every(({ status }) => status === 'done')) return room
    await wait(LOOK_MS, signal)
  }
  const room = await stage.api.room(id)
  const waits = room.rotations.flatMap(
    ({ secret, step, waitingFor }) => `${secret} at ${step}: ${waitingFor.join('; ')}`,
  )
  throw drillError(
    'DRILL_STEP_FAILED',
    `the rotations were not done after ${ROTATION_LIMIT_MS / 1_000} s (${waits.join(' | ')})`,
  )
}

/** As an operator would: fetch the providers' logs, hand them in, ask for the verdict. */
async function investigate(stage: Stage, room: IncidentRoomBody, say: (line: string) => void): Promise<void> {
  const { api, stripe, connectionLog } = stage
  await mkdir(join(stage.folder, 'record'), { recursive: true, mode: 0o700 })
  const answer = await fetch(`${stripe.url}/_control/log`, {
    headers: { 'x-control-token': stripe.controlToken.reveal() },
  })
  await handIn(stage, room, {
    name: 'Stripe request log',
    format: 'stripe',
    secret: STRIPE_SECRET,
    file: 'stripe-access-log.ndjson',
    log: Buffer.from(await answer.arrayBuffer()),
  })
  if (connectionLog) {
    await handIn(stage, room, {
      name: 'PostgreSQL connection log',
      format: 'postgres',
      secret: DATABASE_SECRET,
      file: 'postgres-connections.ndjson',
      log: await readFile(connectionLog),
    })
  } else say('The log of this database server is out of reach: who used its key cannot be judged.')
  const verdict = (await api.request('POST', `/api/incidents/${room.incident.id}/investigate`)) as { sentence: string }
  say(`Verdict: ${verdict.sentence}`)
}

interface HandedIn {
  readonly name: string
  readonly format: string
  readonly secret: string
  /** Name of the copy in the record. */
  readonly file: string
  readonly log: Buffer
}

async function handIn(
  { api, folder }: Stage,
  { incident, now }: IncidentRoomBody,
  { file, log, ...said }: HandedIn,
): Promise<void> {
  await writeFile(join(folder, 'record', file), log, { mode: 0o600 })
  const coversFrom = new Date(Date.parse(incident.leakedAt) - 14 * 86_400_000).toISOString()
  const query = new URLSearchParams({ ...said, coversFrom, coversTo: now })
  await api.upload(`/api/incidents/${incident.id}/logs?${query.toString()}`, log)
}

async function finish(
  stage: Stage,
  id: string,
): Promise<{
  room: IncidentRoomBody
  keys: KeyOutcome[]
  files: DrillOutcome['files']
  journal: DrillOutcome['journal']
}> {
  const { api, folder } = stage
  await api.request('POST', `/api/incidents/${id}/documents`)
  await api.request('POST', `/api/incidents/${id}/close`, {})
  const room = await api.room(id)
  const record = join(folder, 'record')
  const files = {
    notice: join(record, 'notice.md'),
    postmortem: join(record, 'postmortem.md'),
    journal: join(record, 'journal.ndjson'),
  }
  await writeFile(files.notice, await api.text(`/api/incidents/${id}/documents/notice`))
  await writeFile(files.postmortem, await api.text(`/api/incidents/${id}/documents/postmortem`))
  const check = (await api.request('GET', '/api/journal/verify')) as { ok: boolean; entries: number }
  await writeFile(files.journal, await api.text('/api/journal/export'), { mode: 0o600 })
  return { room, keys: await tryKeys(stage, room), files, journal: { entries: check.entries, verified: check.ok } }
}

/** The drill's own proof: it tries each old and each new key itself. */
async function tryKeys(stage: Stage, room: IncidentRoomBody): Promise<KeyOutcome[]> {
  const newKey = async (name: string): Promise<Sensitive> =>
    new Sensitive(((await stage.api.request('GET', `/api/values/${name}`)) as { value: string }).value)
  const stripeAccepts = async (key: Sensitive): Promise<boolean> => {
    const headers = { authorization: `Bearer ${key.reveal()}`, 'user-agent': 'rekey/0.1.0 (probe)' }
    return (await fetch(`${stage.stripe.url}/v1/balance`, { headers })).status === 200
  }
  return Promise.all(
    room.rotations.map(async ({ provider, secret, strategy, refusedProbes }) => {
      const isDatabase = secret === DATABASE_SECRET
      const fresh = await newKey(secret)
      const newWorks = isDatabase ? !(await isLoginRefused(fresh)) : await stripeAccepts(fresh)
      const oldRefused = isDatabase
        ? await isLoginRefused(stage.database.url)
        : !(await stripeAccepts(stage.stripe.secretKey.secret))
      return { provider, secret, strategy, newWorks, oldRefused, failedProbes: refusedProbes }
    }),
  )
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, signal)
  signal.throwIfAborted()
}
