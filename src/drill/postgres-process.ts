/** The running process of a PostgreSQL data folder: is it there, does it take connections, and how it ends. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sleep } from '../base/clock.ts'

const run = promisify(execFile)

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 10_000

/**
 * Waits until the server of this data folder takes connections, as its own lock file says. `launched` is the
 * end of a server that we have just started; without it, undefined at once when nothing runs here.
 */
export async function awaitReady(
  data: string,
  launched?: AbortSignal,
): Promise<{ pid: number; port: number } | undefined> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    if (launched?.aborted) return undefined
    const lock = await readLock(data)
    if (lock?.ready) return lock
    if (!lock && !launched) return undefined
    await sleep(20, launched)
  }
  return undefined
}

/** Reads `postmaster.pid`: line 1 the process, 4 the port, 8 the status. What a dead server left is removed. */
async function readLock(data: string): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const path = join(data, 'postmaster.pid')
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  if (await isServerOf(pid, data)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  await rm(path, { force: true })
  return undefined
}

/** The number may have been given to another process since; its command line tells. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const command = existsSync('/proc/self/cmdline')
    ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    : (await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))).stdout
  return command.includes(data)
}

/** A dead process that nobody has waited for (state Z) still answers to signals. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const stat = existsSync('/proc/self/stat') ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') R'
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
  } catch {
    return false
  }
}

/**
 * SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint. SIGQUIT and SIGKILL follow. The
 * helpers of the server go by themselves, the one that writes the log as the last: when they are gone nothing is
 * written to the folder any more.
 */
export async function stopProcess(pid: number): Promise<void> {
  const helpers = await childrenOf(pid)
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) break
    try {
      process.kill(pid, signal)
    } catch {
      break
    }
    await untilGone([pid])
  }
  await untilGone(helpers)
}

async function untilGone(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + STOP_TIMEOUT_MS
  while (pids.some(isAlive) && performance.now() < deadline) await sleep(20)
}

/** None where the system does not tell. */
async function childrenOf(pid: number): Promise<number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() =>
    run('pgrep', ['-P', String(pid)]).then(
      ({ stdout }) => stdout,
      () => '',
    ),
  )
  return listed.split(/\s+/).filter(Boolean).map(Number)
}
