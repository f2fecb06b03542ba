/**
 * Kills this process at named points, once each: how drills and tests show that a crash loses nothing. Off
 * unless REKEY_KILL_AT names points, separated by commas: `create:after` (of any provider),
 * `postgres/deploy:committed`, `scan:before`.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** Called with `provider/step:moment`, or `scan:moment`. */
export function killAt(points: string | undefined, markFile: string | undefined): (name: string) => void {
  if (!points || !markFile) return () => {}
  const wanted = points.split(',')
  return (name) => {
    const point = wanted.find((one) => one === name || one === name.split('/').at(-1))
    if (!point) return
    const done = existsSync(markFile) ? readFileSync(markFile, 'utf8').split('\n') : []
    if (done.includes(point)) return
    // The mark is on disk before the end comes, so that the next start runs through.
    appendFileSync(markFile, `${point}\n`, { flush: true })
    process.kill(process.pid, 'SIGKILL')
  }
}
