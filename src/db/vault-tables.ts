/** The tables of the Vault-compatible API (migrations/*-vault.sql) as Kysely sees them. */
import type { ColumnType, JSONColumnType } from 'kysely'

type Jsonb<T extends object> = JSONColumnType<T>
type NullableJsonb<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>
type Defaulted<T> = ColumnType<T, T | undefined, T>

/** What every table of jobs carries. */
interface LeaseColumns {
  run_at: Date
  owner: Optional<string>
  lease_until: Optional<Date>
  fence: Defaulted<number>
}

export interface MountConfig {
  readonly default_lease_ttl: number
  readonly max_lease_ttl: number
  readonly [name: string]: unknown
}

/** Whom a login has proved: what identity templates of policies speak of. */
export interface EntityRow {
  readonly id: string
  readonly name: string
  readonly metadata: Readonly<Record<string, string>>
  readonly alias: {
    readonly accessor: string
    readonly name: string
    readonly metadata: Readonly<Record<string, string>>
  }
}

export interface VaultTables {
  vault_mounts: {
    path: string
    type: string
    accessor: string
    uuid: string
    description: string
    config: Jsonb<MountConfig>
    options: NullableJsonb<Record<string, string>>
    project: Optional<string>
    environment: Optional<string>
    created_at: Date
  }
  vault_policies: { name: string; text: string; changed_at: Date }
  vault_entries: {
    mount: string
    kind: string
    name: string
    value: Jsonb<Record<string, unknown>>
    sealed: Optional<Buffer>
    hash: Optional<string>
    changed_at: Date
  }
  vault_tokens: {
    id: string
    accessor: string
    parent: Optional<string>
    path: string
    policies: Jsonb<string[]>
    meta: NullableJsonb<Record<string, string>>
    display_name: string
    kind: 'service' | 'batch' | 'wrapping'
    role: Optional<string>
    entity: NullableJsonb<EntityRow>
    num_uses: number
    uses_left: Optional<number>
    renewable: boolean
    ttl_s: number
    explicit_max_s: number
    period_s: number
    bound_cidrs: Jsonb<string[]>
    created_at: Date
    renewed_at: Optional<Date>
    expires_at: Optional<Date>
    max_expires_at: Optional<Date>
  }
  vault_cubbyholes: { token: string; path: string; sealed: Buffer }
  vault_secret_ids: {
    id: string
    mount: string
    role: string
    accessor: string
    meta: Jsonb<Record<string, string>>
    num_uses: number
    uses_left: Optional<number>
    bound_cidrs: Jsonb<string[]>
    token_bound_cidrs: Jsonb<string[]>
    ttl_s: number
    created_at: Date
    changed_at: Date
    expires_at: Optional<Date>
  }
  leases: LeaseColumns & {
    id: string
    mount: string
    token: Optional<string>
    path: string
    principal: string
    sealed: Buffer
    made_at: Optional<Date>
    issued_at: Date
    renewed_at: Optional<Date>
    expires_at: Date
    max_expires_at: Date
    renewable: boolean
    status: 'live' | 'irrevocable'
    error: Optional<string>
    attempts: Defaulted<number>
  }
  static_roles: LeaseColumns & {
    id: string
    mount: string
    name: string
    config: string
    principal: string
    statements: Jsonb<string[]>
    period_s: number
    sealed: Optional<Buffer>
    pending: Optional<Buffer>
    rotated_at: Optional<Date>
    error: Optional<string>
    status: 'live' | 'failed'
    attempts: Defaulted<number>
  }
}
