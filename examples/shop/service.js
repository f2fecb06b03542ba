/**
 * What the services of the shop have in common: a Rekey client, an HTTP server with /health and the
 * routes of one service, and a stop that finishes what was begun. The services themselves say only what
 * they do. Environment: REKEY_URL, REKEY_TOKEN_FILE, PORT (0 = any), SERVICE_IP, SERVICE_HOST,
 * HEARTBEAT_MS, STRIPE_URL, EXIT_WITH_STDIN.
 */
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createClient } from '@rekey/sdk'

export const DATABASE_SECRET = 'shop/production/DATABASE_URL'

/** The client of one service. The token is read from its file again whenever the server refuses it. */
export function connectToRekey(consumer, options = {}) {
  return createClient({
    url: required('REKEY_URL'),
    token: readToken,
    consumer,
    ...(process.env.SERVICE_HOST && { host: process.env.SERVICE_HOST }),
    ...(process.env.HEARTBEAT_MS && { heartbeatMs: Number(process.env.HEARTBEAT_MS) }),
    ...options,
  })
}

/**
 * Serves `routes` ({ 'GET /work': async () => object }) until SIGTERM, then calls `close`.
 * Prints {"ready":true,"port":…} on stdout when it listens.
 */
export function serve({ routes, close }) {
  const all = { 'GET /health': async () => ({ ok: true }), ...routes }
  const respond = async (request, response) => {
    const [pathname] = request.url.split('?')
    const route = all[`${request.method} ${pathname}`]
    try {
      if (route) answer(response, 200, await route())
      else answer(response, 404, { error: 'there is no such route' })
    } catch (error) {
      answer(response, 500, { error: reasonOf(error) })
    }
  }
  const server = createServer((request, response) => void respond(request, response))
  // Longer than the idle time of any client, so that no request meets a connection that is being closed.
  server.keepAliveTimeout = 65_000
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ ready: true, port: server.address().port })}\n`)
  })

  let stopping
  const stop = () => {
    stopping ??= new Promise((resolve) => server.close(resolve)).then(close)
    server.closeIdleConnections()
    stopping.then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  // For whoever starts the shop as children: none of them outlives it.
  if (process.env.EXIT_WITH_STDIN) process.stdin.on('end', stop).resume()
  process.on('SIGINT', stop)
}

function answer(response, status, body) {
  // Once the server closes, each answer ends its connection.
  if (!response.socket?.server?.listening) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** A code where there is one: messages of drivers may quote what they were given. */
function reasonOf(error) {
  return error?.code ? `${error.name} ${error.code}` : (error?.publicReason ?? 'internal error')
}

async function readToken() {
  const path = required('REKEY_TOKEN_FILE')
  const { mode } = await stat(path)
  if (mode & 0o077) throw new Error(`${path} can be read by others; run: chmod 600 ${path}`)
  return (await readFile(path, 'utf8')).trim()
}

export function required(name) {
  const value = process.env[name]
  if (!value) throw new Error(`set ${name}`)
  return value
}
