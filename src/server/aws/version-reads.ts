/** On which day a version was last read: written once a day and version, and kept in mind by this process. */
import type { App } from '../app.ts'

export interface VersionReads {
  note(versionId: string): Promise<void>
  find(versionIds: readonly string[]): Promise<Map<string, Date>>
}

const DAY_MS = 24 * 3_600_000
const MAX_KEPT = 100_000

export function createVersionReads(app: App): VersionReads {
  let day = 0
  let noted = new Set<string>()
  return {
    async note(versionId) {
      const today = Math.floor(app.clock.now().getTime() / DAY_MS)
      if (today !== day || noted.size > MAX_KEPT) noted = new Set()
      day = today
      if (noted.has(versionId)) return
      const read_on = new Date(today * DAY_MS)
      await app.db
        .insertInto('version_reads')
        .values({ version_id: versionId, read_on })
        .onConflict((conflict) => conflict.column('version_id').doUpdateSet({ read_on }))
        .execute()
      noted.add(versionId)
    },
    async find(versionIds) {
      if (!versionIds.length) return new Map()
      const rows = await app.db.selectFrom('version_reads').selectAll().where('version_id', 'in', versionIds).execute()
      return new Map(rows.map(({ version_id, read_on }) => [version_id, read_on]))
    },
  }
}
