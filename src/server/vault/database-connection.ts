/** The connections of a `database/` mount: where a PostgreSQL is, and how its administrator logs in (sealed). */
import { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import type { SqlConnection } from '../../providers/provider.ts'
import type { App } from '../app.ts'
import { bad } from './fault.ts'
import { findEntry, sealEntry, unsealEntry } from './entries.ts'
import type { Mount } from './mounts.ts'

export interface ConnectionSettings {
  readonly plugin_name: string
  readonly allowed_roles: readonly string[]
  readonly root_credentials_rotate_statements: readonly string[]
  readonly password_policy: string
  readonly verify_connection: boolean
  /** `scram-sha-256`: the server gets a verifier. `password`: it gets the password. */
  readonly password_authentication: 'scram-sha-256' | 'password'
  readonly username: string
  /** Without a password. */
  readonly shown_url: string
}

/** Sealed: everything that logs in. */
export interface ConnectionProof {
  readonly url: string
  readonly username: string
  readonly password: string
  /** The next password, stored before it is set. */
  readonly pending?: string
}

export const PLUGIN = 'postgresql-database-plugin'
export const CONFIG = 'config'

/** Files of this machine are none of a configuration's business, and neither is another host than the one shown. */
const REFUSED_PARAMETERS = /[?&](?:sslcert|sslkey|sslrootcert|host|hostaddr|service|passfile|options)=/i

/** Throws 400. */
export function checkUrl(template: string): void {
  const sample = template.replaceAll(/\{\{\s*(?:username|password)\s*\}\}/g, 'x')
  if (!/^postgres(?:ql)?:\/\//.test(sample) || !URL.canParse(sample) || !new URL(sample).hostname)
    throw bad('connection_url is not of the form postgresql://{{username}}:{{password}}@HOST:5432/DATABASE')
  if (REFUSED_PARAMETERS.test(sample)) throw bad('connection_url has a parameter that is not allowed')
}

/** The password of a URL that has one is not shown again. */
export function maskUrl(url: string): string {
  return url.replace(/(:\/\/[^:/@]*:)(?!\{\{)[^@]*@/, '$1*****@')
}

export function fullUrl(proof: ConnectionProof, password: string): Sensitive {
  const values: Readonly<Record<string, string>> = { username: proof.username, password }
  return new Sensitive(
    proof.url.replaceAll(/\{\{\s*(username|password)\s*\}\}/g, (_all, name: string) =>
      encodeURIComponent(values[name] as string),
    ),
  )
}

export async function findConnection(
  db: Db,
  app: App,
  mount: Mount,
  name: string,
): Promise<{ settings: ConnectionSettings; proof: ConnectionProof } | undefined> {
  const entry = await findEntry<ConnectionSettings>(db, mount, CONFIG, name)
  if (!entry?.sealed) return undefined
  const proof = JSON.parse(unsealEntry(app.keyring, mount, [CONFIG, name], entry.sealed).reveal()) as ConnectionProof
  return { settings: entry.value, proof }
}

export function sealProof(app: App, mount: Mount, name: string, proof: ConnectionProof): Buffer {
  return sealEntry(app.keyring, mount, [CONFIG, name], new Sensitive(JSON.stringify(proof)))
}

/** A password that was to be changed when we died may be the old or the new one: both are tried. */
export async function connect(app: App, proof: ConnectionProof): Promise<SqlConnection> {
  try {
    return await app.rotation.sql(fullUrl(proof, proof.password))
  } catch (error) {
    if (!proof.pending) throw redacted(error, proof)
    return app.rotation.sql(fullUrl(proof, proof.pending)).catch((second: unknown) => {
      throw redacted(second, proof)
    })
  }
}

export async function withConnection<T>(
  app: App,
  proof: ConnectionProof,
  work: (connection: SqlConnection) => Promise<T>,
): Promise<T> {
  const connection = await connect(app, proof)
  try {
    return await work(connection)
  } catch (error) {
    throw redacted(error, proof)
  } finally {
    await connection.end().catch(() => {})
  }
}

function redacted(error: unknown, { password, pending }: ConnectionProof): Error {
  const { message = 'failed', code } = error as { message?: string; code?: string }
  const text = [password, pending].reduce<string>(
    (left, secret) => (secret ? left.replaceAll(secret, '[password]') : left),
    message || (code ?? 'failed'),
  )
  return Object.assign(new Error(text), { code })
}
