/**
 * The requests of AWS Secrets Manager (API version 2017-10-17) and the constraints of their members, as its service
 * model states them. What the model leaves to the service (names, tokens, windows) is judged in the actions.
 */
import { blob, flag, integer, list, struct, text, type Infer } from './validate.ts'

const SecretId = text({ min: 1, max: 2048 })
/** 32 to 64 characters; the service itself refuses others, with its own text. */
const ClientRequestToken = text()
const VersionId = text({ min: 32, max: 64 })
const VersionStage = text({ min: 1, max: 256 })
const SecretString = text({ min: 1, sensitive: true })
const SecretBinary = blob({ min: 1, max: 65_536 })
const Description = text({ max: 2048 })
const KmsKeyId = text({ max: 2048 })
const ManagedType = text({ max: 256 })
const MaxResults = integer({ min: 1, max: 100 })
const NextToken = text({ min: 1, max: 4096 })
const Region = text({ min: 1, max: 128, pattern: /^([a-z]+-)+\d+$/ })
const ResourcePolicy = text({ min: 1, max: 20_480 })
const TagKey = text({ min: 1, max: 128 })
const Tags = list(struct({}, { Key: TagKey, Value: text({ max: 256 }) }))
const AddReplicaRegions = list(struct({}, { Region, KmsKeyId }), { min: 1 })
export const FILTER_KEYS = [
  'description',
  'name',
  'tag-key',
  'tag-value',
  'primary-region',
  'owning-service',
  'all',
] as const
const Filters = list(
  struct(
    {},
    {
      Key: text({ oneOf: FILTER_KEYS, listed: 'all, name, tag-key, description, tag-value' }),
      Values: list(text({ max: 512, pattern: /^!?[a-zA-Z0-9 :_@/+=.\-!]*$/ }), { min: 1, max: 10 }),
    },
  ),
  { max: 10 },
)
const RotationRules = struct(
  {},
  {
    AutomaticallyAfterDays: integer(),
    Duration: text({ min: 2, max: 3, pattern: /^[0-9]+h$/ }),
    ScheduleExpression: text({ min: 1, max: 256, pattern: /^[0-9A-Za-z()#?*\-/, ]+$/ }),
  },
)

export const requests = {
  BatchGetSecretValue: struct(
    {},
    {
      SecretIdList: list(SecretId, { min: 1, max: 20 }),
      Filters,
      MaxResults: integer({ min: 1, max: 20 }),
      NextToken,
    },
  ),
  CancelRotateSecret: struct({ SecretId }, {}),
  CreateSecret: struct(
    { Name: text({ min: 1, max: 512 }) },
    {
      ClientRequestToken,
      Description,
      KmsKeyId,
      SecretBinary,
      SecretString,
      Tags,
      AddReplicaRegions,
      ForceOverwriteReplicaSecret: flag,
      Type: ManagedType,
    },
  ),
  DeleteResourcePolicy: struct({ SecretId }, {}),
  DeleteSecret: struct({ SecretId }, { RecoveryWindowInDays: integer(), ForceDeleteWithoutRecovery: flag }),
  DescribeSecret: struct({ SecretId }, {}),
  GetRandomPassword: struct(
    {},
    {
      PasswordLength: integer({ min: 1, max: 4096 }),
      ExcludeCharacters: text({ max: 4096 }),
      ExcludeNumbers: flag,
      ExcludePunctuation: flag,
      ExcludeUppercase: flag,
      ExcludeLowercase: flag,
      IncludeSpace: flag,
      RequireEachIncludedType: flag,
    },
  ),
  GetResourcePolicy: struct({ SecretId }, {}),
  GetSecretValue: struct({ SecretId }, { VersionId, VersionStage }),
  ListSecretVersionIds: struct({ SecretId }, { MaxResults, NextToken, IncludeDeprecated: flag }),
  ListSecrets: struct(
    {},
    {
      IncludePlannedDeletion: flag,
      MaxResults,
      NextToken,
      Filters,
      SortOrder: text({ oneOf: ['asc', 'desc'] }),
      SortBy: text({ oneOf: ['created-date', 'last-accessed-date', 'last-changed-date', 'name'] }),
    },
  ),
  PutResourcePolicy: struct({ SecretId, ResourcePolicy }, { BlockPublicPolicy: flag }),
  PutSecretValue: struct(
    { SecretId },
    {
      ClientRequestToken,
      SecretBinary,
      SecretString,
      VersionStages: list(VersionStage, { min: 1, max: 20 }),
      RotationToken: text({ min: 36, max: 256, pattern: /^[a-zA-Z0-9-]+$/, sensitive: true }),
    },
  ),
  RemoveRegionsFromReplication: struct({ SecretId, RemoveReplicaRegions: list(Region, { min: 1 }) }, {}),
  ReplicateSecretToRegions: struct({ SecretId, AddReplicaRegions }, { ForceOverwriteReplicaSecret: flag }),
  RestoreSecret: struct({ SecretId }, {}),
  RotateSecret: struct(
    { SecretId },
    {
      ClientRequestToken,
      RotationLambdaARN: text({ max: 2048 }),
      RotationRules,
      RotateImmediately: flag,
    },
  ),
  StopReplicationToReplica: struct({ SecretId }, {}),
  TagResource: struct({ SecretId, Tags }, {}),
  UntagResource: struct({ SecretId, TagKeys: list(TagKey) }, {}),
  UpdateSecret: struct(
    { SecretId },
    { ClientRequestToken, Description, KmsKeyId, SecretBinary, SecretString, Type: ManagedType },
  ),
  UpdateSecretVersionStage: struct(
    { SecretId, VersionStage },
    { RemoveFromVersionId: VersionId, MoveToVersionId: VersionId },
  ),
  ValidateResourcePolicy: struct({ ResourcePolicy }, { SecretId }),
} as const

export type ActionName = keyof typeof requests
export type RequestOf<A extends ActionName> = Infer<(typeof requests)[A]>
export type Filter = NonNullable<RequestOf<'ListSecrets'>['Filters']>[number]
export type Tag = NonNullable<RequestOf<'CreateSecret'>['Tags']>[number]
