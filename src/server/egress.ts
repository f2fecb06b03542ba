/** The ways out: HTTP to providers, and SQL to databases whose keys are ours. Both with a time limit. */
import pg from 'pg'
import type { Sensitive } from '../base/sensitive.ts'
import type { ProviderContext, SqlConnection } from '../providers/provider.ts'

const HTTP_TIMEOUT_MS = 10_000
const CONNECT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 10_000

/** Redirects are not followed: a provider's API has no reason to send a key elsewhere. */
export const httpOut: ProviderContext['http'] = (url, init) => {
  const limit = AbortSignal.timeout(HTTP_TIMEOUT_MS)
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
  return fetch(url, { ...init, signal, redirect: 'manual' })
}

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
