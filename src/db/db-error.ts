/** What can go wrong between us and the database, with the way out of it. */
import { defineErrors } from '../base/errors.ts'

export const dbError = defineErrors({
  DB_FOLDER_LOCKED: {
    status: 503,
    exit: 2,
    hint: 'Stop the other server, or start this one with another folder (--data DIR).',
  },
  DB_UNREACHABLE: {
    status: 503,
    exit: 2,
    hint: 'Check that DATABASE_URL names a running PostgreSQL, that host, port, user and password are right, and that special characters of the password are percent-encoded.',
    retryable: true,
  },
  DB_CONNECTION_LOST: {
    status: 503,
    exit: 2,
    hint: 'Look whether the change was made, then try again. If it stays so, look at the free space of its disk and at its log.',
    retryable: true,
  },
  DB_NOT_DURABLE: {
    status: 500,
    exit: 2,
    hint: 'The embedded database did not flush to disk. Use a local file system, or set DATABASE_URL.',
  },
  DB_TOO_NEW: {
    status: 500,
    exit: 2,
    hint: 'This folder was written by a newer Rekey. Install that version or restore a backup made by this one.',
  },
  DB_MIGRATION_CHANGED: {
    status: 500,
    exit: 2,
    hint: 'A migration that already ran has other contents now. Restore the original file; add a new one instead.',
  },
  DB_FOLDER_BROKEN: {
    status: 500,
    exit: 2,
    hint: 'Its files are damaged, or are no database. Restore a backup, or choose another folder (--data DIR).',
  },
  DB_DISK_FULL: {
    status: 507,
    exit: 2,
    hint: 'Free space on the disk of the data folder. Nothing that was acknowledged is lost.',
    retryable: true,
  },
})

/** Of a server that goes down, comes up, or takes no more connections; and of a socket that it has closed. */
const LOST = new Set(['57P01', '57P02', '57P03', '25P03', '53300', '08000', '08003', '08006', 'ECONNRESET', 'EPIPE'])
const LOST_MESSAGE = /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/

/** DB_DISK_FULL, DB_UNREACHABLE or DB_CONNECTION_LOST when that is what happened, else the error as it was. */
export function translateDbError(error: unknown): unknown {
  const { code, message, syscall } = (error ?? {}) as { code?: string; message?: string; syscall?: string }
  if (code === '53100' || code === 'ENOSPC')
    return dbError('DB_DISK_FULL', 'the disk of the data folder is full: nothing was written', { cause: error })
  if (syscall === 'connect') return dbError('DB_UNREACHABLE', 'the database does not answer', { cause: error })
  const isLost = LOST.has(code ?? '') || LOST_MESSAGE.test(message ?? '')
  return isLost ? dbError('DB_CONNECTION_LOST', 'the connection to the database broke off', { cause: error }) : error
}
