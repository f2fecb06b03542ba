/**
 * The labels of some locked secrets, as they are and as they shall be. A label is on one version of a secret at
 * most; a version may have several. When `current` moves, `previous` follows it to the version that lost it.
 */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Label } from './labels.ts'
import { secretError } from './secret-error.ts'

interface Place {
  readonly id: string
  readonly number: number
}

const MAX_LABELS = 20
const MAX_LABEL_LENGTH = 256

/** Throws LABEL_INVALID. */
export function checkLabels(labels: readonly Label[]): void {
  const isFine = ({ length }: Label): boolean => length > 6 && length <= MAX_LABEL_LENGTH + 6
  if (labels.length > MAX_LABELS) throw secretError('LABEL_INVALID', `${labels.length} labels are too many`)
  if (!labels.every(isFine)) throw secretError('LABEL_INVALID', 'a label is empty or too long')
}

export class StageBook {
  readonly #was: ReadonlyMap<string, ReadonlyMap<Label, Place>>
  readonly #is: ReadonlyMap<string, Map<Label, Place>>

  private constructor(rows: readonly (Place & { secretId: string; stage: Label })[], ids: readonly string[]) {
    const build = (): Map<string, Map<Label, Place>> => {
      const all = new Map(ids.map((id) => [id, new Map<Label, Place>()]))
      for (const { secretId, stage, id, number } of rows) all.get(secretId)?.set(stage, { id, number })
      return all
    }
    this.#was = build()
    this.#is = build()
  }

  /** The secrets are locked by the caller. */
  static async open(tx: Db, secretIds: readonly string[]): Promise<StageBook> {
    const rows = await tx
      .selectFrom('version_stages')
      .select(['secret_id as secretId', 'stage', 'version_id as id', 'number'])
      .where('secret_id', 'in', secretIds)
      .execute()
    return new StageBook(rows as (Place & { secretId: string; stage: Label })[], secretIds)
  }

  numberOf(secretId: string, label: Label): number | undefined {
    return this.#is.get(secretId)?.get(label)?.number
  }

  labelsOf(secretId: string, number: number): Label[] {
    return [...(this.#is.get(secretId) ?? [])]
      .flatMap(([label, place]) => (place.number === number ? label : []))
      .sort()
  }

  move(secretId: string, label: Label, to: Place): void {
    const labels = this.#is.get(secretId) as Map<Label, Place>
    const from = labels.get(label)
    if (from?.number === to.number) return
    labels.set(label, to)
    if (label !== 'current') return
    if (from) labels.set('previous', from)
    else labels.delete('previous')
  }

  remove(secretId: string, label: Label): void {
    this.#is.get(secretId)?.delete(label)
  }

  /** Writes what has changed. */
  async save(tx: Db, now: Date): Promise<void> {
    const put: { secret_id: string; stage: Label; version_id: string; number: number }[] = []
    const gone: { secret: string; stage: Label }[] = []
    for (const [secretId, labels] of this.#is) {
      const was = this.#was.get(secretId)
      for (const [stage, { id, number }] of labels) {
        if (was?.get(stage)?.number !== number) put.push({ secret_id: secretId, stage, version_id: id, number })
      }
      for (const stage of was?.keys() ?? []) if (!labels.has(stage)) gone.push({ secret: secretId, stage })
    }
    if (gone.length) {
      await sql`delete from version_stages using unnest(${gone.map(({ secret }) => secret)}::text[],
        ${gone.map(({ stage }) => stage)}::text[]) as gone (secret_id, stage)
        where version_stages.secret_id = gone.secret_id and version_stages.stage = gone.stage`.execute(tx)
    }
    if (!put.length) return
    await tx
      .insertInto('version_stages')
      .values(put)
      .onConflict((conflict) =>
        conflict.columns(['secret_id', 'stage']).doUpdateSet(({ ref }) => ({
          version_id: ref('excluded.version_id'),
          number: ref('excluded.number'),
        })),
      )
      .execute()
    const current = put.filter(({ stage }) => stage === 'current')
    if (current.length)
      await tx
        .insertInto('current_history')
        .values(current.map(({ secret_id, number }) => ({ secret_id, number, at: now })))
        .execute()
  }
}
