/**
 * What has happened, as it happens. The journal is the outbox: a fact and its entry commit together, so
 * whoever follows the journal misses nothing, whichever node wrote it. Writers of this process poke; the
 * poll sees the other nodes. That a secret was read is told to nobody here.
 */
import type { Db } from '../db/connect.ts'
import type { ChainedEntry } from './chain.ts'
import { readHead, readNews } from './read.ts'

export type Listener = (entry: ChainedEntry) => void

export interface Feed {
  subscribe(listener: Listener): () => void
  /** Something was committed just now: look at once. */
  poke(): void
  stop(): Promise<void>
}

/** Starts at the present end of the journal. */
export async function startFeed(db: Db, options: { pollMs: number; onError: (error: unknown) => void }): Promise<Feed> {
  const listeners = new Set<Listener>()
  let after = (await readHead(db)).seq
  let again = false
  let running: Promise<void> | undefined
  let stopped = false

  async function look(): Promise<void> {
    while (again) {
      if (stopped) return
      again = false
      const { entries, upTo } = await readNews(db, after)
      for (const entry of entries) tell(entry)
      again ||= upTo > after
      after = upTo
    }
  }

  /** A listener that fails keeps nothing from the others. */
  function tell(entry: ChainedEntry): void {
    for (const listener of listeners) {
      try {
        listener(entry)
      } catch (error) {
        options.onError(error)
      }
    }
  }

  function poke(): void {
    if (stopped) return
    again = true
    running ??= look()
      .catch(options.onError)
      .finally(() => {
        running = undefined
        if (again) poke() // It came while the last look was ending.
      })
  }

  const timer = setInterval(poke, options.pollMs)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    poke,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
