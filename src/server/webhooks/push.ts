/**
 * Hears of pushes: the body and signature of GitHub's push webhook, which other forges and a plain
 * post-receive hook can send as well. It writes the push down and answers; scanning is a job.
 */
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { newId } from '../../base/id.ts'
import { equalInConstantTime, webhookSignature } from '../../base/signing.ts'
import { append } from '../../journal/append.ts'
import type { App } from '../app.ts'
import { webhookContext } from '../api/repositories.ts'
import { requestError } from '../request-error.ts'
import type { Server } from '../http.ts'

const Push = Type.Object({
  ref: Type.String({ pattern: '^refs/', maxLength: 500 }),
  before: Type.String({ pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$' }),
  after: Type.String({ pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$' }),
  pusher: Type.Optional(Type.Object({ name: Type.String({ maxLength: 200 }) })),
})

/** GitHub's own limit for a delivery. */
const MAX_DELIVERY_BYTES = 25 * 1024 * 1024

export function pushWebhook(server: Server, app: App): void {
  void server.register(async (hooks) => {
    // The signature is over the raw bytes: they are kept as they came.
    hooks.removeAllContentTypeParsers()
    hooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    hooks.post(
      '/webhooks/push/:repository',
      {
        config: { access: 'public' },
        bodyLimit: MAX_DELIVERY_BYTES,
        schema: { params: Type.Object({ repository: Type.String({ maxLength: 64 }) }) },
      },
      async (request, reply) => {
        const { repository: id } = request.params as { repository: string }
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const repository = await app.db.selectFrom('repositories').selectAll().where('id', '=', id).executeTakeFirst()
        const secret = repository && app.keyring.unseal(webhookContext(id), repository.sealed_webhook_secret)
        const given = String(request.headers['x-hub-signature-256'] ?? '')
        // An unknown repository and a wrong signature are answered alike: ids cannot be probed.
        if (!secret || !equalInConstantTime(given, webhookSignature(secret.reveal(), body))) {
          throw requestError('SIGNATURE_WRONG', 'the signature of this delivery is wrong')
        }
        if (request.headers['x-github-event'] === 'ping') return reply.code(204).send()
        const queued = await queuePush(app, repository.id, repository.name, parsePush(body))
        app.pokeWorkers()
        return reply.code(202).send({ queued })
      },
    )
  })
}

function parsePush(body: Buffer): { ref: string; before: string; after: string; pusher?: { name: string } } {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    throw requestError('REQUEST_INVALID', 'the body of this delivery is not JSON')
  }
  if (!Value.Check(Push, parsed))
    throw requestError('REQUEST_INVALID', 'this delivery is not a push: it needs ref, before and after')
  return parsed
}

/** False when this very push was delivered before. */
async function queuePush(
  app: App,
  repositoryId: string,
  repositoryName: string,
  push: { ref: string; before: string; after: string; pusher?: { name: string } },
): Promise<boolean> {
  const now = app.clock.now()
  const id = newId('psh', now)
  return app.db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('pushes')
      .values({
        id,
        repository_id: repositoryId,
        ref: push.ref,
        before_commit: push.before,
        after_commit: push.after,
        pusher: push.pusher?.name ?? 'unknown',
        received_at: now,
        status: 'queued',
        result: null,
        run_at: now,
      })
      .onConflict((conflict) => conflict.columns(['repository_id', 'ref', 'before_commit', 'after_commit']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return false
    await append(tx, now, [
      {
        actor: 'webhook',
        action: 'push.received',
        subject: id,
        detail: { repository: repositoryName, ref: push.ref, after: push.after },
      },
    ])
    return true
  })
}
