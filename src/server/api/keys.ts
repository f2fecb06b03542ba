/** The keys that seal everything: which there are, and their rotation while the server runs. */
import { Type } from '@sinclair/typebox'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

const admin = { access: { action: 'admin' } } as const

export function keyRoutes(server: Server, app: App): void {
  const Time = Type.String({ format: 'date-time' })
  const Key = Type.Object({
    id: Type.String(),
    createdAt: Time,
    purpose: Type.String(),
    seals: Type.Boolean(),
    retiredAt: Type.Union([Time, Type.Null()]),
  })
  const Node = Type.Object({ name: Type.String(), seenAt: Time, key: Type.String() })
  server.get(
    '/api/keyring',
    {
      config: admin,
      schema: {
        response: {
          200: Type.Object({ rootKey: Type.String(), keys: Type.Array(Key), nodes: Type.Array(Node) }),
        },
      },
    },
    async () => {
      const { rootKey, keys, nodes } = await app.keys.status()
      return {
        rootKey,
        keys: keys.map((key) => ({
          ...key,
          createdAt: key.createdAt.toISOString(),
          retiredAt: key.retiredAt?.toISOString() ?? null,
        })),
        nodes: nodes.map((node) => ({ ...node, seenAt: node.seenAt.toISOString() })),
      }
    },
  )

  server.post(
    '/api/keyring/rotate',
    { config: admin, schema: { response: { 200: Type.Object({ key: Type.String(), values: Type.Integer() }) } } },
    (request) => app.keys.rotateKeyring(callerOf(request).name),
  )

  server.post(
    '/api/keyring/rotate-root',
    { config: admin, schema: { response: { 200: Type.Object({ rootKey: Type.String() }) } } },
    (request) => app.keys.rotateRootKey(callerOf(request).name),
  )
}
