/**
 * The two providers whose keys will leak: a real PostgreSQL server and a fake Stripe. Each begins with a log of two
 * quiet weeks, because a key without a past cannot be judged.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../base/clock.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { endWhenWeDie } from './child.ts'
import { drillError } from './drill-error.ts'
import { startFakeStripe, type FakeStripe } from './fake-stripe.ts'
import { postgresHistory, stripeHistory } from './history.ts'
import { startPostgres } from './postgres-server.ts'
import { createShopDatabase, newShopNames, type ShopDatabase } from './shop-database.ts'
import { findExamples, SERVICES } from './shop-services.ts'

/** A server of our own with its log, or the one that `databaseUrl` names. */
export async function openDatabase(
  { folder, databaseUrl }: { readonly folder: string; readonly databaseUrl?: Sensitive | undefined },
  closers: (() => Promise<unknown>)[],
): Promise<{ database: ShopDatabase; connectionLog: string | undefined }> {
  const schema = await readFile(join(findExamples(), 'schema.sql'), 'utf8')
  if (databaseUrl) {
    const database = await createShopDatabase(databaseUrl, schema).catch((error: Error) => {
      throw drillError('DRILL_DATABASE_UNREACHABLE', `the shop could not be made there: ${error.message}`)
    })
    closers.push(() => database.drop())
    return { database, connectionLog: undefined }
  }
  const names = newShopNames()
  const earlier = postgresHistory({
    role: names.userA,
    database: names.database,
    ...twoWeeks(),
    // Here all services share one address: the drill's machine.
    services: SERVICES.map(({ name, isJob }) => ({
      name,
      ip: '127.0.0.1',
      userAgent: `shop-${name}`,
      requestsPerHour: isJob ? 1 : 2,
      nightly: isJob,
    })),
  })
  const earlierConnections = earlier.map((line) => `${JSON.stringify(line)}\n`).join('')
  const postgres = await startPostgres({ dir: join(folder, 'postgres'), earlierConnections })
  const callOff = endWhenWeDie(postgres.pid)
  closers.push(async () => {
    await postgres.stop()
    callOff()
  })
  const database = await createShopDatabase(postgres.adminUrl, schema, names)
  return { database, connectionLog: postgres.connectionLog }
}

/** The time before the drill that its logs tell of. The seed makes them the same every time. */
function twoWeeks(): { from: Date; to: Date; seed: number } {
  const to = systemClock.now()
  return { from: new Date(to.getTime() - 14 * 86_400_000), to, seed: 2342 }
}

export async function openStripe(folder: string, closers: (() => Promise<unknown>)[]): Promise<FakeStripe> {
  const stripe = await startFakeStripe({ dataFile: join(folder, 'stripe.ndjson') })
  closers.push(() => stripe.close())
  const lines = stripeHistory({
    keyId: stripe.secretKey.id,
    keyHint: `sk_live_…${stripe.secretKey.secret.reveal().slice(-4)}`,
    ...twoWeeks(),
    services: SERVICES.filter(({ usesStripe }) => usesStripe).map(({ name, ip }) => ({
      name,
      ip,
      userAgent: userAgentOf(name),
      requestsPerHour: 8,
    })),
  })
  const answer = await fetch(`${stripe.url}/_control/log`, {
    method: 'POST',
    headers: { 'x-control-token': stripe.controlToken.reveal() },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  })
  if (!answer.ok) throw new Error(`the fake Stripe refused its history: ${answer.status}`)
  return stripe
}

const userAgentOf = (name: string): string => `shop-${name}/1.0 Stripe/v1 NodeBindings/20.2.0`
