/** Access keys for clients of AWS Secrets Manager: made (shown once, as environment variables), listed, revoked. */
import { parseDuration } from '../../base/duration.ts'
import type { Invocation, Io } from '../command.ts'
import type { Connection } from '../connection.ts'
import { findScope } from '../scope.ts'

interface Made {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}
interface Listed {
  readonly accessKeyId: string
  readonly scope: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

export async function runAccessKeys(
  { verb, name, id }: { verb: string; name: string; id: string | undefined },
  server: Connection,
  flags: Invocation['flags'],
  io: Io,
): Promise<number> {
  const path = `/api/identities/${encodeURIComponent(name)}/access-keys`
  if (verb === 'revoke-access-key') {
    await server.request('DELETE', `${path}/${encodeURIComponent(String(id))}`)
    return 0
  }
  if (verb === 'access-keys') {
    const { accessKeys } = (await server.request('GET', path)) as { accessKeys: Listed[] }
    for (const key of accessKeys) io.stdout.write(`${key.accessKeyId}  ${key.scope}  ${stateOf(key)}\n`)
    return 0
  }
  const scope = await findScope(server, flags, io)
  const ttl = flags['ttl'] === undefined ? {} : { ttlSeconds: Math.round(parseDuration(String(flags['ttl'])) / 1_000) }
  const made = (await server.request('POST', path, { ...scope, ...ttl })) as Made
  const lines = {
    AWS_ACCESS_KEY_ID: made.accessKeyId,
    AWS_SECRET_ACCESS_KEY: made.secretAccessKey,
    ...(made.sessionToken && { AWS_SESSION_TOKEN: made.sessionToken }),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
  }
  for (const [variable, value] of Object.entries(lines)) io.stdout.write(`${variable}=${value}\n`)
  return 0
}

function stateOf({ createdAt, expiresAt, revokedAt }: Listed): string {
  if (revokedAt) return `revoked ${revokedAt}`
  return expiresAt ? `until ${expiresAt}` : `since ${createdAt}`
}
