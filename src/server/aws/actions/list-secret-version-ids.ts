/** ListSecretVersionIds: versions with labels; those without (deprecated) only when they are asked for. */
import { toEpoch, type ActionHandler } from '../call.ts'
import { resolveSecret } from '../find-secret.ts'
import { takePage } from '../pagination.ts'
import { liveVersions, stagesOf } from '../versions.ts'

export const listSecretVersionIds: ActionHandler<'ListSecretVersionIds'> = async (call, input) => {
  const { MaxResults: max = 100, NextToken: token, IncludeDeprecated: withDeprecated = false } = input
  const found = await resolveSecret(call, input.SecretId, 'see', { withDeleted: true })
  const { secret, arn, name, facts } = found
  const all = await liveVersions(call, call.app.db, secret.id)
  const shown = all.filter(({ labels }) => withDeprecated || labels.length)
  const question = JSON.stringify(['versions', call.identity.id, secret.id, withDeprecated])
  const pages = { key: call.app.keyring.tokenKey, question }
  const { page, nextToken } = takePage(shown, ({ externalId }) => externalId, pages, { max, token })
  return {
    Versions: page.map(({ externalId, labels, createdAt }) => ({
      VersionId: externalId,
      VersionStages: labels.length ? stagesOf(labels) : undefined,
      // AWS keeps the day for each version; here it is known of the secret.
      LastAccessedDate: secret.accessedOn && labels.includes('current') ? toEpoch(secret.accessedOn) : undefined,
      CreatedDate: toEpoch(createdAt),
      KmsKeyIds: [facts.kmsKeyId ?? 'DefaultEncryptionKey'],
    })),
    NextToken: nextToken,
    ARN: arn,
    Name: name,
  }
}
