/** A real Redis for tests, in memory only. Debian's redis-tools hold the server under another name. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'

export interface TestRedis {
  readonly port: number
  readonly admin: Redis
  stop(): Promise<void>
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn('redis-check-rdb', settings, { argv0: 'redis-server', stdio: 'ignore' })
  const admin = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50 })
  admin.on('error', () => undefined)
  await Promise.race([
    admin.ping(),
    once(server, 'exit').then(() => {
      throw new Error('the Redis server did not start')
    }),
  ])
  return {
    port,
    admin,
    async stop() {
      admin.disconnect()
      server.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
    },
  }
}
