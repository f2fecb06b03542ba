/** Whole processes, measured from outside: wall time of the fastest of several runs. */
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
