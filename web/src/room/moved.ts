/** Has this consumer moved? One answer for the table, the graph and the force dialog. Pure. */
import type { ConsumerView, RotationView } from '../api.gen.ts'

type Versions = Pick<RotationView, 'oldVersion' | 'newVersion'>

/** By the version it holds now, not by `movedAt`: a consumer that fell back counts as not moved. */
export function hasMoved(consumer: ConsumerView, versions: Versions): boolean {
  return versions.newVersion !== null && consumer.version >= versions.newVersion
}

/** Those that still hold the old version first, then by name and host. */
export function byUrgency(consumers: readonly ConsumerView[], versions: Versions): ConsumerView[] {
  const rank = (consumer: ConsumerView) => (hasMoved(consumer, versions) ? 1 : 0)
  return consumers.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.host.localeCompare(b.host))
}
