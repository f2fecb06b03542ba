/** Whole processes, measured from outside: wall time of the fastest of several runs, or CPU with all that they start. */
import { spawnSync } from 'node:child_process'

export function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/** Milliseconds of the fastest run; exit codes are not looked at (a scanner that finds something ends with 1). */
export function fastestMs(command: readonly string[], runs = 3): number {
  const [file, ...args] = command as [string, ...string[]]
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const startedAt = performance.now()
      spawnSync(file, args, { stdio: 'ignore' })
      return performance.now() - startedAt
    }),
  )
}

/** Milliseconds of user and system time of one run, of the processes that it starts too: the mean of several runs. */
export function cpuMs(command: readonly string[], cwd: string, runs = 20): number {
  const script = 'n=$1; shift; while [ "$n" -gt 0 ]; do "$@" >/dev/null 2>&1; n=$((n - 1)); done; times'
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', String(runs), ...command], { cwd, encoding: 'utf8' })
  // The second line is the children's: `0m1.230000s 0m0.120000s`.
  const times = [...(stdout.trim().split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  return (times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0) * 1_000) / runs
}

const RUNS = 3

/** Milliseconds of CPU of the median run of some work in this process. */
export function medianMs(work: () => void): number {
  work()
  const times = Array.from({ length: RUNS }, () => {
    const { user, system } = process.cpuUsage()
    work()
    const after = process.cpuUsage()
    return (after.user + after.system - user - system) / 1_000
  })
  return times.toSorted((a, b) => a - b)[RUNS >> 1] as number
}
