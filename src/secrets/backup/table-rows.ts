/**
 * All rows of all tables as lines of JSON, as of one moment, and back into an empty database. The tables and their
 * order are the database's own word, so a new table is part of a backup without being named here.
 */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'

/** The schema's record is in the header; nodes belong to servers that run. */
const LEFT_OUT: ReadonlySet<string> = new Set(['migrations', 'nodes'])
const PAGE_ROWS = 500

export interface Table {
  readonly name: string
  /** Those that can be written. */
  readonly columns: readonly string[]
}

/** Those that others refer to come first. */
export async function listTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<{ name: string; columns: string[]; needs: string[] }>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(t.relname::text) from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as needs
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(db)
  const waiting = new Map(rows.filter(({ name }) => !LEFT_OUT.has(name)).map((row) => [row.name, row]))
  const ordered: Table[] = []
  while (waiting.size) {
    const ready = [...waiting.values()].filter(({ needs }) => !needs.some((need) => waiting.has(need)))
    if (!ready.length) throw new Error('the tables refer to each other in a circle')
    for (const { name, columns } of ready) {
      ordered.push({ name, columns })
      waiting.delete(name)
    }
  }
  return ordered
}

/** `[table, columns]` before its rows, which are objects, and `[count]` behind all. The transaction sees one moment. */
export async function* dumpTables(tx: Db): AsyncGenerator<string> {
  let total = 0
  for (const { name, columns } of await listTables(tx)) {
    yield `${JSON.stringify([name, columns])}\n`
    // The journal is checked as it is read: in its own order.
    const order = name === 'journal' ? sql`order by seq` : sql``
    await sql`declare backup_rows no scroll cursor for
      select to_jsonb(t)::text as line from ${sql.table(name)} as t ${order}`.execute(tx)
    for (;;) {
      const { rows } = await sql<{ line: string }>`fetch ${sql.lit(PAGE_ROWS)} from backup_rows`.execute(tx)
      for (const { line } of rows) yield `${line}\n`
      total += rows.length
      if (rows.length < PAGE_ROWS) break
    }
    await sql`close backup_rows`.execute(tx)
  }
  yield `${JSON.stringify([total])}\n`
}

export interface DumpedRow {
  readonly table: Table
  readonly row: Readonly<Record<string, unknown>>
  readonly line: string
}

/** Throws an Error when the count at the end is not the count of the rows. */
export async function* parseDump(lines: AsyncIterable<string>): AsyncGenerator<DumpedRow> {
  let table: Table | undefined
  let count = 0
  let total: number | undefined
  for await (const line of lines) {
    const parsed = JSON.parse(line) as Readonly<Record<string, unknown>> | [string, string[]] | [number]
    if (!Array.isArray(parsed)) {
      if (!table) throw new Error('a row stands before its table')
      count++
      yield { table, row: parsed, line }
    } else if (typeof parsed[0] === 'string') table = { name: parsed[0], columns: parsed[1] as string[] }
    else total = parsed[0]
  }
  if (total !== count) throw new Error(`${count} rows were found, and ${String(total)} were written`)
}

/** Writes some rows of one table. */
export async function insertRows(tx: Db, { name, columns }: Table, lines: readonly string[]): Promise<void> {
  const list = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(name)} (${list}) overriding system value
    select ${list} from jsonb_populate_recordset(null::${sql.table(name)}, ${`[${lines.join(',')}]`}::text::jsonb)`.execute(
    tx,
  )
}

/** Columns that count by themselves go on behind what was written. */
export async function advanceSequences(tx: Db): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`.execute(tx)
  for (const { table, column, sequence } of rows) {
    await sql`select setval(${sequence}::text::regclass,
      (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)}), false)`.execute(tx)
  }
}
