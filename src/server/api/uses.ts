/** Heartbeats and the stream of changes: how consumers say what they hold, and hear what is new. */
import { Type } from '@sinclair/typebox'
import { recordSightings, type Sighting } from '../../secrets/consumers.ts'
import { decide } from '../../secrets/access.ts'
import { formatSecretName, parseSecretName } from '../../secrets/name.ts'
import { findSecret, findVersion } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { actionFor, callerOf, requireAccess } from '../auth.ts'
import { openEventStream } from '../event-stream.ts'
import { requestError } from '../request-error.ts'
import type { Server } from '../http.ts'

const MAX_NAMES = 100

export function useRoutes(server: Server, app: App): void {
  server.post(
    '/api/uses',
    {
      config: { access: 'identity' },
      schema: {
        body: Type.Object({
          consumer: Type.String({ minLength: 1, maxLength: 120 }),
          host: Type.String({ maxLength: 120 }),
          process: Type.String({ maxLength: 120 }),
          /** A goodbye: this process holds none of these any more. */
          ended: Type.Optional(Type.Boolean()),
          secrets: Type.Array(
            Type.Object({
              name: Type.String(),
              version: Type.Integer({ minimum: 1 }),
              uses: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
            }),
            { maxItems: MAX_NAMES },
          ),
        }),
      },
    },
    async (request, reply) => {
      const identity = callerOf(request)
      const { consumer, host, process, secrets, ended = false } = request.body
      await app.db.transaction().execute(async (tx) => {
        const sightings: Sighting[] = []
        for (const [i, { name, version, uses }] of secrets.entries()) {
          const secret = await findSecret(tx, parseSecretName(name))
          // A consumer may only speak of what it may read: else it could hold up another's rotation.
          if (!secret || !decide(identity.policies, 'read', name).allowed) continue
          if (!(await findVersion(tx, secret.id, version))) continue
          sightings.push({
            secretId: secret.id,
            secretName: secret.fullName,
            identityId: identity.id,
            consumer,
            host,
            process,
            version,
            uses,
            holds: !secrets.slice(i + 1).some((later) => later.name === name),
            ended,
          })
        }
        await recordSightings(tx, app.clock.now(), sightings)
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.get(
    '/api/changes',
    { config: { access: 'identity' }, schema: { querystring: Type.Object({ names: Type.String() }) } },
    async (request, reply) => {
      const identity = callerOf(request)
      const names = parseNames(request.query.names)
      for (const name of names) requireAccess(identity, actionFor(request, 'read'), name)
      const sent = new Map<string, number>()
      // What is read below may be older than what was heard meanwhile: nobody is told to go back.
      const send = (name: string, version: number): void => {
        if (version <= (sent.get(name) ?? 0)) return
        sent.set(name, version)
        stream.send('version', { name, version })
      }
      const unsubscribe = app.feed.subscribe(({ action, subject, detail }) => {
        const isNew = action === 'version.promoted' || (action === 'version.stored' && detail['stage'] === 'current')
        if (isNew && names.has(subject)) send(subject, Number(detail['version']))
      })
      const stream = openEventStream(app, reply, {
        onClose: unsubscribe,
        mayHear: ({ policies }) =>
          [...names].every((name) => decide(policies, actionFor(request, 'read'), name).allowed),
      })
      for (const name of names) {
        const secret = await findSecret(app.db, parseSecretName(name))
        const current = secret && (await findVersion(app.db, secret.id, 'current'))
        if (current) send(name, current.number)
      }
    },
  )
}

/** In their one spelling. Throws before the answer begins. */
function parseNames(list: string): ReadonlySet<string> {
  const names = new Set(list.split(','))
  if (names.size > MAX_NAMES) {
    throw requestError('REQUEST_INVALID', `${names.size} names are too many`, {
      hint: `Follow at most ${MAX_NAMES} names on one stream.`,
    })
  }
  return new Set([...names].map((name) => formatSecretName(parseSecretName(name))))
}
