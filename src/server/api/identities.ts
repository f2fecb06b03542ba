/** People and machines and their tokens. A token is shown once, in the answer that makes it. */
import { Type } from '@sinclair/typebox'
import { accessError, createIdentity, createToken, findIdentity } from '../../secrets/identities.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

const ACTIONS = Type.Union(
  (['read', 'list', 'write', 'rotate', 'admin'] as const).map((action) => Type.Literal(action)),
)
const PolicyBody = Type.Object({
  effect: Type.Union([Type.Literal('allow'), Type.Literal('deny')]),
  pattern: Type.String({ minLength: 1, maxLength: 300, pattern: '^[A-Za-z0-9._*/-]+$' }),
  actions: Type.Array(ACTIONS, { minItems: 1 }),
})

export function identityRoutes(server: Server, app: App): void {
  server.post(
    '/api/identities',
    {
      config: { access: { action: 'admin' } },
      schema: {
        body: Type.Object({
          name: Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' }),
          kind: Type.Union([Type.Literal('person'), Type.Literal('machine')]),
          policies: Type.Array(PolicyBody),
        }),
        response: { 200: Type.Object({ name: Type.String(), token: Type.String() }) },
      },
    },
    async (request, reply) => {
      const actor = callerOf(request).name
      const now = app.clock.now()
      const token = await app.db.transaction().execute(async (tx) => {
        const identity = await createIdentity(tx, now, { ...request.body, actor })
        return createToken(tx, app.keyring, now, { identity, kind: 'api', actor })
      })
      reply.header('cache-control', 'no-store')
      return { name: request.body.name, token: token.reveal() }
    },
  )

  server.post(
    '/api/identities/:name/tokens',
    {
      config: { access: { action: 'admin' } },
      schema: {
        params: Type.Object({ name: Type.String() }),
        body: Type.Object({ kind: Type.Union([Type.Literal('api'), Type.Literal('setup')]) }),
        response: { 200: Type.Object({ name: Type.String(), token: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const { kind } = request.body
      const now = app.clock.now()
      const actor = callerOf(request).name
      const token = await app.db.transaction().execute(async (tx) => {
        const identity = await findIdentity(tx, name)
        if (!identity) throw accessError('IDENTITY_NOT_FOUND', `there is no identity ${name}`)
        const ttl = kind === 'setup' ? { ttlMs: 15 * 60_000 } : {}
        return createToken(tx, app.keyring, now, { identity, kind, actor, ...ttl })
      })
      reply.header('cache-control', 'no-store')
      return { name, token: token.reveal() }
    },
  )
}
