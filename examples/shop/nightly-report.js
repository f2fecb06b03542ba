/**
 * Nightly report: a periodic job. It holds no connection and no stream while it waits; each run asks
 * Rekey for the value, opens a connection, and closes it. Its long silence is why a rotation must not
 * take "nobody used the old key for a minute" for "nobody needs it".
 */
import pg from 'pg'
import { DATABASE_SECRET, connectToRekey, serve } from './service.js'

// When the server does not answer within two seconds, the value of the last run will do.
const client = connectToRekey('nightly-report', { mode: 'on-demand', timeoutMs: 2_000 })

async function report(connectionString) {
  const database = new pg.Client({ connectionString, application_name: 'shop-nightly-report' })
  try {
    await database.connect()
    const { rows } = await database.query(
      'select service, count(*)::int as orders from orders group by service order by service',
    )
    return { report: rows }
  } finally {
    await database.end().catch(() => undefined)
  }
}

/** 28P01: wrong password or no such user; 28000: this user may not log in. */
const isAuthFailure = (outcome) => ['28P01', '28000'].includes(outcome?.code)

async function run() {
  const result = await client.withSecret(DATABASE_SECRET, report, { isAuthFailure })
  // The report tells Rekey what was used; the answer does not wait for it.
  void client.flush().catch(() => undefined)
  return result
}

serve({ routes: { 'POST /run': run }, close: () => client.close() })
