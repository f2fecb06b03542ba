/** ListSecretVersionIds: versions with labels; those without (deprecated) only when they are asked for. */
import { toEpoch, type ActionHandler } from '../call.ts'
import { resolveSecret } from '../find-secret.ts'
import { takePage } from '../pagination.ts'
import { liveVersions, stagesOf } from '../versions.ts'

/** Without MaxResults AWS answers with more than the hundred that may be asked for. */
const DEFAULT_PAGE = 1_000

export const listSecretVersionIds: ActionHandler<'ListSecretVersionIds'> = async (call, input) => {
  const { MaxResults: max = DEFAULT_PAGE, NextToken: token, IncludeDeprecated: withDeprecated = false } = input
  const found = await resolveSecret(call, input.SecretId, 'see', { withDeleted: true })
  const { secret, arn, name, facts } = found
  const all = await liveVersions(call, call.app.db, secret.id)
  const shown = all.filter(({ labels }) => withDeprecated || labels.length)
  const question = JSON.stringify(['versions', call.identity.id, secret.id, withDeprecated])
  const pages = { key: call.app.keyring.tokenKey, question }
  const { page, nextToken } = takePage(shown, ({ externalId }) => externalId, pages, { max, token })
  const reads = await call.versionReads.find(page.map(({ id }) => id))
  const dayOf = (id: string): number | undefined => {
    const day = reads.get(id)
    return day && toEpoch(day)
  }
  return {
    Versions: page.map(({ id, externalId, labels, createdAt }) => ({
      VersionId: externalId,
      VersionStages: labels.length ? stagesOf(labels) : undefined,
      LastAccessedDate: dayOf(id),
      CreatedDate: toEpoch(createdAt),
      KmsKeyIds: [facts.kmsKeyId ?? 'DefaultEncryptionKey'],
    })),
    NextToken: nextToken,
    ARN: arn,
    Name: name,
  }
}
