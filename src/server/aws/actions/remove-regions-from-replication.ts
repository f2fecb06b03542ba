/** RemoveRegionsFromReplication: those that are not replicas are passed over. */
import type { ActionHandler } from '../call.ts'
import { replicationStatus } from '../describe.ts'
import { changeFacts, factsOf } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { removeReplicas } from '../replicas.ts'

export const removeRegionsFromReplication: ActionHandler<'RemoveRegionsFromReplication'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'write')
  const secret = await call.app.db.transaction().execute((tx) =>
    changeFacts(tx, call.now, {
      secret: found.secret,
      actor: call.identity.name,
      change: (facts) => removeReplicas(facts, input.RemoveReplicaRegions),
    }),
  )
  call.app.feed.poke()
  return { ARN: found.arn, ReplicationStatus: replicationStatus(factsOf(secret)) ?? [] }
}
