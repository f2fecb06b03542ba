/** A secret's metadata as DescribeSecret and ListSecrets show it. What is empty is left out. */
import { toEpoch } from './call.ts'
import type { AwsFacts } from './facts.ts'
import type { AwsSecret } from './find-secret.ts'
import { stagesById, type LabelledVersion } from './versions.ts'

/** Tags in the order in which they came. An empty list says that there were some. */
export function tagsOf({
  secret,
  facts,
}: Pick<AwsSecret, 'secret' | 'facts'>): { Key: string; Value: string }[] | undefined {
  const known = (facts.tagKeys ?? []).filter((key) => Object.hasOwn(secret.tags, key))
  const others = Object.keys(secret.tags).filter((key) => !known.includes(key))
  const keys = [...known, ...others]
  return keys.length || facts.tagKeys ? keys.map((key) => ({ Key: key, Value: secret.tags[key] as string })) : undefined
}

export function replicationStatus({ replicas = [] }: AwsFacts): object[] | undefined {
  if (!replicas.length) return undefined
  return replicas.map(({ region, kmsKeyId }) => ({
    Region: region,
    KmsKeyId: kmsKeyId ?? 'alias/aws/secretsmanager',
    Status: 'InSync',
    StatusMessage: 'Replication succeeded',
  }))
}

export function describeSecret(found: AwsSecret, versions: readonly LabelledVersion[]): Record<string, unknown> {
  const { secret, arn, name, facts } = found
  const { rotation, replicas = [] } = facts
  const date = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : toEpoch(new Date(iso)))
  return {
    ARN: arn,
    Name: name,
    Type: facts.type,
    Description: secret.description || undefined,
    KmsKeyId: facts.kmsKeyId || undefined,
    RotationEnabled: rotation?.enabled,
    RotationLambdaARN: rotation?.functionArn,
    RotationRules: rotation?.rules,
    LastRotatedDate: date(rotation?.lastRotatedAt),
    LastChangedDate: toEpoch(secret.changedAt),
    LastAccessedDate: secret.accessedOn ? toEpoch(secret.accessedOn) : undefined,
    DeletedDate: secret.deletedAt ? toEpoch(secret.deletedAt) : undefined,
    NextRotationDate: rotation?.enabled ? date(rotation.nextAt) : undefined,
    Tags: tagsOf(found),
    VersionIdsToStages: stagesById(versions),
    CreatedDate: toEpoch(secret.createdAt),
    PrimaryRegion: replicas.length ? facts.region : undefined,
    ReplicationStatus: replicationStatus(facts),
  }
}
