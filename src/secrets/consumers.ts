/**
 * Who uses which secret: every read and every heartbeat leaves consumer, version and time. What is kept here
 * is what was seen; it never claims that nobody else exists.
 */
import { sql, type Selectable } from 'kysely'
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import type { Tables } from '../db/tables.ts'
import { append, type NewEntry } from '../journal/append.ts'

export interface Sighting {
  readonly secretId: string
  readonly secretName: string
  readonly identityId: string
  readonly consumer: string
  readonly host: string
  readonly process: string
  readonly version: number
  /** True when this is the version that it holds; false for uses of another one on its way in or out. */
  readonly holds: boolean
  /** How often it used that version since its last heartbeat. */
  readonly uses: number
  /** The process says goodbye: from now on it holds nothing. */
  readonly ended?: boolean
}

/** A process that was silent for so long (four heartbeats) holds nothing any more: it ended, or was replaced. */
const PROCESS_GONE_MS = 60_000

type ConsumerRow = Selectable<Tables['consumers']>

/**
 * Records what one consumer said. A move to a newer version is journalled, with the incident that asked for it.
 * Rows are locked in the order of their secrets and the journal last, so that two reports never block each other.
 */
export async function recordSightings(tx: Db, now: Date, sightings: readonly Sighting[]): Promise<void> {
  const moves: NewEntry[] = []
  const lastSeen = new Map<string, Date>()
  for (const sighting of sightings.toSorted((a, b) =>
    a.secretId < b.secretId ? -1 : Number(a.secretId > b.secretId),
  )) {
    const before = await lockConsumer(tx, now, sighting)
    const since = lastSeen.get(before.id) ?? before.last_seen_at
    lastSeen.set(before.id, since)
    const version = sighting.holds ? await heldVersion(tx, now, before, sighting) : before.version
    const moved = version > before.version
    await tx
      .updateTable('consumers')
      .set({
        process: sighting.process,
        version,
        last_seen_at: now,
        longest_silence_ms: Math.max(before.longest_silence_ms, now.getTime() - before.last_seen_at.getTime()),
        ...(moved ? { moved_at: now, version_before: before.version } : {}),
      })
      .where('id', '=', before.id)
      .execute()
    if (moved) moves.push(await describeMove(tx, { ...sighting, version }, before.version))
    if (sighting.uses > 0) await addUses(tx, now, before.id, { ...sighting, since })
  }
  await append(tx, now, moves)
}

/** The consumer's row, locked. Two first sightings at once make one row. */
async function lockConsumer(tx: Db, now: Date, sighting: Sighting): Promise<ConsumerRow> {
  const found = tx
    .selectFrom('consumers')
    .selectAll()
    .where('secret_id', '=', sighting.secretId)
    .where('identity_id', '=', sighting.identityId)
    .where('name', '=', sighting.consumer)
    .where('host', '=', sighting.host)
    .forUpdate()
  const row = await found.executeTakeFirst()
  if (row) return row
  await tx
    .insertInto('consumers')
    .values({
      id: newId('csm', now),
      identity_id: sighting.identityId,
      name: sighting.consumer,
      host: sighting.host,
      process: sighting.process,
      secret_id: sighting.secretId,
      version: sighting.version,
      first_seen_at: now,
      last_seen_at: now,
    })
    .onConflict((conflict) => conflict.columns(['secret_id', 'identity_id', 'name', 'host']).doNothing())
    .execute()
  return found.executeTakeFirstOrThrow()
}

/** The oldest version that a process of this consumer holds: it needs the old key until the last one has moved. */
async function heldVersion(tx: Db, now: Date, before: ConsumerRow, sighting: Sighting): Promise<number> {
  const consumerId = before.id
  const { process, version } = sighting
  if (sighting.ended) {
    await tx
      .deleteFrom('consumer_processes')
      .where('consumer_id', '=', consumerId)
      .where('process', '=', process)
      .execute()
  } else {
    await tx
      .insertInto('consumer_processes')
      .values({ consumer_id: consumerId, process, version, last_seen_at: now })
      .onConflict((conflict) =>
        conflict.columns(['consumer_id', 'process']).doUpdateSet({ version, last_seen_at: now }),
      )
      .execute()
  }
  const processes = await tx
    .selectFrom('consumer_processes')
    .select(['process', 'version', 'last_seen_at'])
    .where('consumer_id', '=', consumerId)
    .execute()
  const isGone = ({ last_seen_at }: { last_seen_at: Date }): boolean =>
    now.getTime() - last_seen_at.getTime() >= PROCESS_GONE_MS
  const gone = processes.filter(isGone).map((one) => one.process)
  if (gone.length) {
    await tx
      .deleteFrom('consumer_processes')
      .where('consumer_id', '=', consumerId)
      .where('process', 'in', gone)
      .execute()
  }
  const held = processes.filter((one) => !isGone(one)).map((one) => one.version)
  // The last one went: it may come back tomorrow, so the consumer stays where it was last seen.
  return held.length > 0 ? Math.min(...held) : before.version
}

