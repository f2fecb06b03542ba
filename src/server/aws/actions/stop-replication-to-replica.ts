/** StopReplicationToReplica: called in the replica's region; that region is a replica no more. */
import { invalidRequest } from '../aws-error.ts'
import type { ActionHandler } from '../call.ts'
import { changeFacts } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { removeReplicas } from '../replicas.ts'

export const stopReplicationToReplica: ActionHandler<'StopReplicationToReplica'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'write')
  if (!found.facts.replicas?.some(({ region }) => region === call.region)) {
    throw invalidRequest('You can only perform this operation on a replica secret, in the region of the replica.')
  }
  await call.app.db.transaction().execute((tx) =>
    changeFacts(tx, call.now, {
      secret: found.secret,
      actor: call.identity.name,
      change: (facts) => removeReplicas(facts, [call.region]),
    }),
  )
  call.app.feed.poke()
  return { ARN: found.arn }
}
