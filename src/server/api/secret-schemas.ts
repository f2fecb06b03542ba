/** The shapes of secrets, their users and the journal that leave the server; see schemas.ts. None holds a value. */
import { Type, type TSchema } from '@sinclair/typebox'
import { AccessRow } from './access-schemas.ts'
import { ConsumerView } from './schemas.ts'

const Time = Type.String({ format: 'date-time' })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const SecretRow = Type.Object(
  {
    name: Type.String(),
    provider: Nullable(Type.String()),
    /** Null when it has no value. */
    version: Nullable(Type.Integer()),
    consumers: Type.Integer(),
    description: Type.String(),
    tags: Type.Record(Type.String(), Type.String()),
    owner: Nullable(Type.String()),
  },
  { title: 'SecretRow' },
)
export const SecretPage = Type.Object(
  {
    secrets: Type.Array(SecretRow),
    /** Ask for `after` this one to go on. */
    next: Type.Optional(Type.String()),
  },
  { title: 'SecretPage' },
)

export const VersionView = Type.Object(
  {
    number: Type.Integer(),
    id: Type.String(),
    labels: Type.Array(Type.String()),
    content: Type.String(),
    state: Type.String(),
    createdAt: Time,
    createdBy: Type.String(),
    deadAt: Nullable(Time),
  },
  { title: 'VersionView' },
)
export const SecretHistory = Type.Object(
  { name: Type.String(), deletedAt: Nullable(Time), versions: Type.Array(VersionView) },
  { title: 'SecretHistory' },
)

export const ReaderView = Type.Object(
  {
    identity: Type.String(),
    reads: Type.Integer(),
    firstReadAt: Time,
    lastReadAt: Time,
    longestSilenceMs: Type.Integer(),
  },
  { title: 'ReaderView' },
)
export const EntitledView = Type.Object(
  {
    identity: Type.String(),
    kind: Type.Union([Type.Literal('person'), Type.Literal('machine')]),
    because: Type.String(),
  },
  { title: 'EntitledView' },
)
export const SecretUsers = Type.Object(
  {
    name: Type.String(),
    /** Its current version; null when it has no value. */
    version: Nullable(Type.Integer()),
    /** Reads are recorded from this moment: silence before it means nothing. */
    observedSince: Time,
    /** Processes that named themselves. */
    consumers: Type.Array(ConsumerView),
    /** Identities that read, whether or not a process of theirs named itself. */
    readers: Type.Array(ReaderView),
    /** They may read it, and never did. */
    neverSeen: Type.Array(EntitledView),
  },
  { title: 'SecretUsers' },
)

export const AccessTable = Type.Object({ name: Type.String(), rows: Type.Array(AccessRow) }, { title: 'AccessTable' })

export const JournalEntry = Type.Object(
  {
    seq: Type.Integer(),
    at: Time,
    actor: Type.String(),
    action: Type.String(),
    subject: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
    prevHash: Type.String(),
    hash: Type.String(),
  },
  { title: 'JournalEntry' },
)
export const JournalPage = Type.Object({ entries: Type.Array(JournalEntry) }, { title: 'JournalPage' })
export const JournalCheck = Type.Object(
  {
    ok: Type.Boolean(),
    entries: Type.Integer(),
    head: Type.Object({ seq: Type.Integer(), hash: Type.String() }),
    problem: Type.Optional(Type.String()),
  },
  { title: 'JournalCheck' },
)
