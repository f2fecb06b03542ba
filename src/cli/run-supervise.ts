/**
 * Keeps a command running while its secrets change: the new child starts beside the old one, and only when it is ready
 * is the old one asked to stop. A new child that does not become ready is stopped instead, and the old one goes on.
 */
import type { Clock } from '../base/clock.ts'
import type { Child } from './run-child.ts'
import { waitUntilReady, type Readiness } from './run-ready.ts'
import type { Uses } from './run-uses.ts'
import type { Injected } from './run-values.ts'

/** One child, what it holds, and who tells the server so. */
interface Generation {
  readonly child: Child
  readonly uses: Uses
  readonly slot: number
}

export interface SuperviseOptions {
  readonly secrets: readonly Injected[]
  /** `slot` is 0 or 1 in turn: the port, the socket or the log file that this child may take. */
  readonly start: (secrets: readonly Injected[], slot: number) => Child
  readonly report: (generation: number) => Uses
  /** The values as they are now; undefined when nothing is different. Throws when the server does not tell. */
  readonly refetch: () => Promise<readonly Injected[] | undefined>
  /** Calls back whenever something may be different. */
  readonly watch: (onChange: () => void) => void
  /** These are in use now. */
  readonly onTaken: (secrets: readonly Injected[]) => void
  /** Sent to the running child instead of a restart. */
  readonly signal?: NodeJS.Signals
  readonly readiness: Readiness
  readonly graceMs: number
  readonly clock: Clock
  readonly warn: (text: string, error?: unknown) => void
}

/** Resolves with the exit code of the child that ended by itself. */
export async function supervise(options: SuperviseOptions): Promise<number> {
  let count = 0
  const begin = (secrets: readonly Injected[]): Generation => {
    const slot = count % 2
    const generation = { child: options.start(secrets, slot), uses: options.report(count), slot }
    generation.uses.hold(secrets)
    count += 1
    return generation
  }
  const changes = mailbox()
  let inUse = options.secrets
  let current = begin(inUse)
  options.watch(changes.put)
  const stops: Promise<void>[] = []
  for (;;) {
    const code = await Promise.race([current.child.done, changes.next()])
    if (typeof code === 'number') {
      await Promise.all([...stops, current.uses.end()])
      return code
    }
    const secrets = await options.refetch().catch((error: unknown) => {
      options.warn('the changed values cannot be read; the command keeps the ones it has', error)
    })
    if (!secrets) continue
    if (options.signal) {
      inUse = secrets
      options.onTaken(secrets)
      current.child.kill(options.signal)
      current.uses.hold(secrets)
      continue
    }
    const next = begin(secrets)
    if (await becomesReady(next, options)) {
      stops.push(stop(current, options.graceMs))
      current = next
      inUse = secrets
    } else {
      options.warn('the command with the new values did not become ready; the one with the old values goes on')
      stops.push(stop(next, options.graceMs))
    }
    options.onTaken(inUse)
  }
}

async function becomesReady({ child, slot }: Generation, { readiness, clock }: SuperviseOptions): Promise<boolean> {
  const over = new AbortController()
  const ended = child.done.then(
    () => false,
    () => false,
  )
  try {
    return await Promise.race([waitUntilReady(readiness, slot, { clock, signal: over.signal }), ended])
  } finally {
    over.abort()
  }
}

async function stop({ child, uses }: Generation, graceMs: number): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await child.done.catch(() => undefined)
  clearTimeout(timer)
  await uses.end()
}

/** Several puts before a take are one. */
function mailbox(): { put: () => void; next: () => Promise<void> } {
  let wake: (() => void) | undefined
  let isFull = false
  return {
    put() {
      isFull = true
      wake?.()
    },
    async next() {
      if (!isFull) await new Promise<void>((resolve) => (wake = resolve))
      isFull = false
    },
  }
}
