/**
 * Tells the server which versions a child holds, for as long as it lives, and that it has let go at the end. A
 * rotation waits for this. Best effort: a server that is away costs the child nothing.
 */
import { hostname } from 'node:os'
import type { Connection } from './connection.ts'
import type { Injected } from './run-values.ts'

export interface Uses {
  /** What it holds from now on; told at once. */
  hold(secrets: readonly Injected[]): void
  /** The goodbye, waited for shortly. */
  end(): Promise<void>
}

const EVERY_MS = 15_000
const GOODBYE_MS = 1_000
/** More rows than this the server refuses in one report. */
const MAX_ROWS = 100

export function reportUses(
  connect: () => Promise<Connection>,
  who: { readonly consumer: string; readonly process: string },
): Uses {
  let held: readonly Injected[] = []
  let last: Promise<boolean> = Promise.resolve(true)

  const send = async (extra: { ended?: true } = {}): Promise<boolean> => {
    try {
      const server = await connect()
      for (let from = 0; from < held.length; from += MAX_ROWS) {
        const secrets = held.slice(from, from + MAX_ROWS).map(({ name, version }) => ({ name, version, uses: 0 }))
        await server.request('POST', '/api/uses', { ...who, ...extra, host: hostname().slice(0, 120), secrets })
      }
      return true
    } catch {
      return false
    }
  }
  const tell = (): void => {
    last = last.then(() => send())
  }
  const timer = setInterval(tell, EVERY_MS)
  timer.unref()

  return {
    hold(secrets) {
      held = secrets
      tell()
    },
    async end() {
      clearInterval(timer)
      const goodbye = last.then((arrived) => arrived && send({ ended: true }))
      let bound: NodeJS.Timeout | undefined
      await Promise.race([goodbye, new Promise((resolve) => (bound = setTimeout(resolve, GOODBYE_MS)))])
      clearTimeout(bound)
    },
  }
}
