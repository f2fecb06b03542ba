/**
 * One request of a provider's or an application's access log: a row of the table `api_access_logs`.
 * Every format is mapped to it; indicators know nothing else. A missing fact is null, never a guess.
 */
export interface LogRow {
  /** Milliseconds since 1970 in UTC. */
  readonly at: number
  readonly clientIp: string
  readonly method: string
  /** Path with query string, without scheme and host. */
  readonly path: string
  readonly status: number
  readonly userAgent: string
  /** The provider's identifier of the key. Never the key. */
  readonly keyId: string | null
  readonly bytesOut: number | null
  readonly country: string | null
  readonly asn: number | null
  readonly asOrg: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly region: string | null
  readonly principal: string | null
  readonly resource: string | null
  readonly errorCode: string | null
  readonly requestId: string | null
}

/** The User-Agent of a client that was refused before the server knew its name. Not the same as an empty name. */
export const UNNAMED = 'unnamed (refused first)'

/** Where a row stands in its file: the line (from 1) and, in an envelope, the record in it (from 1). */
export interface LogPosition {
  readonly line: number
  readonly record: number | null
}

export type PlacedRow = LogRow & LogPosition

/** `name:line` or `name:line.record`: how a finding cites a row. */
export function rowId(source: string, position: LogPosition): string {
  return position.record === null ? `${source}:${position.line}` : `${source}:${position.line}.${position.record}`
}
