/**
 * Who reads what, for the graph of consumers. Reads are gathered for a second and written together: each is in the
 * journal already, and a write for each would cost more than the read itself.
 */
import { describeError } from '../../base/errors.ts'
import { recordSightings, type Sighting } from '../../secrets/consumers.ts'
import type { App } from '../app.ts'

export interface ConsumerNotes {
  note(sighting: Omit<Sighting, 'uses' | 'holds'>): void
  /** Writes what was gathered. */
  flush(): Promise<void>
}

const GATHER_MS = 1_000
/** More different readers than this in one second are written at once. */
const MAX_GATHERED = 1_000

export function createConsumerNotes(app: App): ConsumerNotes {
  let gathered = new Map<string, Sighting>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (!gathered.size) return
    const sightings = [...gathered.values()]
    gathered = new Map()
    try {
      await app.db.transaction().execute((tx) => recordSightings(tx, app.clock.now(), sightings))
      app.feed.poke()
    } catch (error) {
      app.log.error({ problem: describeError(error) }, 'consumers could not be recorded')
    }
  }

  return {
    note(sighting) {
      const { secretId, identityId, consumer, host, process, version } = sighting
      const key = JSON.stringify([secretId, identityId, consumer, host, process, version])
      const before = gathered.get(key)
      gathered.set(key, { ...sighting, holds: true, uses: (before?.uses ?? 0) + 1 })
      if (gathered.size >= MAX_GATHERED) void flush()
      else timer ??= setTimeout(() => void flush(), GATHER_MS).unref()
    },
    flush,
  }
}
