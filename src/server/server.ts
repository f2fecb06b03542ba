/**
 * The HTTP server: fastify with TypeBox. Answers are stripped to their declared shape, so that a field that
 * nobody declared cannot leave; errors carry code, message and hint, and never a stack.
 */
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  fastify,
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type RouteOptions,
} from 'fastify'
import type { RekeyError } from '../base/errors.ts'
import { isRekeyError } from '../base/errors.ts'
import { translateDbError } from '../db/db-error.ts'
import type { App } from './app.ts'
import { guardRoutes } from './auth.ts'
import { accessKeyRoutes } from './api/access-keys.ts'
import { awsRoutes } from './aws/aws-routes.ts'
import type { Server } from './http.ts'
import { lazyCompilers } from './lazy-compilers.ts'
import { dashboardRoutes } from './dashboard.ts'
import { incidentRoutes } from './api/incidents.ts'
import { journalRoutes } from './api/journal.ts'
import { repositoryRoutes } from './api/repositories.ts'
import { rotationRoutes } from './api/rotations.ts'
import { sessionRoutes } from './api/session.ts'
import { accountRoutes } from './api/account.ts'
import { approvalRoutes } from './api/approvals.ts'
import { policyRoutes } from './api/policies.ts'
import { signInMethodRoutes } from './api/sign-in-methods.ts'
import { signInRoutes } from './api/sign-in.ts'
import { identityRoutes } from './api/identities.ts'
import { useRoutes } from './api/uses.ts'
import { backupRoutes } from './api/backup.ts'
import { hierarchyRoutes } from './api/hierarchy.ts'
import { keyRoutes } from './api/keys.ts'
import { secretLifeRoutes } from './api/secret-life.ts'
import { secretRoutes } from './api/secrets.ts'
import { valueRoutes } from './api/values.ts'
import { consumerRoutes } from './api/consumers.ts'
import { evidenceRoutes } from './api/evidence.ts'
import { requestError } from './request-error.ts'
import { vaultRoutes } from './vault/routes.ts'
import { pushWebhook } from './webhooks/push.ts'

const MAX_BODY_BYTES = 1024 * 1024

/** Builds the server with all routes; it does not listen yet. `onRoute` hears of each: a test tries them all. */
export async function createServer(app: App, onRoute: (route: RouteOptions) => void = () => {}): Promise<Server> {
  const server = fastify({
    loggerInstance: app.log,
    bodyLimit: MAX_BODY_BYTES,
    // A request line may carry names and tokens of others: only method, path and status are logged.
    // One logger for all: making one for each request costs as much as opening its value.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    // A field that a schema forbids is an error, not something to leave out in silence; nor is a list taken for its element.
    schemaController: { compilersFactory: lazyCompilers() },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
    requestTimeout: 60_000,
    // Anyone can write X-Forwarded-For: it is believed of proxies that the configuration names, and of nobody else.
    trustProxy: app.door.trustedProxies.length ? [...app.door.trustedProxies] : false,
    // A path that cannot be decoded reaches no route, and so no error handler.
    frameworkErrors: (error, request, reply) =>
      void (request.url.startsWith('/v1/')
        ? (reply as unknown as FastifyReply).code(400).send({ errors: ['the path cannot be decoded'] })
        : answer(reply, translate(error, MAX_BODY_BYTES))),
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as Server

  server.addHook('onRoute', onRoute)
  answerErrors(server)
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    done()
  })
  await server.register(cookie)
  guardRoutes(server, app)
  await server.register(swagger, { openapi: { info: { title: 'Rekey', version: '1' } } })
  await server.register(async (routes) => {
    const typed = routes.withTypeProvider<TypeBoxTypeProvider>()
    for (const add of [
      sessionRoutes,
      identityRoutes,
      valueRoutes,
      consumerRoutes,
      secretRoutes,
      secretLifeRoutes,
      hierarchyRoutes,
      backupRoutes,
      keyRoutes,
      useRoutes,
      rotationRoutes,
    ])
      add(typed, app)
    for (const add of [signInRoutes, accountRoutes, policyRoutes, signInMethodRoutes, approvalRoutes]) add(typed, app)
    for (const add of [incidentRoutes, evidenceRoutes, repositoryRoutes, journalRoutes, pushWebhook]) add(typed, app)
    accessKeyRoutes(typed, app)
    awsRoutes(typed, app)
    await vaultRoutes(typed, app)
    await dashboardRoutes(typed)
  })
  return server
}

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((thrown: FastifyError | RekeyError, request, reply) => {
    const error = translateDbError(thrown) as FastifyError | RekeyError
    const known = isRekeyError(error) ? error : translate(error, request.routeOptions.bodyLimit ?? MAX_BODY_BYTES)
    if (known.status >= 500)
      request.log.error({ err: { message: error.message, stack: error.stack } }, 'request failed')
    return answer(reply, known)
  })
  server.setNotFoundHandler({ config: { access: 'public' } } as never, (request, reply) =>
    answer(reply, requestError('ROUTE_NOT_FOUND', `there is no ${request.method} ${request.url.split('?')[0]}`)),
  )
}

/** What PostgreSQL says of text that it cannot keep: NUL, or half a character. */
const NOT_TEXT: ReadonlySet<string> = new Set(['22021', '22P02', '22P05'])

function translate(error: FastifyError, maxBytes: number): RekeyError {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return requestError('BODY_TOO_LARGE', 'the body of this request is too large', {
      hint: `Send at most ${maxBytes} bytes.`,
    })
  }
  if (NOT_TEXT.has(error.code)) return requestError('REQUEST_INVALID', 'a text holds NUL or half a character')
  // Messages of the validator name fields and limits, never values.
  if (error.validation || (error.statusCode ?? 500) < 500) return requestError('REQUEST_INVALID', error.message)
  return requestError('INTERNAL', 'something went wrong inside')
}

function answer(reply: FastifyReply, { code, status, message, hint }: RekeyError): FastifyReply {
  return reply.code(status).send({ error: { code, message, hint } })
}
