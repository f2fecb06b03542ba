/**
 * `POST /`: where the clients of AWS Secrets Manager (JSON 1.1) and of STS's GetCallerIdentity arrive. Nothing of a
 * request is believed before its signature is verified over the very bytes that came in.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Server } from '../http.ts'
import { AwsError } from './aws-error.ts'
import type { Call } from './call.ts'
import { createConsumerNotes } from './consumer-notes.ts'
import { dispatch, findAction } from './dispatch.ts'
import { createSigners, type KeySigner } from './signers.ts'
import { unknownKey, verifySignature, type Credential } from './sigv4.ts'
import { callerIdentityXml, errorXml } from './sts.ts'
import { internalError, toAwsError } from './translate-error.ts'
import { createVersionReads } from './version-reads.ts'

const JSON_TYPE = 'application/x-amz-json-1.1'
/** The greatest value, with each byte escaped. */
const MAX_BODY_BYTES = 512 * 1024

interface Proven {
  readonly credential: Credential
  readonly signer: KeySigner
  readonly identity: Call['identity']
}

export function awsRoutes(server: Server, app: App): void {
  const signers = createSigners(app)
  const notes = createConsumerNotes(app)
  const versionReads = createVersionReads(app)

  async function prove(request: FastifyRequest): Promise<Proven> {
    await signers.ready()
    const { raw, body } = request
    const signed = {
      method: raw.method ?? '',
      url: raw.url ?? '',
      rawHeaders: raw.rawHeaders,
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    }
    const { credential, signer } = verifySignature(signed, app.clock.now(), signers.find)
    const identity = await signer.owner()
    if (!identity) throw unknownKey()
    return { credential, signer, identity }
  }

  function callOf(request: FastifyRequest, proven: Proven, requestId: string): Call {
    const { credential, signer, identity } = proven
    const target = text(request, 'x-amz-target')
    const action = findAction(/^secretsmanager\.(\w+)$/.exec(target)?.[1] ?? '')
    if (!action) throw unknownOperation()
    requireService(credential, 'secretsmanager')
    return {
      app,
      notes,
      versionReads,
      now: app.clock.now(),
      action,
      identity,
      requestId,
      accessKeyId: signer.keyId,
      scope: signer.scope,
      account: signer.account,
      region: credential.region,
      ip: request.ip,
      userAgent: text(request, 'user-agent'),
      isSecure: request.protocol === 'https',
      async refresh() {
        signers.forget()
        await signers.ready()
        const owner = await signers.find(signer.keyId).owner()
        if (!owner) throw unknownKey()
        return owner
      },
    }
  }

  async function answerJson(request: FastifyRequest, reply: FastifyReply, requestId: string): Promise<FastifyReply> {
    reply.header('x-amzn-requestid', requestId).header('cache-control', 'no-store').type(JSON_TYPE)
    try {
      const proven = await prove(request)
      const call = callOf(request, proven, requestId)
      // As bytes: a text would be given a charset, which AWS's answers have not.
      return reply.send(Buffer.from(JSON.stringify(await dispatch(call, parseBody(request.body as Buffer)))))
    } catch (thrown) {
      const error = known(thrown, app, requestId)
      return reply.code(error.status).send(Buffer.from(JSON.stringify(error.toBody())))
    }
  }

  async function answerQuery(request: FastifyRequest, reply: FastifyReply, requestId: string): Promise<FastifyReply> {
    reply.header('x-amzn-requestid', requestId).header('cache-control', 'no-store').type('text/xml')
    try {
      const { credential, signer, identity } = await prove(request)
      requireService(credential, 'sts')
      const action = new URLSearchParams((request.body as Buffer).toString()).get('Action')
      if (action !== 'GetCallerIdentity') throw unknownOperation()
      const detail = {
        operation: 'GetCallerIdentity',
        requestId,
        accessKey: signer.keyId,
        region: credential.region,
        ip: request.ip,
      }
      const subject = `${signer.scope.project}/${signer.scope.environment}`
      await app.journal.write({ actor: identity.name, action: 'aws.called', subject, detail })
      return reply.send(callerIdentityXml(identity, signer.account, requestId))
    } catch (thrown) {
      const { status, xml } = errorXml(known(thrown, app, requestId), requestId)
      return reply.code(status).send(xml)
    }
  }

  server.register(async (scope) => {
    // The signature covers bytes: nobody may parse them before.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.setErrorHandler(async (thrown: Error & { statusCode?: number }, _request, reply) => {
      const isClients = (thrown.statusCode ?? 500) < 500
      const error = isClients
        ? new AwsError('SerializationException', 'The body is too large or cannot be read.')
        : internalError()
      return reply.code(error.status).type(JSON_TYPE).send(JSON.stringify(error.toBody()))
    })
    scope.post('/', { config: { access: 'public' }, bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      const requestId = randomUUID()
      const isForm = text(request, 'content-type').startsWith('application/x-www-form-urlencoded')
      return isForm ? answerQuery(request, reply, requestId) : answerJson(request, reply, requestId)
    })
    scope.addHook('onClose', () => notes.flush())
  })
}

function text(request: FastifyRequest, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

function requireService({ service }: Credential, wanted: string): void {
  if (service === wanted) return
  throw new AwsError('InvalidSignatureException', `Credential should be scoped to correct service: '${wanted}'.`)
}

const unknownOperation = (): AwsError =>
  new AwsError('UnknownOperationException', 'The requested operation is not known here.')

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Throws SerializationException: bytes that are no UTF-8 would become another value. */
function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    throw new AwsError('SerializationException', 'The body is no JSON in UTF-8.')
  }
}

function known(thrown: unknown, app: App, requestId: string): AwsError {
  const error = toAwsError(thrown)
  if (error.type === 'InternalServiceError' && !(thrown instanceof AwsError)) {
    const { message, stack } = thrown as Error
    app.log.error({ err: { message, stack }, requestId }, 'an AWS call failed')
  }
  return error
}
