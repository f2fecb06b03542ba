/** Serves the built dashboard under /ui/ with a strict content security policy. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { Server } from './http.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

export async function dashboardRoutes(server: Server): Promise<void> {
  const root = ['../web/dist/', '../../web/dist/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path))
  server.get('/', { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) => reply.redirect('/ui/'))
  if (!root) return
  server.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/ui')) return
    reply.header('content-security-policy', POLICY)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cross-origin-opener-policy', 'same-origin')
  })
  await server.register(fastifyStatic, { root, serve: false })
  const send = { config: { access: 'public' as const }, schema: { hide: true } }
  server.get('/ui', send, (_request, reply) => reply.redirect('/ui/'))
  server.get('/ui/*', send, (request, reply) => {
    const path = (request.params as { '*': string })['*']
    // Pages of the dashboard are drawn in the browser: every path that is no file is its one page.
    const isFile = /\.[a-z0-9]+$/.test(path)
    return isFile ? reply.sendFile(path, { maxAge: '1h' }) : reply.sendFile('index.html', { maxAge: 0 })
  })
}
