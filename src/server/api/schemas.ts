/**
 * The shapes that leave the server, as TypeBox schemas: they validate and strip answers, make the
 * OpenAPI document, and `npm run generate` turns them into the types of web and sdk.
 * Times are ISO 8601 strings in UTC, durations are milliseconds.
 */
import { Type, type Static, type TSchema } from '@sinclair/typebox'

const Time = Type.String({ format: 'date-time' })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Strings = Type.Array(Type.String())

export const ErrorBody = Type.Object(
  { error: Type.Object({ code: Type.String(), message: Type.String(), hint: Type.String() }) },
  { title: 'ErrorBody' },
)

export const SeverityFact = Type.Object({ name: Type.String(), points: Type.Integer(), because: Type.String() })
export const Severity = Type.Object(
  {
    level: Type.Union([Type.Literal('SEV-1'), Type.Literal('SEV-2'), Type.Literal('SEV-3'), Type.Literal('SEV-4')]),
    label: Type.Union([Type.Literal('High'), Type.Literal('Medium'), Type.Literal('Low')]),
    score: Type.Integer(),
    facts: Type.Array(SeverityFact),
  },
  { title: 'Severity' },
)

const InspectionView = Type.Object({
  access: Type.String(),
  environment: Type.String(),
  account: Type.Optional(Type.String()),
  principal: Type.Optional(Type.String()),
  scopes: Type.Optional(Type.Array(Type.String())),
  canMintKeys: Type.String(),
  readsPersonalData: Type.String(),
  movesMoney: Type.String(),
  expiresAt: Type.Optional(Type.String()),
})

export const LeakView = Type.Object(
  {
    leakId: Type.String(),
    provider: Type.String(),
    providerName: Type.String(),
    /** What texts call it after the provider's name: `secret key`. */
    label: Type.String(),
    rule: Type.String(),
    /** `project/environment/NAME` when the key is one of our own secrets. */
    secret: Nullable(Type.String()),
    version: Nullable(Type.Integer()),
    file: Type.String(),
    line: Type.Integer(),
    commit: Nullable(Type.String()),
    author: Nullable(Type.String()),
    inHead: Nullable(Type.Boolean()),
    masked: Type.String(),
    verdict: Type.Object({ state: Type.String(), why: Type.Optional(Type.String()) }),
    /** Whose the key is and what it may do, as its provider says. */
    inspection: Nullable(InspectionView),
    rotationId: Nullable(Type.String()),
  },
  { title: 'LeakView' },
)

export const ClockView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    recipient: Type.String(),
    /** Why this clock may apply and from which event it runs. */
    why: Type.String(),
    state: Type.Union([
      Type.Literal('running'),
      Type.Literal('overdue'),
      Type.Literal('met'),
      Type.Literal('not-started'),
    ]),
    startsAt: Nullable(Time),
    dueAt: Nullable(Time),
    metAt: Nullable(Time),
  },
  { title: 'ClockView' },
)

export const TaskView = Type.Object(
  {
    name: Type.String(),
    text: Type.String(),
    dueAt: Nullable(Time),
    doneAt: Nullable(Time),
    doneBy: Nullable(Type.String()),
    note: Nullable(Type.String()),
  },
  { title: 'TaskView' },
)

export const RotationStepView = Type.Object({
  step: Type.String(),
  phase: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C'), Type.Literal('D')]),
  state: Type.Union([Type.Literal('todo'), Type.Literal('active'), Type.Literal('done')]),
  startedAt: Nullable(Time),
  finishedAt: Nullable(Time),
  /** One sentence of what was done or found. */
  summary: Nullable(Type.String()),
})
export const RotationView = Type.Object(
  {
    id: Type.String(),
    secret: Type.String(),
    provider: Type.String(),
    strategy: Type.String(),
    status: Type.Union([
      Type.Literal('running'),
      Type.Literal('paused'),
      Type.Literal('done'),
      Type.Literal('aborted'),
      Type.Literal('needs-human'),
    ]),
    phase: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C'), Type.Literal('D')]),
    step: Type.String(),
    steps: Type.Array(RotationStepView),
    oldVersion: Type.Integer(),
    newVersion: Nullable(Type.Integer()),
    /** What step C (or the soak) is waiting for, in sentences. Empty when it waits for nothing. */
    waitingFor: Strings,
    error: Nullable(Type.String()),
    createdAt: Time,
    finishedAt: Nullable(Time),
    /** How often the old key was refused after revocation, and when first. */
    refusedProbes: Type.Integer(),
    refusedAt: Nullable(Time),
    newWorks: Type.Boolean(),
    oldRefused: Type.Boolean(),
    oldExpiresAt: Nullable(Time),
  },
  { title: 'RotationView' },
)

