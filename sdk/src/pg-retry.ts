/**
 * Which PostgreSQL failures mean "this credential or session was ended", and which queries may be sent
 * again. Pure. SQLSTATE codes: PostgreSQL documentation, appendix A.
 */
import type { PgQueryConfig } from './pg-pool.ts'

/** 28P01 wrong password or no such role; 28000 the role may not log in. */
const REFUSED = new Set(['28P01', '28000'])
/** 57P01: an administrator ended the session (pg_terminate_backend, shutdown). */
const SESSION_ENDED = '57P01'

/** Only a FATAL one is about our own session; an ERROR may come from a foreign server behind a query. */
function fatalCode(error: unknown): string | undefined {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return severity === 'FATAL' && typeof code === 'string' ? code : undefined
}

export function isRefused(error: unknown): boolean {
  const code = fatalCode(error)
  return code !== undefined && REFUSED.has(code)
}

export function isSessionEnded(error: unknown): boolean {
  return fatalCode(error) === SESSION_ENDED
}

/** True when the connection behind this failure cannot be used again. */
export function isConnectionLost(error: unknown): boolean {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return severity === undefined || severity === 'FATAL' || (typeof code === 'string' && code.startsWith('08'))
}

/**
 * True for one statement of which nothing can have lasted when the session was ended in the middle: it was
 * its own transaction, and that was rolled back. CALL and DO may commit inside; a text with several
 * statements may have ended one of them.
 */
export function isRepeatable(query: string | PgQueryConfig): boolean {
  const text = (typeof query === 'string' ? query : query.text).trim().replace(/;\s*$/, '')
  return /^(select|insert|update|delete|merge|values|table|with)\b/i.test(text) && !text.includes(';')
}
