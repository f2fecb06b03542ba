/**
 * Where servers are killed: the drill's own stage (a real PostgreSQL, the stateful fake Stripe, a real
 * `rekey up`, real services) with short waits, a load on it, and a hand on the points where the server dies.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sleep } from '../../src/base/clock.ts'
import { startLoad, type Load, type LoadResult } from '../../src/drill/load.ts'
import { KILL_MARK } from '../../src/drill/server-child.ts'
import { buildStage, type Stage, type StageOptions } from '../../src/drill/stage.ts'
import type { RotationBody } from '../../src/server/api/rotation-view.ts'

export const PROGRAM = join(import.meta.dirname, '../../dist/main.js')
const SHORT_WAITS = ['--rotation-quiet', '300ms', '--rotation-observe', '1s', '--rotation-soak', '500ms']

/** One with a pool and payments, one with transactions, one that sleeps between its runs. */
const SERVICES = ['checkout', 'accounts', 'nightly-report']
const PER_SECOND = 40
const JOB_EVERY_MS = 1_000
const LOOK_MS = 50
/** Served after everything is done: a request that fails late must be counted as well. */
const LATE_REQUESTS = 20

export interface Scene {
  readonly stage: Stage
  /** The server's folder. */
  readonly home: string
  /** Its embedded database. */
  readonly dataFolder: string
  /** Only at these points will it die, once at each. All others count as used up. */
  arm(points: readonly string[]): Promise<void>
  /** The points where it has died since `arm`. */
  deaths(): Promise<string[]>
  /** What the services served while `work` ran, and a little longer. */
  underLoad(work: () => Promise<void>): Promise<LoadResult>
  /** Starts a rotation and follows it to its end. Throws when a person is asked. */
  rotate(secret: string): Promise<RotationBody>
  close(): Promise<void>
}

/** `points`: all where the server may ever die. It starts with none of them armed. */
export async function openScene(
  points: readonly string[],
  options: Pick<StageOptions, 'serverEnv'> = {},
): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-crash-'))
  const ending = new AbortController()
  const { signal } = ending
  const stage = await buildStage({
    folder,
    program: PROGRAM,
    killAt: points.join(','),
    rotationFlags: SHORT_WAITS,
    services: SERVICES,
    ...options,
    port: 0,
    signal,
    say: () => {},
  })
  const home = join(folder, 'rekey')
  const mark = join(home, KILL_MARK)
  const readMark = async (): Promise<string[]> => (await readFile(mark, 'utf8')).split('\n').filter(Boolean)
  let usedUp = 0
  const scene: Scene = {
    stage,
    home,
    dataFolder: join(home, 'data'),

    async arm(wanted) {
      const rest = points.filter((point) => !wanted.includes(point))
      usedUp = rest.length
      await writeFile(mark, rest.map((point) => `${point}\n`).join(''))
    },

    deaths: async () => (await readMark()).slice(usedUp),

    async underLoad(work) {
      const load = loadOn(stage)
      try {
        await Promise.race([work(), stage.server.failed])
        const { served } = load.snapshot()
        await until(() => load.snapshot().served >= served + LATE_REQUESTS)
        return await load.stop()
      } finally {
        await load.stop()
      }
    },

    async rotate(secret) {
      const id = await startRotation(stage, secret)
      const look = async (): Promise<RotationBody> =>
        (await stage.api.request('GET', `/api/rotations/${id}`)) as RotationBody
      await until(async () => (await look()).status !== 'running')
      const ended = await look()
      if (ended.status !== 'done') throw new Error(`the rotation is ${ended.status} at ${ended.step}: ${ended.error}`)
      return ended
    },

    async close() {
      ending.abort()
      await stage.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await scene.arm([])
  return scene
}

function loadOn({ services }: Stage): Load {
  return startLoad({
    targets: services.filter(({ isJob }) => !isJob).map(({ name, url }) => ({ name, url: `${url}/work` })),
    jobs: services
      .filter(({ isJob }) => isJob)
      .map(({ name, url }) => ({ name, url: `${url}/run`, everyMs: JOB_EVERY_MS })),
    perSecond: PER_SECOND,
  })
}

/** The server may die before it has answered: then the repeated request is refused, and the journal knows the id. */
async function startRotation({ api }: Stage, secret: string): Promise<string> {
  const startedAt = (await readJournal(api)).length
  await api.request('POST', '/api/rotations', { secret }).catch((error: unknown) => {
    if (!String(error).includes('is under way')) throw error
  })
  const entries = (await readJournal(api)).slice(startedAt)
  const started = entries.filter(({ action, detail }) => action === 'rotation.started' && detail['secret'] === secret)
  if (started.length !== 1) throw new Error(`${started.length} rotations were started`)
  return (started[0] as Entry).subject
}

export interface Entry {
  readonly seq: number
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}

export async function readJournal(api: Stage['api']): Promise<Entry[]> {
  const text = await api.text('/api/journal/export')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
}

/** Looks again and again; the test's own time limit ends it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(LOOK_MS)
}
