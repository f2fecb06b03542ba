/** DescribeSecret: everything but the value. */
import type { ActionHandler } from '../call.ts'
import { describeSecret as describe } from '../describe.ts'
import { resolveSecret } from '../find-secret.ts'
import { liveVersions } from '../versions.ts'

export const describeSecret: ActionHandler<'DescribeSecret'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'see', { withDeleted: true })
  return describe(found, await liveVersions(call, call.app.db, found.secret.id))
}
