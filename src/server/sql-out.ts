/** The way out over SQL, to databases whose keys are ours, with a time limit. */
import pg from 'pg'
import type { Sensitive } from '../base/sensitive.ts'
import type { SqlConnection } from '../providers/provider.ts'

const CONNECT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 10_000

export async function sqlOut(url: Sensitive, options: { connectTimeoutMs?: number } = {}): Promise<SqlConnection> {
  const client = new pg.Client({
    connectionString: url.reveal(),
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: 'rekey',
  })
  client.on('error', () => {}) // A connection that dies is seen by the next query.
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  return {
    query: async (text, values) => client.query(text, values as unknown[]),
    end: () => client.end(),
  }
}
