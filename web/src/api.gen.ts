/**
 * Generated from the schemas of src/server/api by `npm run generate`. Do not edit.
 * Times are ISO 8601 strings in UTC, durations are milliseconds.
 */

export interface AccessRow {
  who: string
  kind: string
  actions: { action: string; allowed: boolean; because: string }[]
}

export interface AccessTable {
  name: string
  rows: AccessRow[]
}

export interface ApprovalRuleView {
  id: string
  pattern: string
  ttlMs: number
  bypass: boolean
}

export interface AssignmentView {
  id: string
  policy: string
  identity: string | null
  group: string | null
  until: string | null
}

export interface ChangeRequestView {
  id: string
  secret: string
  baseVersion: number
  reason: string
  requestedBy: string
  status: string
  createdAt: string
  expiresAt: string
  decidedBy: string | null
  decidedAt: string | null
  note: string | null
  version: number | null
  mayDecide: boolean
  mayWithdraw: boolean
}

export interface ClockView {
  id: string
  name: string
  recipient: string
  why: string
  state: 'running' | 'overdue' | 'met' | 'not-started'
  startsAt: string | null
  dueAt: string | null
  metAt: string | null
}

export interface ConsumerView {
  name: string
  identity: string
  host: string
  secret: string
  version: number
  versionBefore: number | null
  firstSeenAt: string
  lastSeenAt: string
  movedAt: string | null
  longestSilenceMs: number
}

export interface EntitledView {
  identity: string
  kind: 'person' | 'machine'
  because: string
}

export interface ErrorBody {
  error: { code: string; message: string; hint: string }
}

export interface ExplanationView {
  who: string
  name: string
  action: string
  allowed: boolean
  because: string
  needed: string | null
  rule: RuleView | null
  matching: { rule: RuleView; namesAction: boolean }[]
}

export interface IdentityView {
  name: string
  kind: 'person' | 'machine'
  createdAt: string
  lastSeenAt: string | null
  disabledAt: string | null
  rules: number
  policies: string[]
  groups: string[]
  proofs: string[]
  tokens: number
}

export interface IncidentRoom {
  incident: IncidentSummary
  repository: { name: string; visibility: string } | null
  commander: string | null
  leaks: LeakView[]
  clocks: ClockView[]
  tasks: TaskView[]
  rotations: RotationView[]
  consumers: ConsumerView[]
  traffic: TrafficView[]
  timeline: TimelineEntry[]
  verdict: VerdictView | null
  documents: { kind: string; writtenAt: string; href: string }[]
  now: string
}

export interface IncidentSummary {
  id: string
  title: string
  state: 'triage' | 'containing' | 'contained' | 'closed'
  severity: Severity
  channel: string
  openedAt: string
  leakedAt: string
  detectedAt: string
  containedAt: string | null
  closedAt: string | null
  providers: string[]
}

export interface JournalCheck {
  ok: boolean
  entries: number
  head: { seq: number; hash: string }
  problem?: string
}

export interface JournalEntry {
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  detail: Record<string, unknown>
  prevHash: string
  hash: string
}

export interface JournalPage {
  entries: JournalEntry[]
}

export interface LeakView {
  leakId: string
  provider: string
  providerName: string
  label: string
  rule: string
  secret: string | null
  version: number | null
  file: string
  line: number
  commit: string | null
  author: string | null
  inHead: boolean | null
  masked: string
  verdict: { state: string; why?: string }
  inspection: {
    access: string
    environment: string
    account?: string
    principal?: string
    scopes?: string[]
    canMintKeys: string
    readsPersonalData: string
    movesMoney: string
    expiresAt?: string
  } | null
  rotationId: string | null
}

export interface PasskeyView {
  id: string
  label: string
  createdAt: string
  lastUsedAt: string | null
}

export interface PolicyView {
  name: string
  about: string
  rules: RuleView[]
  number: number
  updatedAt: string
  updatedBy: string
}

export interface ReaderView {
  identity: string
  reads: number
  firstReadAt: string
  lastReadAt: string
  longestSilenceMs: number
}

export interface RotationView {
  id: string
  secret: string
  provider: string
  strategy: string
  status: 'running' | 'paused' | 'done' | 'aborted' | 'needs-human'
  phase: 'A' | 'B' | 'C' | 'D'
  step: string
  steps: {
    step: string
    phase: 'A' | 'B' | 'C' | 'D'
    state: 'todo' | 'active' | 'done'
    startedAt: string | null
    finishedAt: string | null
    summary: string | null
  }[]
  oldVersion: number
  newVersion: number | null
  waitingFor: string[]
  error: string | null
  createdAt: string
  finishedAt: string | null
  refusedProbes: number
  refusedAt: string | null
  newWorks: boolean
  oldRefused: boolean
  oldExpiresAt: string | null
}

export interface RuleView {
  effect: 'allow' | 'deny'
  pattern: string
  actions: string[]
  until?: string
  from?: string
}

export interface SecretHistory {
  name: string
  deletedAt: string | null
  versions: VersionView[]
}

export interface SecretPage {
  secrets: SecretRow[]
  next?: string
}

export interface SecretRow {
  name: string
  provider: string | null
  version: number | null
  consumers: number
  description: string
  tags: Record<string, string>
  owner: string | null
}

export interface SecretUsers {
  name: string
  version: number | null
  observedSince: string
  consumers: ConsumerView[]
  readers: ReaderView[]
  neverSeen: EntitledView[]
}

export interface Severity {
  level: 'SEV-1' | 'SEV-2' | 'SEV-3' | 'SEV-4'
  label: 'High' | 'Medium' | 'Low'
  score: number
  facts: { name: string; points: number; because: string }[]
}

export interface TaskView {
  name: string
  text: string
  dueAt: string | null
  doneAt: string | null
  doneBy: string | null
  note: string | null
}

export interface TimelineEntry {
  at: string
  kind: string
  text: string
  actor: string
  seq: number | null
}

export interface TrafficView {
  secret: string
  oldVersion: number
  newVersion: number | null
  points: { at: string; old: number; new: number }[]
}

export interface VerdictView {
  class: 'confirmed-abuse' | 'confirmed-use' | 'attempt-only' | 'no-evidence' | 'cannot-tell'
  sentence: string
  coverage: number
  gaps: string[]
  strangers: {
    ip: string
    userAgent: string
    requests: number
    succeeded: number
    firstSeenAt: string
    lastSeenAt: string
  }[]
  indicators: {
    id: string
    title: string
    severity: string
    findings: number
    rows: number
    detail: string
  }[]
  recordsAtLeast: number
  recordsAtMost: number
  indicatorsAsked?: number
  keys?: {
    secret: string | null
    provider: string
    name: string
    class: 'confirmed-abuse' | 'confirmed-use' | 'attempt-only' | 'no-evidence' | 'cannot-tell'
    coverage: number
    sentence: string
  }[]
}

export interface VersionView {
  number: number
  id: string
  labels: string[]
  content: string
  state: string
  createdAt: string
  createdBy: string
  deadAt: string | null
}
