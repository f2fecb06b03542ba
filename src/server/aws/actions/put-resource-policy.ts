/** PutResourcePolicy: kept when it can be honoured. A public one is refused when the caller asks for that. */
import { AwsError } from '../aws-error.ts'
import type { ActionHandler } from '../call.ts'
import { changeFacts } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { isPublic, parsePolicy } from '../policy/parse.ts'

export const putResourcePolicy: ActionHandler<'PutResourcePolicy'> = async (call, input) => {
  const { ResourcePolicy: policy, BlockPublicPolicy: isBlocked = false } = input
  const found = await resolveSecret(call, input.SecretId, 'admin')
  const statements = parsePolicy(policy)
  if (isBlocked && isPublic(statements)) {
    throw new AwsError(
      'PublicPolicyException',
      'You must set BlockPublicPolicy to false to attach a resource policy that grants broad access to the secret.',
    )
  }
  await call.app.db.transaction().execute((tx) =>
    changeFacts(tx, call.now, {
      secret: found.secret,
      actor: call.identity.name,
      change: (facts) => ({ ...facts, policy }),
    }),
  )
  call.app.feed.poke()
  return { ARN: found.arn, Name: found.name }
}
