/** The query that incident guides print for the first look: all requests of a key since a time, newest first. */
import type { SqlValue } from './engine.ts'

export interface ArticleQuery {
  readonly sql: string
  readonly params: Record<string, SqlValue>
}

/** `keyId` and `since` are bound, so a hostile key id stays a value. */
export function articleQuery(keyId: string, since: Date): ArticleQuery {
  return {
    sql: `SELECT request_timestamp, client_ip, request_method, request_path, response_status_code, user_agent
FROM api_access_logs
WHERE api_key_id = $key AND request_timestamp >= $since
ORDER BY request_timestamp DESC`,
    params: { key: keyId, since },
  }
}
