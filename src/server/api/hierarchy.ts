/** Which environment takes from which, and people's own values in place of shared ones. */
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { Sensitive } from '../../base/sensitive.ts'
import { decide } from '../../secrets/access.ts'
import { listLinks, setInherits } from '../../secrets/environments.ts'
import { formatSecretName, parseScopePart, parseSecretName } from '../../secrets/name.ts'
import { removeOverride, setOverride } from '../../secrets/overrides.ts'
import { getSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

const nameOf = (request: FastifyRequest): string =>
  formatSecretName(parseSecretName((request.params as { '*': string })['*']))
const scopeOf = (request: FastifyRequest): string => {
  const { project, environment } = request.params as { project: string; environment: string }
  return `${parseScopePart(project)}/${parseScopePart(environment)}`
}

export function hierarchyRoutes(server: Server, app: App): void {
  server.get(
    '/api/environments',
    {
      config: { access: 'identity' },
      schema: {
        response: {
          200: Type.Object({
            environments: Type.Array(
              Type.Object({ project: Type.String(), environment: Type.String(), inherits: Type.String() }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { policies } = callerOf(request)
      const maySee = ({ project, environment }: { project: string; environment: string }): boolean =>
        (['list', 'read'] as const).some((action) => decide(policies, action, `${project}/${environment}`).allowed)
      const links = (await listLinks(app.db)).filter(maySee)
      return { environments: links.map((link) => ({ ...link })) }
    },
  )

  server.put(
    '/api/environments/:project/:environment',
    {
      config: { access: { action: 'admin', on: scopeOf } },
      schema: {
        params: Type.Object({ project: Type.String(), environment: Type.String() }),
        body: Type.Object(
          // Null first: the validator would take it for an empty text.
          { inherits: Type.Union([Type.Null(), Type.String({ maxLength: 64 })]) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { inherits } = request.body
      const input = {
        ...request.params,
        inherits: inherits === null ? null : parseScopePart(inherits),
        actor: callerOf(request).name,
      }
      await app.db.transaction().execute((tx) => setInherits(tx, app.clock.now(), input))
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  const own = { config: { access: { action: 'read', on: nameOf } } } as const

  server.put(
    '/api/overrides/*',
    {
      ...own,
      bodyLimit: 512 * 1024,
      schema: { body: Type.Object({ value: Type.String() }, { additionalProperties: false }) },
    },
    async (request, reply) => {
      const identity = callerOf(request)
      await app.db.transaction().execute(async (tx) => {
        const secret = await getSecret(tx, parseSecretName(nameOf(request)))
        const value = new Sensitive(request.body.value)
        await setOverride(tx, app.keyring, app.clock.now(), { secret, identity, value })
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.delete('/api/overrides/*', own, async (request, reply) => {
    const identity = callerOf(request)
    await app.db.transaction().execute(async (tx) => {
      const secret = await getSecret(tx, parseSecretName(nameOf(request)))
      await removeOverride(tx, app.clock.now(), { secret, identity })
    })
    app.feed.poke()
    return reply.code(204).send()
  })
}
