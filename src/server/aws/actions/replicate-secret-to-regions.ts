/** ReplicateSecretToRegions: every region shows every secret here, so a replica is in sync when it is named. */
import type { ActionHandler } from '../call.ts'
import { replicationStatus } from '../describe.ts'
import { changeFacts, factsOf } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { addReplicas } from '../replicas.ts'

export const replicateSecretToRegions: ActionHandler<'ReplicateSecretToRegions'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'write')
  const secret = await call.app.db.transaction().execute((tx) =>
    changeFacts(tx, call.now, {
      secret: found.secret,
      actor: call.identity.name,
      change: (facts) => addReplicas(call, facts, input.AddReplicaRegions),
    }),
  )
  call.app.feed.poke()
  return { ARN: found.arn, ReplicationStatus: replicationStatus(factsOf(secret)) ?? [] }
}
