/**
 * Child processes of the drill: each says on its first line of output, as JSON, that it is ready. Their input
 * is a pipe that closes when this process dies, so that none of them outlives it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { drillError } from './drill-error.ts'

export interface ChildSpec {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Everything that it prints after the first line, and its errors. */
  readonly logFile: string
}

export interface Child {
  readonly name: string
  readonly pid: number
  /** What it said when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>
  /** Resolves with the code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>
  /** SIGTERM, and SIGKILL for one that does not listen. Twice succeeds. */
  stop(): Promise<void>
}

const READY_MS = 60_000
const STOP_MS = 10_000

/** Throws CHILD_NOT_READY; its cause is the code or the signal when the child has ended. */
export async function startChild(spec: ChildSpec): Promise<Child> {
  const child = spawn(process.execPath, [spec.file, ...spec.args], {
    env: spec.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const log = createWriteStream(spec.logFile, { flags: 'a', mode: 0o600 })
  child.stderr.pipe(log, { end: false })
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (code, signal) => {
      log.end()
      resolve(signal ?? code ?? 0)
    })
  })
  child.stdin.on('error', () => {})
  try {
    const ready = await readReady(child, spec, exited)
    return { name: spec.name, pid: child.pid as number, ready, exited, stop: () => stop(child, exited) }
  } catch (error) {
    await stop(child, exited)
    throw error
  }
}

function readReady(
  child: ChildProcess,
  { name, logFile }: ChildSpec,
  exited: Promise<number | NodeJS.Signals>,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const fail = (what: string, cause?: unknown): void =>
      reject(drillError('CHILD_NOT_READY', `${name} ${what}`, { hint: `What it printed is in ${logFile}`, cause }))
    const timer = setTimeout(() => fail(`was not ready after ${READY_MS / 1_000} s`), READY_MS)
    void exited.then((how) => {
      clearTimeout(timer)
      fail(`ended with ${how} before it was ready`, how)
    })
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) => {
      clearTimeout(timer)
      try {
        resolve(JSON.parse(line) as Record<string, unknown>)
      } catch {
        fail('said something else than that it is ready')
      }
      child.stdout?.resume()
    })
  })
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await exited
  clearTimeout(timer)
}

/**
 * A process that is no child of ours is ended all the same when we are killed: a shell waits for the end of a
 * pipe that only we hold. Returns what calls the shell off.
 */
export function endWhenWeDie(pid: number): () => void {
  const shell = spawn('sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  shell.on('error', () => {})
  shell.unref()
  return () => void shell.kill('SIGKILL')
}
