/**
 * One mysql2 pool that belongs to one version of a connection secret. Counts each statement as a use of that
 * version, and can be retired: it takes nothing new, lets what is checked out finish, and closes. `pool.end()` of
 * mysql2 alone would close connections that somebody still holds.
 */
import type { Versioned } from './follow-versions.ts'

/** The part of mysql2's promise connection that this adapter uses; the rest is passed on as it is. */
export interface MysqlConnection {
  query(sql: unknown, values?: unknown): Promise<[unknown, unknown]>
  execute(sql: unknown, values?: unknown): Promise<[unknown, unknown]>
  release(): void
  destroy(): void
}

interface MysqlPool {
  getConnection(): Promise<MysqlConnection>
  end(): Promise<void>
}

/** What `import mysql from 'mysql2/promise'` gives. Taken as an argument, so that this package depends on nothing. */
export interface MysqlModule {
  createPool(config: never): object
}

export interface VersionedMysqlPool extends Versioned {
  acquire(): Promise<MysqlConnection>
}

export interface VersionedMysqlPoolOptions {
  readonly mysql: MysqlModule
  readonly version: number
  readonly config: Readonly<Record<string, unknown>>
  readonly onUse: (version: number) => void
}

export function openMysqlPool({ mysql, version, config, onUse }: VersionedMysqlPoolOptions): VersionedMysqlPool {
  const pool = mysql.createPool(config as never) as MysqlPool
  let busy = 0
  let whenIdle: (() => void) | undefined

  const giveBack = (): void => {
    busy -= 1
    // In a later turn, when mysql2 has taken the connection back.
    if (busy === 0) setImmediate(() => busy === 0 && whenIdle?.())
  }

  const acquire = async (): Promise<MysqlConnection> => {
    busy += 1
    try {
      return counted(await pool.getConnection(), () => onUse(version), giveBack)
    } catch (error) {
      giveBack()
      throw error
    }
  }

  return {
    version,
    acquire,

    async prove() {
      const probe = await acquire()
      await probe.query('select 1').finally(() => probe.release())
    },

    async retire() {
      await new Promise<void>((resolve) => {
        whenIdle = resolve
        if (busy === 0) resolve()
      })
      await pool.end()
    },
  }
}

/** mysql2 makes a new object for each checkout, so its methods can be replaced for this one. */
function counted(connection: MysqlConnection, onUse: () => void, onGivenBack: () => void): MysqlConnection {
  const { query, execute, release, destroy } = connection
  let held = true
  const once = (end: () => void): void => {
    end.call(connection)
    if (held) onGivenBack()
    held = false
  }
  return Object.assign(connection, {
    query(sql: unknown, values?: unknown) {
      onUse()
      return query.call(connection, sql, values)
    },
    execute(sql: unknown, values?: unknown) {
      onUse()
      return execute.call(connection, sql, values)
    },
    release: () => once(release),
    destroy: () => once(destroy),
  })
}
