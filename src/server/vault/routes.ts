/**
 * The door of the Vault API: everything under `/v1/`. Reads a request into one canonical form, within limits that
 * hold before anybody is asked who they are, and writes answers and refusals in Vault's shape.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isRekeyError, type RekeyError } from '../../base/errors.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { translateDbError } from '../../db/db-error.ts'
import type { App } from '../app.ts'
import type { Server } from '../http.ts'
import type { Operation } from './acl.ts'
import type { VaultRequest } from './call.ts'
import { dispatch } from './dispatch.ts'
import { parseSeconds } from './duration.ts'
import { envelope, newRequestId } from './envelope.ts'
import { bad, VaultFault } from './fault.ts'
import { Fields } from './fields.ts'
import { parseBody } from './json.ts'
import { translate } from './kv-store.ts'
import { acceptListVerb, LIST_METHOD } from './list-verb.ts'
import { parsePath } from './path.ts'
import { createVault } from './vault.ts'

const MAX_BODY_BYTES = 512 * 1024
const OPERATIONS: Readonly<Record<string, Operation>> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'update',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
  [LIST_METHOD]: 'list',
}

export async function vaultRoutes(server: Server, app: App): Promise<void> {
  const vault = createVault(app)
  server.addHttpMethod(LIST_METHOD, { hasBody: false })
  acceptListVerb(server.server)
  await server.register(async (routes) => {
    // Clients send JSON under many names, and often under none.
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    routes.setErrorHandler((error: FastifyError | RekeyError | VaultFault, request, reply) =>
      refuse(error, request, reply),
    )
    routes.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', LIST_METHOD],
      url: '/v1/*',
      exposeHeadRoute: false,
      bodyLimit: MAX_BODY_BYTES,
      config: { access: 'public' },
      schema: { hide: true },
      handler: async (request, reply) => {
        const read = readRequest(request)
        const answer = await dispatch(vault, read)
        reply.header('cache-control', 'no-store')
        if (request.method === LIST_METHOD) reply.header('connection', 'close')
        if (answer.status === 204) return reply.code(204).send()
        return write(reply, answer.status ?? 200, envelope(read.id, answer))
      },
    })
  })
}

function readRequest(request: FastifyRequest): VaultRequest {
  const [rawPath, rawQuery] = splitOnce(request.raw.url ?? '', '?')
  const path = parsePath(rawPath.slice('/v1/'.length))
  const query = Object.fromEntries(new URLSearchParams(rawQuery))
  if (headerOf(request, 'x-vault-namespace')?.replaceAll('/', ''))
    throw bad('this server has no namespaces: leave X-Vault-Namespace out')
  const isList =
    request.method === LIST_METHOD || (request.method === 'GET' && /^(?:1|t|true)$/i.test(query['list'] ?? ''))
  const operation = isList ? 'list' : OPERATIONS[request.method]
  if (!operation) throw new VaultFault(405)
  const wrapTtl = headerOf(request, 'x-vault-wrap-ttl')
  return {
    id: newRequestId(),
    operation,
    method: request.method,
    path,
    fields: new Fields(typeof request.body === 'string' ? parseBody(request.body) : {}),
    query,
    contentType: (headerOf(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    token: tokenOf(request),
    wrapSeconds: wrapTtl === undefined ? undefined : parseSeconds(wrapTtl, 'X-Vault-Wrap-TTL'),
    ip: request.ip,
  }
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const MAX_TOKEN_BYTES = 1_024

function tokenOf(request: FastifyRequest): Sensitive | undefined {
  const text =
    headerOf(request, 'x-vault-token') ?? /^Bearer (\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1]
  if (text === undefined) return undefined
  if (text.length > MAX_TOKEN_BYTES || /[^\x21-\x7e]/.test(text)) throw new VaultFault(403, 'permission denied')
  return new Sensitive(text)
}

/** Bytes, because a client compares the content type with `application/json` as a whole, and text would get a charset. */
function write(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .send(Buffer.from(JSON.stringify(body)))
}

function refuse(
  thrown: FastifyError | RekeyError | VaultFault,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = translate(translateDbError(thrown)) as FastifyError | RekeyError | VaultFault
  if (request.method === LIST_METHOD) reply.header('connection', 'close')
  if (error instanceof VaultFault) return write(reply, error.status, { errors: error.errors })
  if (isRekeyError(error) && error.status < 500)
    return write(reply, error.status, { errors: [error.message, error.hint] })
  const status = isRekeyError(error) ? error.status : (error.statusCode ?? 500)
  if (status < 500)
    return write(reply, status, {
      errors: [status === 413 ? 'http: request body too large' : 'failed to read the request'],
    })
  request.log.error({ err: { message: error.message, stack: error.stack } }, 'request failed')
  return write(reply, status, { errors: [isRekeyError(error) ? error.message : 'internal error'] })
}
