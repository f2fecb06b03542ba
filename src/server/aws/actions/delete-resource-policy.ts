/** DeleteResourcePolicy. Deleting none is no error. */
import type { ActionHandler } from '../call.ts'
import { changeFacts } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'

export const deleteResourcePolicy: ActionHandler<'DeleteResourcePolicy'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'admin')
  await call.app.db.transaction().execute((tx) =>
    changeFacts(tx, call.now, {
      secret: found.secret,
      actor: call.identity.name,
      change: ({ policy: _gone, ...facts }) => facts,
    }),
  )
  call.app.feed.poke()
  return { ARN: found.arn, Name: found.name }
}
