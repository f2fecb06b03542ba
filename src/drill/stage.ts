/**
 * Builds the stage of the drill: PostgreSQL, the fake Stripe, a Rekey server, the shop's secrets, and its five
 * services, each with an identity of its own. Everything that was started is ended by `close`, in reverse.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Sensitive } from '../base/sensitive.ts'
import { startChild } from './child.ts'
import type { FakeStripe } from './fake-stripe.ts'
import { createHouseApi, type HouseApi } from './house-api.ts'
import { startServerChild, type ServerChild } from './server-child.ts'
import type { ShopDatabase } from './shop-database.ts'
import { openDatabase, openStripe } from './shop-providers.ts'
import { createShopRepository, type ShopRepository } from './shop-repository.ts'
import { findExamples, SERVICES } from './shop-services.ts'

export const DATABASE_SECRET = 'shop/production/DATABASE_URL'
export const STRIPE_SECRET = 'shop/production/STRIPE_SECRET_KEY'
const POSTGRES_ADMIN = 'shop/admin/POSTGRES_ADMIN_URL'
const STRIPE_ADMIN = 'shop/admin/STRIPE_MANAGING_KEY'

export interface StageOptions {
  readonly folder: string
  readonly program: string
  readonly databaseUrl?: Sensitive | undefined
  readonly killAt?: string | undefined
  /** Instead of the waits that a drill has. */
  readonly rotationFlags?: readonly string[]
  /** For the server: `DATABASE_URL`, when it is not to keep everything in its own folder. */
  readonly serverEnv?: Readonly<Record<string, string>>
  /** Names of the services to start. Default: all. */
  readonly services?: readonly string[]
  readonly port: number
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

export interface Service {
  readonly name: string
  readonly url: string
  /** Reads only when it runs. */
  readonly isJob: boolean
}

export interface Stage {
  readonly folder: string
  readonly stripe: FakeStripe
  readonly database: ShopDatabase
  /** Path of the server's log of logins. Undefined for a server that is not ours: its log is out of reach. */
  readonly connectionLog: string | undefined
  readonly server: ServerChild
  readonly api: HouseApi
  readonly repository: ShopRepository
  readonly services: readonly Service[]
  close(): Promise<void>
}

/** Waits of a rotation, short enough for a drill and long enough to be seen. */
const ROTATION_FLAGS = ['--rotation-quiet', '2s', '--rotation-observe', '4s', '--rotation-soak', '3s']

