/**
 * The server under drill: a real `rekey up` in its own process. When the drill has asked for it to be killed at
 * a step, it is started again on the same folder and port, as a supervisor would do.
 */
import { join } from 'node:path'
import { startChild, type Child } from './child.ts'
import { drillError } from './drill-error.ts'

export interface ServerSpec {
  readonly program: string
  readonly home: string
  readonly port: number
  readonly logFile: string
  /** `create:after`: where it is killed, once; several with commas. */
  readonly killAt?: string | undefined
  /** Beside what every server gets. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** Options of rotations, as flags. */
  readonly flags: readonly string[]
}

export interface ServerChild {
  readonly url: string
  /** The latest one-time token for the dashboard. */
  setupToken(): string
  /** How often it was killed and started again. */
  restarts(): number
  /** SIGKILL from outside, at any moment. Resolves when the next one is ready. */
  kill(): Promise<void>
  /** Rejects when the server ended without being asked to. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

/** In the server's home: the points where it was killed already, one a line. */
export const KILL_MARK = 'killed'

export async function startServerChild(spec: ServerSpec): Promise<ServerChild> {
  let stopping = false
  let mayBeKilled = spec.killAt !== undefined
  let restarts = 0
  let current = await start(spec)
  let lastStart: Promise<unknown> = Promise.resolve()
  /** Work begins before the server says that it is ready: the next kill may come as early as that. */
  const startAgain = async (): Promise<Child> => {
    for (;;) {
      restarts++
      try {
        return await start(spec)
      } catch (error) {
        if (stopping || (error as Error).cause !== 'SIGKILL') throw error
      }
    }
  }
  const failed = new Promise<never>((_resolve, reject) => {
    const watch = (child: Child): void => {
      void child.exited.then(async (how) => {
        if (stopping) return
        if (how !== 'SIGKILL' || !mayBeKilled) {
          return reject(
            drillError('DRILL_STEP_FAILED', `the server ended with ${how}`, { hint: `Its log: ${spec.logFile}` }),
          )
        }
        lastStart = startAgain().then((next) => {
          current = next
          watch(next)
        }, reject)
      })
    }
    watch(current)
  })
  failed.catch(() => {})
  return {
    url: `http://127.0.0.1:${spec.port}`,
    setupToken: () => String(current.ready['setupToken']),
    restarts: () => restarts,
    async kill() {
      mayBeKilled = true
      await lastStart
      const { pid, exited } = current
      process.kill(pid, 'SIGKILL')
      await exited
      await lastStart
    },
    failed,
    async stop() {
      stopping = true
      await lastStart
      await current.stop()
    },
  }
}

function start({ program, home, port, logFile, killAt, env, flags }: ServerSpec): Promise<Child> {
  return startChild({
    name: 'the server',
    file: program,
    args: ['up', '--json', '--exit-with-stdin', '--port', String(port), '--egress-allow', '127.0.0.1', ...flags],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      REKEY_HOME: home,
      ...env,
      ...(killAt ? { REKEY_KILL_AT: killAt, REKEY_KILL_MARK: join(home, KILL_MARK) } : {}),
    },
    logFile,
  })
}
