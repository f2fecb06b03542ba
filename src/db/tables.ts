/** The tables of migrations/*.sql as Kysely sees them. Sealed columns are bytes that only secrets/seal.ts opens. */
import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely'
import type { AccessTables } from './access-tables.ts'
import type { AwsTables } from './aws-tables.ts'
import type { VaultTables } from './vault-tables.ts'

export type { Action, Policy } from './access-tables.ts'

type Jsonb<T extends object> = JSONColumnType<T>
type DefaultedJsonb<T extends object> = ColumnType<T, string | undefined, string>
type NullableJsonb<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
/** Columns with a default may be left out when a row is written. */
type Defaulted<T> = ColumnType<T, T | undefined, T>
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

/** What every table of jobs carries: who works on the row until when, and the fence that a late worker fails on. */
export interface LeaseColumns {
  run_at: Date
  owner: Optional<string>
  lease_until: Optional<Date>
  fence: Defaulted<number>
}

export interface Tables extends AccessTables, AwsTables, VaultTables {
  keyring: {
    id: string
    wrapped_key: Buffer
    check_value: Buffer
    created_at: Date
    retired_at: Optional<Date>
    purpose: Defaulted<'data' | 'leak-ids' | 'tokens' | 'checkpoints'>
    root_id: Optional<string>
  }
  nodes: { id: string; name: string; started_at: Date; seen_at: Date; key_id: string }
  journal: {
    seq: number
    at: Date
    actor: string
    action: string
    subject: string
    detail: Jsonb<Record<string, unknown>>
    prev_hash: string
    hash: string
  }
  journal_head: { only_row: Defaulted<boolean>; seq: number; hash: string; changed_seq: Defaulted<number> }
  checkpoints: { seq: number; hash: string; at: Date; key_id: string; signature: string }
  journal_exports: { name: string; seq: number; updated_at: Date; problem: Optional<string> }
  secrets: {
    id: string
    project: string
    environment: string
    path: string
    name: string
    provider: Optional<string>
    kind: Optional<string>
    rotation: NullableJsonb<RotationSettings>
    created_at: Date
    deleted_at: Optional<Date>
    description: Defaulted<string>
    tags: DefaultedJsonb<Record<string, string>>
    owner: Optional<string>
    aws: NullableJsonb<Record<string, unknown>>
    vault: NullableJsonb<Record<string, unknown>>
    changed_at: Date
    accessed_on: Optional<Date>
    last_number: Defaulted<number>
    purge_at: Optional<Date>
    purged_at: Optional<Date>
    full_name: GeneratedAlways<string>
  }
  versions: {
    id: string
    secret_id: string
    number: number
    sealed: Buffer | null
    handle: NullableJsonb<HandleRow>
    created_at: Date
    created_by: string
    dead_at: Optional<Date>
    external_id: string
    content: Defaulted<Content>
    has_references: Defaulted<boolean>
    delete_at: Optional<Date>
    destroyed_at: Optional<Date>
  }
  version_stages: { secret_id: string; stage: string; version_id: string; number: number }
  current_history: { secret_id: string; at: Date; seq: GeneratedAlways<number>; number: number | null }
  environments: { project: string; name: string; inherits: Optional<string>; created_at: Date }
  overrides: { secret_id: string; identity_id: string; sealed: Buffer; content: Content; updated_at: Date }
  leak_ids: { leak_id: string; version_id: string }
  consumers: {
    id: string
    identity_id: string
    name: string
    host: string
    process: string
    secret_id: string
    version: number
    first_seen_at: Date
    last_seen_at: Date
    moved_at: Optional<Date>
    version_before: Optional<number>
    longest_silence_ms: Defaulted<number>
  }
  consumer_processes: { consumer_id: string; process: string; version: number; last_seen_at: Date }
  uses: { secret_id: string; consumer_id: string; version: number; at_second: Date; count: number }
  repositories: {
    id: string
    name: string
    path: string
    visibility: 'public' | 'private'
    sealed_webhook_secret: Buffer
    created_at: Date
  }
  pushes: LeaseColumns & {
    id: string
    repository_id: string
    ref: string
    before_commit: string
    after_commit: string
    pusher: string
    received_at: Date
    status: 'queued' | 'scanned' | 'failed'
    result: NullableJsonb<Record<string, unknown>>
    error: Optional<string>
    attempts: Defaulted<number>
  }
  incidents: {
    id: string
    title: string
    state: 'triage' | 'containing' | 'contained' | 'closed'
    severity: string
    score: number
    facts: Jsonb<object[]>
    channel: string
    repository_id: Optional<string>
    push_id: Optional<string>
    commander: Optional<string>
    leaked_at: Date
    detected_at: Date
    opened_at: Date
    contained_at: Optional<Date>
    investigated_at: Optional<Date>
    closed_at: Optional<Date>
    verdict: NullableJsonb<object>
    controls: NullableJsonb<{ hookInstalled?: boolean; pushProtection?: boolean }>
    settings: Jsonb<Record<string, unknown>>
  }
  leaks: {
    id: string
    incident_id: string
    leak_id: string
    provider: string
    kind: string
    rule: string
    secret_id: Optional<string>
    version: Optional<number>
    file: string
    line: number
    commit_id: Optional<string>
    author: Optional<string>
    committed_at: Optional<Date>
    in_head: Optional<boolean>
    tracked_before_ignore: Optional<boolean>
    masked: string
    verdict: Jsonb<{ state: string; why?: string }>
    inspection: NullableJsonb<object>
  }
  tasks: {
    id: string
    incident_id: string
    name: string
    text: string
    due_at: Optional<Date>
    done_at: Optional<Date>
    done_by: Optional<string>
    note: Optional<string>
  }
  notes: { id: string; incident_id: string; at: Date; author: string; text: string }
  documents: { incident_id: string; kind: 'notice' | 'postmortem'; markdown: string; written_at: Date }
  rotations: LeaseColumns & {
    id: string
    secret_id: string
    version_id: Optional<string>
    incident_id: Optional<string>
    reason: string
    strategy: string
    steps: Jsonb<string[]>
    step: string
    status: 'running' | 'paused' | 'done' | 'aborted' | 'needs-human'
    old_version: number
    new_version: Optional<number>
    old_handle: NullableJsonb<HandleRow>
    new_handle: NullableJsonb<HandleRow>
    sealed_material: Optional<Buffer>
    prepared_facts: NullableJsonb<Record<string, string>>
    old_expires_at: Optional<Date>
    waiting_for: Jsonb<string[]>
    evidence: NullableJsonb<Record<string, unknown>>
    error: Optional<string>
    attempts: Defaulted<number>
    forced_by: Optional<string>
    requested_by: string
    created_at: Date
    step_started_at: Date
    finished_at: Optional<Date>
  }
  rotation_steps: {
    rotation_id: string
    step: string
    started_at: Date
    finished_at: Optional<Date>
    outcome: Optional<string>
    detail: Jsonb<Record<string, unknown>>
  }
  log_sources: {
    id: string
    incident_id: string
    secret_id: string
    name: string
    format: string
    sha256: string
    rows_read: number
    rows_rejected: number
    covers_from: Date
    covers_to: Date
    imported_at: Date
    imported_by: string
    file: string
  }
}

/** What a value is. The bytes of a binary one are kept, and handed around, as base64. */
export type Content = 'text' | 'json' | 'binary'

export interface HandleRow {
  readonly id: string
  readonly account?: string
  readonly principal?: string
  readonly hint?: string
}

/** How a secret is rotated. Holds no secret: `admin` names the one that may manage keys. */
export interface RotationSettings {
  /** `project/environment/NAME` of the managing key. */
  readonly admin?: string
  readonly settings?: Readonly<Record<string, string>>
  /** Each falls back to the server's option of the same name. */
  readonly quietMs?: number
  readonly soakMs?: number
  readonly observeMs?: number
}
