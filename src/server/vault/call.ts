/** One request on its way: what a handler is given, and what it answers. */
import type { Db } from '../../db/connect.ts'
import { append } from '../../journal/append.ts'
import type { VaultToken } from './tokens.ts'
import type { Operation } from './acl.ts'
import type { Caller } from './caller.ts'
import type { Fields } from './fields.ts'
import type { Mount } from './mounts.ts'
import type { Vault } from './vault.ts'
import type { Sensitive } from '../../base/sensitive.ts'

export interface VaultRequest {
  readonly id: string
  readonly operation: Operation
  readonly method: string
  /** Canonical, without `/v1/`. */
  readonly path: string
  readonly fields: Fields
  readonly query: Readonly<Record<string, string>>
  readonly contentType: string
  readonly token: Sensitive | undefined
  /** Seconds; undefined: not asked for. */
  readonly wrapSeconds: number | undefined
  readonly ip: string
}

export interface Call {
  readonly vault: Vault
  readonly request: VaultRequest
  readonly caller: Caller
  readonly mount: Mount
  readonly params: Readonly<Record<string, string>>
  readonly fields: Fields
  readonly now: Date
  readonly db: Db
}

export interface AuthAnswer {
  readonly text: Sensitive
  readonly token: VaultToken
  readonly ttlS: number
}

export interface Answer {
  readonly status?: number
  readonly data?: object | null
  /** What stands beside `data`, not in it; with `raw`, all of the body. */
  readonly top?: object
  readonly raw?: object
  readonly auth?: AuthAnswer
  readonly lease?: { readonly id: string; readonly ttlS: number; readonly renewable: boolean }
  readonly wrapInfo?: object
  readonly warnings?: readonly string[]
}

export type Handler = (call: Call) => Promise<Answer | undefined>

export interface Route {
  /** After the mount: `roles/:name`; `*path` takes several segments. */
  readonly pattern: string
  readonly read?: Handler
  readonly list?: Handler
  readonly update?: Handler
  readonly delete?: Handler
  readonly patch?: Handler
  /** Tells a create from an update, which need different capabilities. Without it every write is an update. */
  readonly exists?: (call: Call) => Promise<boolean>
  readonly needsSudo?: boolean
  /** Needs no token. Such a route changes nothing, or proves the caller itself (a login). */
  readonly isOpen?: boolean
}

/** A change and its entry in the journal, in one transaction. Actions of this API start with `vault.`. */
export async function change<T>(
  call: Call,
  entry: { readonly action: string; readonly subject?: string; readonly detail?: Readonly<Record<string, unknown>> },
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  const { app } = call.vault
  try {
    return await app.db.transaction().execute(async (tx) => {
      const result = await work(tx)
      const { action, subject = call.request.path, detail = {} } = entry
      await append(tx, call.now, [{ actor: call.caller.name, action: `vault.${action}`, subject, detail }])
      return result
    })
  } finally {
    call.vault.changed()
    app.feed.poke()
  }
}

/** Stands before every answer that holds a secret: resolves when the entry is durable. */
export async function noteReading(
  call: Call,
  subject: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await call.vault.app.journal.write({
    actor: call.caller.name,
    action: 'secret.read',
    subject,
    detail: { via: 'vault', ...detail },
  })
}
