/** Requests and answers of the fake Stripe: a status and a JSON body, errors in Stripe's shape. */
import type { IncomingMessage } from 'node:http'

const MAX_BODY_BYTES = 16 * 1024 * 1024

export interface Call {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

export function errorReply(status: number, code: string, message: string, type = 'invalid_request_error'): Reply {
  return { status, body: { error: { type, code, message } } }
}

export function badRequest(code: string, message: string): Reply {
  return errorReply(400, code, message)
}

export function notFound(what: string): Reply {
  return errorReply(404, 'resource_missing', `No such ${what}`)
}

export function methodRefused(): Reply {
  return errorReply(405, 'method_not_allowed', 'Method not allowed.')
}

export function header(call: Call, name: string): string {
  const value = call.headers[name]
  return typeof value === 'string' ? value : ''
}

/** Bearer, or the user name of Basic, as Stripe takes both. */
export function keyOf(call: Call): string {
  const [scheme, value = ''] = header(call, 'authorization').split(' ')
  if (scheme === 'Bearer') return value
  return scheme === 'Basic' ? (Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '') : ''
}

export function addressOf(request: IncomingMessage): string {
  const forwarded = request.headers['x-forwarded-for']
  const first = (typeof forwarded === 'string' ? forwarded : '').split(',')[0]?.trim()
  return first || (request.socket.remoteAddress ?? '')
}

export function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text || '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** Undefined when it is too large. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined
}
