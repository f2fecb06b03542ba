/** The tables of who may do what, as Kysely sees them: identities, their proofs, policies, approvals. */
import type { ColumnType, JSONColumnType } from 'kysely'

type Jsonb<T extends object> = JSONColumnType<T>
type NullableJsonb<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
type Defaulted<T> = ColumnType<T, T | undefined, T>
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>
/** `bigint` comes back as text or number, by the size of it and the driver: read it with Number(). */
type Milliseconds = ColumnType<number | string, number, number>

export interface AccessTables {
  identities: {
    id: string
    name: string
    canonical_name: string
    kind: 'person' | 'machine'
    policies: Jsonb<Policy[]>
    metadata: ColumnType<Record<string, string>, string | undefined, string>
    created_at: Date
    disabled_at: Optional<Date>
    last_seen_at: Optional<Date>
  }
  identity_groups: { identity_id: string; group_name: string; source: string }
  tokens: {
    id: string
    identity_id: string
    kind: 'setup' | 'session' | 'api'
    hash: string
    created_at: Date
    expires_at: Optional<Date>
    used_at: Optional<Date>
    revoked_at: Optional<Date>
    max_uses: Optional<number>
    uses: Defaulted<number>
    ip_ranges: NullableJsonb<string[]>
    idle_ms: ColumnType<number | string | null, number | null | undefined, number | null>
    last_used_at: Optional<Date>
    method: Optional<string>
    ip: Optional<string>
    agent: Optional<string>
  }
  policies: {
    name: string
    about: string
    rules: Jsonb<Policy[]>
    number: Defaulted<number>
    created_at: Date
    updated_at: Date
    updated_by: string
  }
  policy_assignments: {
    id: string
    policy: string
    identity_id: Optional<string>
    group_name: Optional<string>
    expires_at: Optional<Date>
    created_at: Date
    created_by: string
  }
  passwords: { identity_id: string; hash: string; changed_at: Date }
  second_factors: {
    identity_id: string
    sealed_key: Buffer
    created_at: Date
    confirmed_at: Optional<Date>
    last_step: ColumnType<number | string | null, number | null | undefined, number | null>
  }
  passkeys: {
    id: string
    identity_id: string
    public_key: Buffer
    counter: Milliseconds
    transports: Jsonb<string[]>
    label: string
    created_at: Date
    last_used_at: Optional<Date>
  }
  sign_in_failures: { name_hash: string; failures: number; last_at: Date; locked_until: Optional<Date> }
  sign_in_challenges: {
    id: string
    kind: 'passkey-add' | 'passkey' | 'second-factor' | 'oidc'
    identity_id: Optional<string>
    sealed: Buffer
    created_at: Date
    expires_at: Date
  }
  sign_in_methods: {
    name: string
    kind: 'oidc' | 'jwt'
    settings: Jsonb<Record<string, unknown>>
    sealed_client_secret: Optional<Buffer>
    created_at: Date
    updated_by: string
    disabled_at: Optional<Date>
  }
  outside_subjects: { method: string; subject: string; identity_id: string; created_at: Date }
  jwt_bindings: {
    id: string
    method: string
    identity_id: string
    bound: Jsonb<Record<string, unknown>>
    created_at: Date
    created_by: string
  }
  id_secrets: {
    id: string
    identity_id: string
    hash: string
    created_at: Date
    created_by: string
    expires_at: Optional<Date>
    max_uses: Optional<number>
    uses: Defaulted<number>
    ip_ranges: NullableJsonb<string[]>
    token_ttl_ms: Milliseconds
    last_used_at: Optional<Date>
    revoked_at: Optional<Date>
  }
  approval_rules: {
    id: string
    pattern: string
    ttl_ms: Milliseconds
    bypass: boolean
    created_at: Date
    created_by: string
  }
  change_requests: {
    id: string
    secret_name: string
    base_version: number
    sealed: Optional<Buffer>
    settings: Jsonb<Record<string, unknown>>
    reason: string
    requested_by: string
    created_at: Date
    expires_at: Date
    status: 'open' | 'applied' | 'rejected' | 'withdrawn' | 'stale' | 'expired'
    decided_by: Optional<string>
    decided_at: Optional<Date>
    note: Optional<string>
    version: Optional<number>
  }
}

/** One rule: may these actions be done on names that match the pattern? `*` is one segment, `**` any number. */
export interface Policy {
  readonly effect: 'allow' | 'deny'
  readonly pattern: string
  readonly actions: readonly Action[]
  /** ISO time after which the rule is no more. */
  readonly until?: string
  /** The named policy that it came from; none for one that is written at the identity itself. */
  readonly from?: string
}

/**
 * `read`: a program gets the value. `reveal`: a person sees it on the screen. `approve`: apply what another
 * person proposed. `admin` includes all the others.
 */
export const ACTIONS = ['read', 'list', 'write', 'rotate', 'reveal', 'approve', 'admin'] as const
export type Action = (typeof ACTIONS)[number]
