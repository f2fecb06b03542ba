/** UntagResource: takes tags away; those that are not there are passed over. */
import { updateSecret } from '../../../secrets/secret-life.ts'
import { getSecretById, lockSecret } from '../../../secrets/store.ts'
import type { ActionHandler } from '../call.ts'
import { factsOf } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'

export const untagResource: ActionHandler<'UntagResource'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'write')
  const gone = new Set(input.TagKeys)
  await call.app.db.transaction().execute(async (tx) => {
    await lockSecret(tx, found.secret.id)
    const secret = await getSecretById(tx, found.secret.id)
    const facts = factsOf(secret)
    const tagKeys = (facts.tagKeys ?? []).filter((key) => !gone.has(key))
    const tags = Object.fromEntries(Object.entries(secret.tags).filter(([key]) => !gone.has(key)))
    await updateSecret(tx, call.now, secret, { tags, aws: { ...facts, tagKeys }, actor: call.identity.name })
  })
  call.app.feed.poke()
  return {}
}
