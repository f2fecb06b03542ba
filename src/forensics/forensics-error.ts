/** What can go wrong while logs are read and questioned. A bad line is no error: it is counted. */
import { defineErrors } from '../base/errors.ts'

export const forensicsError = defineErrors({
  FORENSICS_ENGINE_MISSING: {
    status: 501,
    exit: 2,
    hint: 'Install the package @duckdb/node-api next to Rekey; everything but log forensics works without it.',
  },
  FORENSICS_LOG_UNREADABLE: {
    status: 400,
    exit: 2,
    hint: 'Check that the path names a log file (plain or gzip) that this process may read.',
  },
  FORENSICS_FORMAT_UNKNOWN: {
    status: 400,
    exit: 2,
    hint: 'Name one of the log formats: access-log, stripe, cloudtrail.',
  },
  FORENSICS_WINDOW_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Give valid times in this order: baselineFrom before leakedAt, leakedAt not after refusedAt.',
  },
  FORENSICS_QUERY_REFUSED: {
    status: 400,
    exit: 2,
    hint: 'Ask one SELECT statement; the log database is read-only once it is loaded.',
  },
  FORENSICS_MEMORY_EXCEEDED: {
    status: 507,
    exit: 2,
    hint: 'Give the log database a file (path) or more memory (memoryLimit), or import a shorter time of the log.',
  },
  FORENSICS_QUERY_TIMEOUT: {
    status: 504,
    exit: 2,
    hint: 'Ask for a shorter time window, or raise timeoutMs.',
    retryable: true,
  },
})
