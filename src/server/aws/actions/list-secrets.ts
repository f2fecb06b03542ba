/** ListSecrets: what this caller may list of its scope, filtered, sorted and in pages. */
import type { ActionHandler } from '../call.ts'
import { describeSecret } from '../describe.ts'
import { labelledVersions, nextPage } from '../list-secrets.ts'

const MAX_PAGE = 100

export const listSecrets: ActionHandler<'ListSecrets'> = async (call, input) => {
  const { page, nextToken } = await nextPage(call, {
    filters: input.Filters,
    max: input.MaxResults ?? MAX_PAGE,
    token: input.NextToken,
    sortBy: input.SortBy,
    order: input.SortOrder,
    withDeleted: input.IncludePlannedDeletion,
  })
  const versions = await labelledVersions(
    call,
    page.map(({ secret }) => secret.id),
  )
  const list = page.map((found) => {
    const {
      VersionIdsToStages,
      ReplicationStatus: _left,
      ...entry
    } = describeSecret(found, versions.get(found.secret.id) ?? [])
    return { ...entry, SecretVersionsToStages: VersionIdsToStages }
  })
  return { SecretList: list, NextToken: nextToken }
}