async function describeMove(tx: Db, sighting: Sighting, versionBefore: number): Promise<NewEntry> {
  const rotation = await tx
    .selectFrom('rotations')
    .select('incident_id')
    .where('secret_id', '=', sighting.secretId)
    .where('new_version', '=', sighting.version)
    .executeTakeFirst()
  // The identity is proved; the consumer's name is what it calls itself.
  const identity = await tx
    .selectFrom('identities')
    .select('name')
    .where('id', '=', sighting.identityId)
    .executeTakeFirstOrThrow()
  return {
    actor: identity.name,
    action: 'consumer.moved',
    subject: sighting.secretName,
    detail: {
      consumer: sighting.consumer,
      secret: sighting.secretName,
      version: sighting.version,
      versionBefore,
      ...(rotation?.incident_id ? { incident: rotation.incident_id } : {}),
    },
  }
}

/** A heartbeat may stand for many seconds: its uses are spread over them, so that the chart shows a rate. */
const MAX_SPREAD_SECONDS = 60

async function addUses(tx: Db, now: Date, consumerId: string, sighting: Sighting & { since: Date }): Promise<void> {
  const last = Math.floor(now.getTime() / 1_000)
  const first = Math.max(Math.floor(sighting.since.getTime() / 1_000) + 1, last - MAX_SPREAD_SECONDS + 1)
  const seconds = Math.max(1, last - first + 1)
  const rows = Array.from({ length: seconds }, (_, i) => ({
    secret_id: sighting.secretId,
    consumer_id: consumerId,
    version: sighting.version,
    at_second: new Date((last - i) * 1_000),
    count: Math.floor((sighting.uses * (i + 1)) / seconds) - Math.floor((sighting.uses * i) / seconds),
  })).filter(({ count }) => count > 0)
  await tx
    .insertInto('uses')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['secret_id', 'at_second', 'consumer_id', 'version'])
        .doUpdateSet({ count: sql`uses.count + excluded.count` }),
    )
    .execute()
}

export interface Consumer {
  readonly name: string
  readonly identity: string
  readonly host: string
  readonly version: number
  readonly versionBefore: number | null
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly movedAt: Date | null
  readonly longestSilenceMs: number
}

export async function listConsumers(db: Db, secretId: string): Promise<Consumer[]> {
  const rows = await db
    .selectFrom('consumers')
    .innerJoin('identities', 'identities.id', 'consumers.identity_id')
    .selectAll('consumers')
    .select('identities.name as identity')
    .where('secret_id', '=', secretId)
    .orderBy('consumers.name')
    .orderBy('host')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    identity: row.identity,
    host: row.host,
    version: row.version,
    versionBefore: row.version_before,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    movedAt: row.moved_at,
    longestSilenceMs: row.longest_silence_ms,
  }))
}

/** Uses per second of the old and the new version since `from`: the chart of step C. */
export async function readTraffic(
  db: Db,
  secretId: string,
  oldVersion: number,
  from: Date,
): Promise<{ at: Date; old: number; new: number }[]> {
  const rows = await db
    .selectFrom('uses')
    .select(({ fn }) => ['at_second', 'version', fn.sum<string>('count').as('count')])
    .where('secret_id', '=', secretId)
    .where('at_second', '>=', from)
    .groupBy(['at_second', 'version'])
    .orderBy('at_second')
    .execute()
  return evenly(rows, oldVersion)
}

/** One point a second from the first to the last, with zeros between: a gap is silence, and is drawn as such. */
function evenly(
  rows: readonly { at_second: Date; version: number; count: string }[],
  oldVersion: number,
): { at: Date; old: number; new: number }[] {
  const first = rows[0]?.at_second.getTime()
  const last = rows.at(-1)?.at_second.getTime()
  if (first === undefined || last === undefined) return []
  const points = Array.from({ length: (last - first) / 1_000 + 1 }, (_, i) => ({
    at: new Date(first + i * 1_000),
    old: 0,
    new: 0,
  }))
  for (const { at_second, version, count } of rows) {
    const point = points[(at_second.getTime() - first) / 1_000]
    if (point) point[version <= oldVersion ? 'old' : 'new'] += Number(count)
  }
  return points
}