export const ConsumerView = Type.Object(
  {
    name: Type.String(),
    identity: Type.String(),
    host: Type.String(),
    secret: Type.String(),
    version: Type.Integer(),
    versionBefore: Nullable(Type.Integer()),
    firstSeenAt: Time,
    lastSeenAt: Time,
    movedAt: Nullable(Time),
    longestSilenceMs: Type.Integer(),
  },
  { title: 'ConsumerView' },
)

export const TrafficPoint = Type.Object({ at: Time, old: Type.Integer(), new: Type.Integer() })
export const TrafficView = Type.Object(
  {
    secret: Type.String(),
    oldVersion: Type.Integer(),
    newVersion: Nullable(Type.Integer()),
    points: Type.Array(TrafficPoint),
  },
  { title: 'TrafficView' },
)

export const TimelineEntry = Type.Object(
  {
    at: Time,
    /** `leak`, `incident`, `rotation`, `evidence`, `document`, `task`, `note`. */
    kind: Type.String(),
    text: Type.String(),
    actor: Type.String(),
    /** Journal sequence number: the proof of this line. Null for a note by hand. */
    seq: Nullable(Type.Integer()),
  },
  { title: 'TimelineEntry' },
)

export const IndicatorView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  severity: Type.String(),
  findings: Type.Integer(),
  rows: Type.Integer(),
  detail: Type.String(),
})
const VerdictClass = Type.Union([
  Type.Literal('confirmed-abuse'),
  Type.Literal('confirmed-use'),
  Type.Literal('attempt-only'),
  Type.Literal('no-evidence'),
  Type.Literal('cannot-tell'),
])
const KeyVerdictView = Type.Object({
  /** `project/environment/NAME` when the key is one of our own secrets. */
  secret: Nullable(Type.String()),
  provider: Type.String(),
  /** `Stripe secret key`. */
  name: Type.String(),
  class: VerdictClass,
  coverage: Type.Number(),
  sentence: Type.String(),
})
export const VerdictView = Type.Object(
  {
    class: VerdictClass,
    sentence: Type.String(),
    /** 0..1: the share of the exposure window that the logs cover. Of several keys the one that is covered least. */
    coverage: Type.Number(),
    gaps: Strings,
    strangers: Type.Array(
      Type.Object({
        ip: Type.String(),
        userAgent: Type.String(),
        requests: Type.Integer(),
        succeeded: Type.Integer(),
        firstSeenAt: Time,
        lastSeenAt: Time,
      }),
    ),
    indicators: Type.Array(IndicatorView),
    /** How many people's records strangers read: proven, and at most. */
    recordsAtLeast: Type.Integer(),
    recordsAtMost: Type.Integer(),
    /** How many indicators were asked; `indicators` lists those that found something. */
    indicatorsAsked: Type.Optional(Type.Integer()),
    /** Each leaked key by itself. */
    keys: Type.Optional(Type.Array(KeyVerdictView)),
  },
  { title: 'VerdictView' },
)

export const IncidentSummary = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    state: Type.Union([
      Type.Literal('triage'),
      Type.Literal('containing'),
      Type.Literal('contained'),
      Type.Literal('closed'),
    ]),
    severity: Severity,
    channel: Type.String(),
    openedAt: Time,
    leakedAt: Time,
    detectedAt: Time,
    containedAt: Nullable(Time),
    closedAt: Nullable(Time),
    providers: Strings,
  },
  { title: 'IncidentSummary' },
)

export const IncidentRoom = Type.Object(
  {
    incident: IncidentSummary,
    repository: Nullable(Type.Object({ name: Type.String(), visibility: Type.String() })),
    commander: Nullable(Type.String()),
    leaks: Type.Array(LeakView),
    clocks: Type.Array(ClockView),
    tasks: Type.Array(TaskView),
    rotations: Type.Array(RotationView),
    consumers: Type.Array(ConsumerView),
    traffic: Type.Array(TrafficView),
    timeline: Type.Array(TimelineEntry),
    verdict: Nullable(VerdictView),
    documents: Type.Array(Type.Object({ kind: Type.String(), writtenAt: Time, href: Type.String() })),
    now: Time,
  },
  { title: 'IncidentRoom' },
)

export type IncidentRoomBody = Static<typeof IncidentRoom>
export type IncidentSummaryBody = Static<typeof IncidentSummary>