export async function buildStage(options: StageOptions): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0).toReversed()) await end().catch(() => {})
  }
  try {
    return { ...(await build(options, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function build(options: StageOptions, closers: (() => Promise<unknown>)[]): Promise<Omit<Stage, 'close'>> {
  const { folder, signal, say } = options
  // PostgreSQL does not run as root: its user has to be able to pass through.
  await mkdir(folder, { recursive: true, mode: 0o711 })
  await chmod(folder, 0o711)
  const home = join(folder, 'rekey')
  const logs = join(folder, 'logs')
  for (const path of [home, logs]) await mkdir(path, { mode: 0o700 })

  say('Starting PostgreSQL, a fake Stripe and a Rekey server …')
  const port = options.port || (await freePort())
  const [{ database, connectionLog }, stripe, server] = await allOrNone([
    openDatabase(options, closers),
    openStripe(folder, closers),
    startServerChild({
      program: options.program,
      home,
      port,
      killAt: options.killAt,
      env: options.serverEnv,
      flags: [...(options.rotationFlags ?? ROTATION_FLAGS), '--log-level', 'warn'],
      logFile: join(logs, 'server.log'),
    }).then((child) => {
      closers.push(() => child.stop())
      return child
    }),
  ])
  signal.throwIfAborted()
  const api = createHouseApi(server.url, home, signal)
  await storeSecrets(api, database, stripe)
  const repository = await createShopRepository(join(folder, 'repository'), {
    databaseUrl: database.url,
    stripeKey: stripe.secretKey.secret,
  })
  await watchRepository(api, repository, options.program, server.url)
  const wanted = SERVICES.filter(({ name }) => options.services?.includes(name) ?? true)
  say(`Starting ${wanted.length} services of the shop …`)
  const services = await startServices(
    { folder, logs, api, wanted, serverUrl: server.url, stripeUrl: stripe.url },
    closers,
  )
  return { folder, stripe, database, connectionLog, server, api, repository, services }
}

async function storeSecrets(api: HouseApi, database: ShopDatabase, stripe: FakeStripe): Promise<void> {
  const put = (name: string, value: Sensitive, more: object = {}): Promise<unknown> =>
    api.request('PUT', `/api/values/${name}`, { value: value.reveal(), ...more })
  await put(POSTGRES_ADMIN, database.adminUrl)
  await put(STRIPE_ADMIN, stripe.managingKey)
  await put(DATABASE_SECRET, database.url, {
    provider: 'postgres',
    kind: 'database-url',
    rotation: {
      admin: POSTGRES_ADMIN,
      settings: {
        userA: database.userA,
        userB: database.userB,
      },
    },
  })
  await put(STRIPE_SECRET, stripe.secretKey.secret, {
    provider: 'stripe',
    kind: 'secret',
    rotation: {
      admin: STRIPE_ADMIN,
      settings: {
        baseUrl: stripe.url,
        account: stripe.account,
        usageLagMs: '0',
      },
    },
  })
}

/** As an operator would: `rekey repository add … --install-hook`, by its parts. */
async function watchRepository(
  api: HouseApi,
  { bare }: ShopRepository,
  program: string,
  serverUrl: string,
): Promise<void> {
  const added = (await api.request('POST', '/api/repositories', {
    name: 'shop/backend',
    path: bare,
    visibility: 'public',
  })) as {
    webhookPath: string
    webhookSecret: string
  }
  const secretFile = join(bare, 'hooks', 'rekey-webhook-secret')
  await writeFile(secretFile, added.webhookSecret, { mode: 0o600 })
  const command = [
    process.execPath,
    program,
    'hook',
    'post-receive',
    '--url',
    serverUrl + added.webhookPath,
    '--secret-file',
    secretFile,
  ]
  const line = command.map((part) => `'${part}'`).join(' ')
  // In the background: a push does not wait for those who are told of it.
  await writeFile(join(bare, 'hooks', 'post-receive'), `#!/bin/sh\nexec ${line}\n`, { mode: 0o755 })
}

interface ServiceSetting {
  readonly folder: string
  readonly logs: string
  readonly api: HouseApi
  readonly wanted: typeof SERVICES
  readonly serverUrl: string
  readonly stripeUrl: string
}

async function startServices(setting: ServiceSetting, closers: (() => Promise<unknown>)[]): Promise<Service[]> {
  const tokens = join(setting.folder, 'tokens')
  await mkdir(tokens, { mode: 0o700 })
  return allOrNone(
    setting.wanted.map(async ({ name, ip, isJob }) => {
      const policies = [{ effect: 'allow', pattern: 'shop/production/*', actions: ['read', 'list'] }]
      const { token } = (await setting.api.request('POST', '/api/identities', { name, kind: 'machine', policies })) as {
        token: string
      }
      const tokenFile = join(tokens, name)
      await writeFile(tokenFile, token, { mode: 0o600 })
      const child = await startChild({
        name,
        file: join(findExamples(), `${name}.js`),
        args: [],
        env: {
          PATH: process.env['PATH'] ?? '',
          PORT: '0',
          REKEY_URL: setting.serverUrl,
          REKEY_TOKEN_FILE: tokenFile,
          STRIPE_URL: setting.stripeUrl,
          SERVICE_IP: ip,
          SERVICE_HOST: `${name}-1`,
          HEARTBEAT_MS: '1000',
          EXIT_WITH_STDIN: '1',
        },
        logFile: join(setting.logs, `${name}.log`),
      })
      closers.push(() => child.stop())
      return { name, url: `http://127.0.0.1:${String(child.ready['port'])}`, isJob }
    }),
  )
}

/** Promise.all that waits for the others when one has failed: what they start late is known to `closers` then. */
async function allOrNone<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work)
  return Promise.all(work)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
