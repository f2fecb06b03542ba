/**
 * `@rekey/sdk/ioredis`: a Redis connection whose login is a secret. When the secret changes, the open connection
 * logs in again as the new user (Redis allows AUTH at any time), so no command waits or fails; a login that is
 * refused leaves it as it was. Only a connection that listens to channels, or whose address changes, connects anew.
 */
import type { Client } from './client.ts'
import { followVersions, type Versioned } from './follow-versions.ts'

/** The part of ioredis' client that this adapter uses. */
export interface RedisLike {
  readonly status: string
  readonly mode: string
  readonly options: object
  // `never`: each overload of ioredis fits.
  auth(...login: never[]): Promise<unknown>
  sendCommand(...sent: never[]): unknown
  on(...listener: never[]): unknown
  off(...listener: never[]): unknown
  disconnect(reconnect?: boolean): void
  quit(): Promise<unknown>
}

/** The same, as this file calls it. */
interface Connection {
  readonly status: string
  readonly mode: string
  readonly options: object
  auth(...login: string[]): Promise<unknown>
  sendCommand(...sent: unknown[]): unknown
  on(event: string, listener: (argument: unknown) => void): unknown
  off(event: string, listener: (argument: unknown) => void): unknown
  disconnect(reconnect?: boolean): void
}

export interface RedisConfig {
  readonly host?: string
  readonly port?: number
  readonly db?: number
  readonly username?: string
  readonly password?: string
  readonly tls?: object
  readonly [option: string]: unknown
}

export interface RedisFollowOptions<R extends RedisLike> {
  /** `import { Redis } from 'ioredis'` */
  readonly Redis: new (...options: never[]) => R
  /** The value as ioredis options. Default: an address (`redis://user:password@host:6379/0`), else the bare password. */
  readonly toConfig?: (value: string, version: number) => RedisConfig
  /** Told when a login is refused and when the connection is lost. */
  readonly onError?: (error: unknown) => void
  /** Everything else goes to ioredis. */
  readonly [option: string]: unknown
}

export interface FollowedRedis<R> {
  /** An ordinary ioredis client. */
  readonly redis: R
  readonly version: number | undefined
  end(): Promise<void>
}

interface Login extends Versioned {
  readonly config: RedisConfig
}

export async function createRedis<R extends RedisLike>(
  client: Client,
  name: string,
  options: RedisFollowOptions<R>,
): Promise<FollowedRedis<R>> {
  const { Redis, toConfig = readAddress, onError = () => undefined, ...redisOptions } = options
  const adapter = client.adapter(name)
  const link: { connection?: Connection; config: RedisConfig } = { config: {} }

  const followed = followVersions<Login>({
    client,
    name,
    isRefused: isRefusedLogin,
    onError,
    open({ value, version }) {
      const config = toConfig(value, version)
      return {
        version,
        config,
        async prove() {
          if (!link.connection) return
          await logIn(link.connection, { from: link.config, to: config })
          link.config = config
        },
        retire: () => Promise.resolve(),
      }
    },
  })

  const { with: first } = await followed.run((login) => Promise.resolve(login))
  const redis = new Redis(...([{ ...redisOptions, ...first.config }] as never[]))
  const connection = redis as unknown as Connection
  Object.assign(link, { connection, config: first.config })
  countUses(connection, () => adapter.used(followed.version ?? first.version))

  let asking = false
  const askAgain = async (): Promise<void> => {
    if (asking) return
    asking = true
    await client.refresh(name).catch(onError)
    asking = false
  }
  connection.on('error', (reason) => {
    onError(reason)
    // Connecting goes on by itself meanwhile; what it logs in with is replaced as soon as the server knows better.
    if (isRefusedLogin(reason)) void askAgain()
  })

  return {
    redis,
    get version() {
      return followed.version
    },
    async end() {
      await followed.end()
      adapter.holds([])
      await redis.quit().catch(() => redis.disconnect())
    },
  }
}

async function logIn(redis: Connection, { from, to }: { from: RedisConfig; to: RedisConfig }): Promise<void> {
  await endOfConnecting(redis)
  const moves = from.host !== to.host || from.port !== to.port || from.db !== to.db
  const isReady = redis.status === 'ready'
  const canLogIn = isReady && redis.mode === 'normal' && !moves
  if (canLogIn) await redis.auth(...(to.username ? [to.username] : []), to.password ?? '')
  // Read by ioredis at each connect.
  Object.assign(redis.options, { username: undefined, password: undefined, ...to })
  if (isReady && !canLogIn) redis.disconnect(true)
}

/** While ioredis connects it has read the old login already. Ends with the connection, a failure, or after 2 s. */
function endOfConnecting(redis: Connection): Promise<void> {
  if (redis.status !== 'connecting' && redis.status !== 'connect') return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      for (const event of ['ready', 'close']) redis.off(event, done)
      resolve()
    }
    const timer = setTimeout(done, 2_000)
    timer.unref()
    for (const event of ['ready', 'close']) redis.on(event, done)
  })
}

function countUses(redis: Connection, onUse: () => void): void {
  const send = redis.sendCommand
  redis.sendCommand = function sendCommand(this: Connection, ...sent) {
    onUse()
    return send.apply(this, sent)
  }
}

/** WRONGPASS since Redis 6; NOAUTH: this connection has not logged in; ERR invalid password before Redis 6. */
function isRefusedLogin(error: unknown): boolean {
  return error instanceof Error && /^(?:WRONGPASS|NOAUTH|ERR invalid password)/.test(error.message)
}

function readAddress(value: string): RedisConfig {
  if (!/^rediss?:\/\//.test(value) || !URL.canParse(value)) return { password: value }
  const { protocol, hostname, port, username, password, pathname } = new URL(value)
  const db = Number(pathname.slice(1))
  return {
    host: hostname,
    port: port === '' ? 6_379 : Number(port),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(Number.isSafeInteger(db) && db > 0 && { db }),
    ...(protocol === 'rediss:' && { tls: {} }),
  }
}
