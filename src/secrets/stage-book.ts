/**
 * The labels of some locked secrets, as they are and as they shall be. A label is on one version of a secret at
 * most; a version may have several. When `current` moves, `previous` follows it to the version that lost it.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Label } from './labels.ts'
import { secretError } from './secret-error.ts'

interface Place {
  readonly id: string
  readonly number: number
}

export interface StageRow extends Place {
  readonly secretId: string
  readonly stage: Label
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

  private constructor(rows: readonly StageRow[], ids: readonly string[]) {
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
    return StageBook.of(rows as StageRow[], secretIds)
  }

  /** Of rows that the caller has read, of secrets that it has locked. */
  static of(rows: readonly StageRow[], secretIds: readonly string[]): StageBook {
    return new StageBook(rows, secretIds)
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

  /** What has changed. */
  changes(): StageChanges {
    const put: PutStage[] = []
    const gone: StageChanges['gone'][number][] = []
    for (const [secretId, labels] of this.#is) {
      const was = this.#was.get(secretId)
      for (const [stage, { id, number }] of labels) {
        if (was?.get(stage)?.number !== number) put.push({ secret_id: secretId, stage, version_id: id, number })
      }
      for (const stage of was?.keys() ?? []) if (!labels.has(stage)) gone.push({ secret_id: secretId, stage })
    }
    return { put, gone }
  }

  /** Writes what has changed. */
  async save(tx: Db, now: Date): Promise<void> {
    const { put, gone } = this.changes()
    if (put.length || gone.length) await sql`with ${writeStages({ put, gone }, now)} select 1`.execute(tx)
  }
}

interface PutStage {
  readonly secret_id: string
  readonly stage: Label
  readonly version_id: string
  readonly number: number
}

interface StageChanges {
  readonly put: readonly PutStage[]
  readonly gone: readonly { readonly secret_id: string; readonly stage: Label }[]
}

/** Parts of a statement, to stand behind `with`. */
export function writeStages({ put, gone }: StageChanges, now: Date): RawBuilder<unknown> {
  const current = put.filter(({ stage }) => stage === 'current')
  return sql`stages_gone as (
      delete from version_stages using json_to_recordset(${JSON.stringify(gone)}::text::json)
        as gone (secret_id text, stage text)
      where version_stages.secret_id = gone.secret_id and version_stages.stage = gone.stage),
    stages_put as (
      insert into version_stages (secret_id, stage, version_id, number)
      select * from json_to_recordset(${JSON.stringify(put)}::text::json)
        as put (secret_id text, stage text, version_id text, number int)
      on conflict (secret_id, stage) do update set version_id = excluded.version_id, number = excluded.number),
    history_put as (
      insert into current_history (secret_id, number, at)
      select secret_id, number, ${now} from json_to_recordset(${JSON.stringify(current)}::text::json)
        as current (secret_id text, number int))`
}
