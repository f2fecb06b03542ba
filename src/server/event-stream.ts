/** Server-sent events: an open answer that lines are written to, with a ping so that dead ones are noticed. */
import type { FastifyReply } from 'fastify'
import type { Identity } from '../secrets/identities.ts'
import type { App } from './app.ts'
import { isStillAllowed } from './auth.ts'

const PING_MS = 15_000
/** A client that does not read is cut off at this many waiting bytes; it learns the present state when it returns. */
const MAX_WAITING_BYTES = 256 * 1024

export interface EventStream {
  send(event: string, data: unknown): void
}

/** Journal actions after which somebody may have lost what let them in. */
const LOSES_ACCESS = /^(?:token|identity|policy|session)\.(?!opened|created|redeemed)/

/**
 * Opens the stream; `onClose` runs once when either side ends it. It ends when the token is revoked or expires, its
 * owner is disabled, or `mayHear` (beside the route's own permission) says no.
 */
export function openEventStream(
  app: App,
  reply: FastifyReply,
  listener: { readonly onClose: () => void; readonly mayHear?: (identity: Identity) => boolean },
): EventStream {
  reply.hijack()
  const raw = reply.raw
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  })
  raw.flushHeaders() // Else the client hears nothing, not even that it is connected, until the first event.
  const send = (event: string, data: unknown): void => {
    if (raw.writableEnded || raw.destroyed) return
    if (raw.writableLength > MAX_WAITING_BYTES) raw.destroy()
    else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const check = (): void =>
    void isStillAllowed(app, reply.request, listener.mayHear).then(
      (allowed) => {
        if (!allowed) raw.end('event: end\ndata: {"reason":"access"}\n\n')
      },
      // The database is away: it is asked again with the next ping.
      () => undefined,
    )
  const unsubscribe = app.feed.subscribe(({ action }) => {
    if (LOSES_ACCESS.test(action)) check()
  })
  const ping = setInterval(() => {
    send('ping', {})
    check()
  }, PING_MS)
  raw.once('close', () => {
    clearInterval(ping)
    unsubscribe()
    listener.onClose()
  })
  return { send }
}
