/** GetResourcePolicy: as it was stored; nothing when there is none. */
import type { ActionHandler } from '../call.ts'
import { resolveSecret } from '../find-secret.ts'

export const getResourcePolicy: ActionHandler<'GetResourcePolicy'> = async (call, input) => {
  const { arn, name, facts } = await resolveSecret(call, input.SecretId, 'see')
  return { ARN: arn, Name: name, ResourcePolicy: facts.policy }
}
