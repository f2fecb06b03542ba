/** The keys that seal everything: which there are, and their rotation while the server runs. */
import { Type } from '@sinclair/typebox'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

const admin = { access: { action: 'admin' } } as const

export function keyRoutes(server: Server, app: App): void {
  const Key = Type.Object({
    id: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    purpose: Type.String(),
    seals: Type.Boolean(),
  })
  server.get(
    '/api/keyring',
    { config: admin, schema: { response: { 200: Type.Object({ rootKey: Type.String(), keys: Type.Array(Key) }) } } },
    async () => {
      const { rootKey, keys } = await app.keys.status()
      return { rootKey, keys: keys.map((key) => ({ ...key, createdAt: key.createdAt.toISOString() })) }
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
