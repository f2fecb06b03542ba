/** Server-sent events: an open answer that lines are written to, with a ping so that dead ones are noticed. */
import type { FastifyReply } from 'fastify'

const PING_MS = 15_000
/** A client that does not read is cut off at this many waiting bytes; it learns the present state when it returns. */
const MAX_WAITING_BYTES = 256 * 1024

export interface EventStream {
  send(event: string, data: unknown): void
}

/** Opens the stream; `onClose` runs once when either side ends it. */
export function openEventStream(reply: FastifyReply, onClose: () => void): EventStream {
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
  const ping = setInterval(() => send('ping', {}), PING_MS)
  raw.once('close', () => {
    clearInterval(ping)
    onClose()
  })
  return { send }
}
