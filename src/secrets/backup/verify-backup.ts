/**
 * Proves that a backup can be restored, without a database: it is whole, its journal is one unbroken chain up to the
 * head that it names, and every stored value in it opens under the root key. No value leaves.
 */
import type { Selectable } from 'kysely'
import { isRekeyError } from '../../base/errors.ts'
import type { Content, Tables } from '../../db/tables.ts'
import { findBreak, GENESIS, type ChainHead } from '../../journal/chain.ts'
import { openRingKey } from '../keyring.ts'
import { unseal } from '../seal.ts'
import { contextOf } from '../store.ts'
import { backupError, openBackup, type BackupHeader } from './backup-file.ts'
import { parseDump } from './table-rows.ts'

export interface BackupFacts {
  readonly header: BackupHeader
  readonly tables: number
  readonly rows: number
  readonly secrets: number
  readonly values: number
}

type Row = Readonly<Record<string, unknown>>

const bytesOf = (hex: unknown): Buffer => Buffer.from(String(hex).replace(/^\\x/, ''), 'hex')

/** Throws BACKUP_INVALID or BACKUP_OTHER_KEY. */
export async function verifyBackup(rootKey: Buffer, bytes: AsyncIterable<Buffer>): Promise<BackupFacts> {
  const { header, lines } = await openBackup(rootKey, bytes)
  const check = new Check(rootKey)
  try {
    for await (const { table, row } of parseDump(lines)) check.take(table.name, row)
  } catch (error) {
    if (isRekeyError(error, 'BACKUP_INVALID')) throw error
    throw backupError('BACKUP_INVALID', `the backup does not hold together: ${(error as Error).message}`)
  }
  const { head } = check
  if (head.seq !== header.journal.seq || head.hash !== header.journal.hash)
    throw backupError('BACKUP_INVALID', `its journal ends at ${head.seq}, and not at ${header.journal.seq} as it says`)
  return { header, tables: check.tables.size, rows: check.rows, secrets: check.secrets.size, values: check.values }
}

/** Tables come in the order in which they refer to each other: keys and secrets before versions. */
class Check {
  readonly tables = new Set<string>()
  readonly secrets = new Map<string, { project: string; environment: string }>()
  readonly #keys = new Map<string, Buffer>()
  readonly #rootKey: Buffer
  head: ChainHead = GENESIS
  rows = 0
  values = 0

  constructor(rootKey: Buffer) {
    this.#rootKey = rootKey
  }

  take(table: string, row: Row): void {
    this.tables.add(table)
    this.rows++
    if (table === 'keyring') this.#key(row)
    else if (table === 'secrets') this.#secret(row)
    else if (table === 'versions' && row['sealed'] !== null) this.#version(row)
    else if (table === 'journal') this.#entry(row)
  }

  #key(row: Row): void {
    const { id, purpose, root_id } = row as { id: string; purpose: 'data'; root_id: string | null }
    const given = { id, purpose, root_id, created_at: new Date(String(row['created_at'])) }
    const sealed = { wrapped_key: bytesOf(row['wrapped_key']), check_value: bytesOf(row['check_value']) }
    this.#keys.set(id, openRingKey({ ...given, ...sealed }, this.#rootKey).key)
  }

  #secret(row: Row): void {
    const { id, project, environment } = row as unknown as Selectable<Tables['secrets']>
    this.secrets.set(id, { project, environment })
  }

  #version(row: Row): void {
    const { secret_id, number, content } = row as { secret_id: string; number: number; content: Content }
    const scope = this.secrets.get(secret_id)
    if (!scope) throw new Error(`version ${number} belongs to no secret`)
    const secret = { id: secret_id, name: { ...scope, path: '', name: '' } }
    unseal((id) => this.#keys.get(id), contextOf(secret, number, content), bytesOf(row['sealed']))
    this.values++
  }

  #entry(row: Row): void {
    const { prev_hash, at, ...entry } = row as unknown as Selectable<Tables['journal']>
    const chained = { ...entry, at: new Date(at), prevHash: prev_hash }
    const problem = findBreak(this.head, chained)
    if (problem) throw new Error(problem)
    this.head = chained
  }
}
