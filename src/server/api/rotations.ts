/** Starting and steering rotations. Forcing says what it accepts to break, and is journalled with its reason. */
import { Type } from '@sinclair/typebox'
import { planRotation } from '../../rotate/plan.ts'
import { discardCandidate } from '../../rotate/abort.ts'
import { findKind } from '../../rotate/context.ts'
import { commandRotation, type RotationCommand } from '../../rotate/command.ts'
import { createRotation, loadRotation, type Rotation } from '../../rotate/store.ts'
import { formatSecretName, parseSecretName } from '../../secrets/name.ts'
import { getSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { callerOf, requireAccess } from '../auth.ts'
import type { Server } from '../http.ts'
import { viewRotation } from './rotation-view.ts'
import { RotationView } from './schemas.ts'

const COMMANDS = Type.Union((['pause', 'resume', 'abort', 'force'] as const).map((name) => Type.Literal(name)))

export function rotationRoutes(server: Server, app: App): void {
  server.post(
    '/api/rotations',
    {
      config: { access: 'identity' },
      schema: {
        body: Type.Object({ secret: Type.String(), reason: Type.Optional(Type.String({ maxLength: 500 })) }),
        response: { 200: RotationView },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { secret: text, reason = 'asked for by hand' } = request.body
      const name = parseSecretName(text)
      requireAccess(caller, 'rotate', formatSecretName(name))
      const secret = await getSecret(app.db, name)
      const plan = planRotation(findKind(app.rotation.providers, secret), {
        leaked: false,
        hasAdmin: Boolean(secret.rotation?.admin),
      })
      const id = await app.db
        .transaction()
        .execute((tx) => createRotation(tx, app.clock.now(), { secret, plan, reason, requestedBy: caller.name }))
      app.pokeWorkers()
      return viewRotation(app.db, id)
    },
  )

  server.get(
    '/api/rotations/:id',
    {
      config: { access: 'identity' },
      schema: { params: Type.Object({ id: Type.String() }), response: { 200: RotationView } },
    },
    async (request) => {
      const rotation = await loadRotation(app.db, request.params.id)
      requireAccess(callerOf(request), 'list', rotation.secret.fullName)
      return viewRotation(app.db, rotation.id)
    },
  )

  server.post(
    '/api/rotations/:id/:command',
    {
      config: { access: 'identity' },
      schema: {
        params: Type.Object({ id: Type.String(), command: COMMANDS }),
        body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
        response: { 200: RotationView },
      },
    },
    async (request) => {
      const { id, command } = request.params
      const caller = callerOf(request)
      const rotation = await loadRotation(app.db, id)
      requireAccess(caller, 'rotate', rotation.secret.fullName)
      const { reason = 'no reason given' } = request.body
      const send = (type: RotationCommand): Promise<Rotation> =>
        commandRotation(app.db, app.clock.now(), { id, event: { type }, actor: caller.name, reason })
      if (command === 'abort') await discardCandidate(app.rotation, rotation, send)
      await send(command)
      app.pokeWorkers()
      return viewRotation(app.db, id)
    },
  )
}
