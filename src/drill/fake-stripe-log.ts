/**
 * The access log of the fake Stripe, one line of JSON per request: what forensics reads. A key appears by
 * its last four characters only. Earlier history can be put in for an investigation.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { readLines } from './fake-stripe-store.ts'

export interface AccessLogLine {
  /** Seconds since 1970, with a fraction. */
  readonly created: number
  readonly request_id: string
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly status: number
  readonly ip_address: string
  readonly user_agent: string
  /** `sk_live_…abcd`; empty when none was sent. */
  readonly api_key: string
  /** Empty when the key is unknown. */
  readonly api_key_id: string
  readonly livemode: boolean
  readonly api_version: string
  readonly response_bytes: number
}

export class AccessLog {
  readonly #file: string
  readonly #lines: AccessLogLine[]
  readonly #lastUsed = new Map<string, number>()

  constructor(file: string) {
    this.#file = file
    this.#lines = readLines(file) as AccessLogLine[]
    for (const line of this.#lines) this.#note(line)
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 })
  }

  append(lines: readonly AccessLogLine[]): void {
    appendFileSync(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    for (const line of lines) {
      this.#lines.push(line)
      this.#note(line)
    }
  }

  /** Oldest first, by time and not by arrival. */
  select(where: { readonly since?: number; readonly until?: number; readonly keyId?: string }): AccessLogLine[] {
    const { since = -Infinity, until = Infinity, keyId } = where
    return this.#lines
      .filter((line) => line.created >= since && line.created < until && (!keyId || line.api_key_id === keyId))
      .toSorted((a, b) => a.created - b.created)
  }

  /** Seconds since 1970 of the last request that a key was accepted for. */
  lastUsedAt(keyId: string): number | undefined {
    return this.#lastUsed.get(keyId)
  }

  #note(line: AccessLogLine): void {
    if (line.api_key_id === '' || line.status === 401) return
    this.#lastUsed.set(line.api_key_id, Math.max(line.created, this.#lastUsed.get(line.api_key_id) ?? 0))
  }
}

/** Shows kind and mode and the last four characters. */
export function maskKey(secret: string): string {
  const start = /^[a-z]{2}_(?:live|test)_/.exec(secret)?.[0] ?? ''
  return secret.length < start.length + 12 ? secret && '…' : `${start}…${secret.slice(-4)}`
}

/** Lines as a person or a script sends them. Undefined when one is not a log line. */
export function parseLogLines(text: string): AccessLogLine[] | undefined {
  try {
    const lines = text
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => JSON.parse(line) as Partial<AccessLogLine>)
    return lines.every(isLogLine) ? lines : undefined
  } catch {
    return undefined
  }
}

function isLogLine(line: Partial<AccessLogLine>): line is AccessLogLine {
  const texts = [
    line.request_id,
    line.method,
    line.url,
    line.ip_address,
    line.user_agent,
    line.api_key,
    line.api_key_id,
    line.api_version,
  ]
  const numbers = [line.created, line.status, line.response_bytes]
  return (
    texts.every((v) => typeof v === 'string') &&
    numbers.every((v) => typeof v === 'number') &&
    typeof line.livemode === 'boolean'
  )
}
