/** TagResource: adds tags, or gives others values to those that are there. */
import { updateSecret } from '../../../secrets/secret-life.ts'
import { getSecretById, lockSecret } from '../../../secrets/store.ts'
import type { ActionHandler } from '../call.ts'
import { factsOf } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { readTags } from '../tags.ts'

export const tagResource: ActionHandler<'TagResource'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'write')
  const { tags, keys } = readTags(input.Tags)
  await call.app.db.transaction().execute(async (tx) => {
    await lockSecret(tx, found.secret.id)
    const secret = await getSecretById(tx, found.secret.id)
    const facts = factsOf(secret)
    const tagKeys = [...new Set([...(facts.tagKeys ?? []), ...keys])]
    await updateSecret(tx, call.now, secret, {
      tags: { ...secret.tags, ...tags },
      aws: { ...facts, tagKeys },
      actor: call.identity.name,
    })
  })
  call.app.feed.poke()
  return {}
}
