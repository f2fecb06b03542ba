/** The shapes of people, machines, policies and approvals that leave the server; see schemas.ts. */
import { Type, type TSchema } from '@sinclair/typebox'

const Time = Type.String({ format: 'date-time' })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Strings = Type.Array(Type.String())

export const RuleView = Type.Object(
  {
    effect: Type.Union([Type.Literal('allow'), Type.Literal('deny')]),
    pattern: Type.String(),
    actions: Strings,
    until: Type.Optional(Type.String()),
    from: Type.Optional(Type.String()),
  },
  { title: 'RuleView' },
)
export const PolicyView = Type.Object(
  {
    name: Type.String(),
    about: Type.String(),
    rules: Type.Array(RuleView),
    number: Type.Integer(),
    updatedAt: Time,
    updatedBy: Type.String(),
  },
  { title: 'PolicyView' },
)
export const AssignmentView = Type.Object(
  {
    id: Type.String(),
    policy: Type.String(),
    identity: Nullable(Type.String()),
    group: Nullable(Type.String()),
    until: Nullable(Time),
  },
  { title: 'AssignmentView' },
)
export const ExplanationView = Type.Object(
  {
    who: Type.String(),
    name: Type.String(),
    action: Type.String(),
    allowed: Type.Boolean(),
    because: Type.String(),
    needed: Nullable(Type.String()),
    rule: Nullable(RuleView),
    matching: Type.Array(Type.Object({ rule: RuleView, namesAction: Type.Boolean() })),
  },
  { title: 'ExplanationView' },
)
export const AccessRow = Type.Object(
  {
    who: Type.String(),
    kind: Type.String(),
    actions: Type.Array(Type.Object({ action: Type.String(), allowed: Type.Boolean(), because: Type.String() })),
  },
  { title: 'AccessRow' },
)
export const IdentityView = Type.Object(
  {
    name: Type.String(),
    kind: Type.Union([Type.Literal('person'), Type.Literal('machine')]),
    createdAt: Time,
    lastSeenAt: Nullable(Time),
    disabledAt: Nullable(Time),
    /** Rules that are written at the identity itself. */
    rules: Type.Integer(),
    policies: Strings,
    groups: Strings,
    /** How it can prove who it is: `password`, `passkey`, `provider NAME`. */
    proofs: Strings,
    tokens: Type.Integer(),
  },
  { title: 'IdentityView' },
)
export const ApprovalRuleView = Type.Object(
  { id: Type.String(), pattern: Type.String(), ttlMs: Type.Integer(), bypass: Type.Boolean() },
  { title: 'ApprovalRuleView' },
)
export const ChangeRequestView = Type.Object(
  {
    id: Type.String(),
    secret: Type.String(),
    baseVersion: Type.Integer(),
    reason: Type.String(),
    requestedBy: Type.String(),
    status: Type.String(),
    createdAt: Time,
    expiresAt: Time,
    decidedBy: Nullable(Type.String()),
    decidedAt: Nullable(Time),
    note: Nullable(Type.String()),
    version: Nullable(Type.Integer()),
    mayDecide: Type.Boolean(),
    mayWithdraw: Type.Boolean(),
  },
  { title: 'ChangeRequestView' },
)

export const PasskeyView = Type.Object(
  { id: Type.String(), label: Type.String(), createdAt: Time, lastUsedAt: Nullable(Time) },
  { title: 'PasskeyView' },
)
/** A started ceremony: what the browser is given, and the id that its answer comes with. */
export const CeremonyView = Type.Object({ id: Type.String(), options: Type.Unsafe<object>({}) })
