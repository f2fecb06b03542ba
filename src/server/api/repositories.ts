/** Repositories whose pushes are watched. The path is given once, by an admin; a webhook can never name one. */
import { randomBytes } from 'node:crypto'
import { isAbsolute } from 'node:path'
import { Type } from '@sinclair/typebox'
import { newId } from '../../base/id.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { append } from '../../journal/append.ts'
import { findRepository } from '../../sources/repository.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import { requestError } from '../request-error.ts'
import type { Server } from '../http.ts'

export function repositoryRoutes(server: Server, app: App): void {
  server.post(
    '/api/repositories',
    {
      config: { access: { action: 'admin' } },
      schema: {
        body: Type.Object({
          name: Type.String({ minLength: 1, maxLength: 120, pattern: '^[A-Za-z0-9._/-]+$' }),
          path: Type.String({ minLength: 1, maxLength: 1_000 }),
          visibility: Type.Union([Type.Literal('public'), Type.Literal('private')]),
        }),
        response: {
          200: Type.Object({
            id: Type.String(),
            name: Type.String(),
            webhookPath: Type.String(),
            webhookSecret: Type.String(),
          }),
        },
      },
    },
    async (request, reply) => {
      const { name, path, visibility } = request.body
      // A folder inside of a work tree is not what was meant, and it need not even exist.
      if (!isAbsolute(path) || findRepository(path)?.prefix !== '') {
        throw requestError('REPOSITORY_PATH_INVALID', `${path} is not a git repository`)
      }
      const now = app.clock.now()
      const id = newId('rep', now)
      const secret = new Sensitive(randomBytes(32).toString('base64url'))
      const inserted = await app.db.transaction().execute(async (tx) => {
        const row = await tx
          .insertInto('repositories')
          .values({
            id,
            name,
            path,
            visibility,
            sealed_webhook_secret: app.keyring.seal(webhookContext(id), secret),
            created_at: now,
          })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (row)
          await append(tx, now, [
            { actor: callerOf(request).name, action: 'repository.added', subject: name, detail: { visibility } },
          ])
        return row
      })
      if (!inserted) throw requestError('REPOSITORY_EXISTS', `there is a repository ${name} already`)
      reply.header('cache-control', 'no-store')
      return { id, name, webhookPath: `/webhooks/push/${id}`, webhookSecret: secret.reveal() }
    },
  )
}

export function webhookContext(repositoryId: string): string[] {
  return ['webhook secret', repositoryId]
}
