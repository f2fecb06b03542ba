/**
 * The server log of PostgreSQL 15 and later as JSON (`log_destination=jsonlog`), of which only logins are read: the
 * ones that were let in and the ones that were refused. Statements are never read, because they hold data; what a
 * session did is not in this log. The key is the role. Needs `log_connections=on` and `log_timezone=UTC`.
 */
import { UNNAMED, type PlacedRow } from '../log-row.ts'
import {
  BadRecord,
  NO_EXTRAS,
  addressField,
  cleanText,
  defineFormat,
  requiredText,
  textField,
  timeField,
  type LogRecord,
  type RowSettler,
} from './format.ts'

const AUTHORIZED = /^(?:replication )?connection authorized: /

/** SQLSTATE with which the server refuses a login, as the HTTP status that means the same. */
const REFUSALS: Readonly<Record<string, number>> = {
  '28P01': 401, // wrong password, or no such role
  '28000': 403, // not permitted to log in, or no entry in pg_hba.conf
  '42501': 403, // may not connect to this database
  '3D000': 404, // no such database
  '53300': 429, // too many connections
}

/** A role that may not log in is refused right after its password was accepted. */
const SETTLED_AFTER_MS = 60_000

export default defineFormat({
  id: 'postgres',
  name: 'PostgreSQL server log (jsonlog)',
  docs: 'https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-JSONLOG',
  blindTo: 'what was read or changed in a session',
  unwrap: (record) => (isServerLine(record) && statusOf(record) === undefined ? [] : undefined),
  parse: (record) => {
    const status = statusOf(record)
    if (status === undefined) throw new BadRecord('not a line of a PostgreSQL server log')
    const message = requiredText(record, 'message')
    const user = requiredText(record, 'user')
    return {
      ...NO_EXTRAS,
      at: timeOf(record),
      clientIp: addressField(record, 'remote_host'),
      method: 'CONNECT',
      path: message.startsWith('replication') ? '/replication' : '/database',
      status,
      userAgent: applicationOf(record, message),
      keyId: user,
      principal: user,
      resource: textField(record, 'dbname'),
      errorCode: textField(record, 'state_code'),
      requestId: textField(record, 'session_id'),
    }
  },
  settle: settleLogins,
})

function isServerLine(record: LogRecord): boolean {
  return ['timestamp', 'error_severity', 'message', 'session_id'].every((name) => typeof record[name] === 'string')
}

/** Undefined for a line that tells of no login. */
function statusOf(record: LogRecord): number | undefined {
  if (record['error_severity'] === 'FATAL') return REFUSALS[String(record['state_code'])]
  return record['error_severity'] === 'LOG' && AUTHORIZED.test(String(record['message'])) ? 200 : undefined
}

/** `2026-03-12 23:42:07.123 UTC`. An abbreviation of another zone may mean several. */
function timeOf(record: LogRecord): number {
  const text = requiredText(record, 'timestamp')
  if (!/ (?:UTC|GMT)$/.test(text)) throw new BadRecord('timestamp is not in UTC (log_timezone)')
  return timeField({ timestamp: text.slice(0, -4) }, 'timestamp')
}

/**
 * A refusal of the password tells no name. When a login is let in, it stands in the message alone: after the role and the database, which the record
 * gives by themselves, so that no part of a name is taken for another.
 */
function applicationOf(record: LogRecord, message: string): string {
  const known = textField(record, 'application_name')
  if (known !== null) return known
  if (!AUTHORIZED.test(message)) return UNNAMED
  const names = [` user=${String(record['user'])}`, ` database=${String(record['dbname'])}`]
  const rest = names.reduce(
    (text, name) => (text.startsWith(name) ? text.slice(name.length) : text),
    message.slice(message.indexOf(':') + 1),
  )
  const label = ' application_name='
  if (!rest.startsWith(label)) return ''
  return cleanText(rest.slice(label.length).replace(/ (?:SSL enabled|GSS) \([^()]*\)$/, ''))
}

/** One row per session: a refusal takes the place of the "authorized" that it follows, and its client's name. */
function settleLogins(): RowSettler {
  const open = new Map<string, PlacedRow>()
  return {
    add(row) {
      const settled = [...until(open, row.at - SETTLED_AFTER_MS)]
      const before = row.requestId === null ? undefined : open.get(row.requestId)
      if (row.requestId !== null && row.status === 200 && !before) {
        open.set(row.requestId, row)
        return settled
      }
      if (before) open.delete(before.requestId as string)
      return [...settled, before && row.userAgent === UNNAMED ? { ...row, userAgent: before.userAgent } : row]
    },
    end: () => [...until(open, Infinity)],
  }
}

/** Takes out the rows that are older than `at`; they stand in the order of the log. */
function* until(open: Map<string, PlacedRow>, at: number): Generator<PlacedRow> {
  for (const [session, row] of open) {
    if (row.at >= at) return
    open.delete(session)
    yield row
  }
}
