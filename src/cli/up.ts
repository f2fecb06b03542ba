/** `rekey up`: the server and the dashboard, on the embedded database or on PostgreSQL. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { isRekeyError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import { loadConfig, type Config } from '../config/load.ts'
import { flagOf } from '../config/option.ts'
import { options, serverOptions } from '../config/options.ts'
import { translateDbError } from '../db/db-error.ts'
import type { Policy } from '../db/tables.ts'
import { createIdentity, createToken, findIdentity, revokeToken, type Identity } from '../secrets/identities.ts'
import { parseIpRanges } from '../secrets/token-use.ts'
import type { App } from '../server/app.ts'
import { startServer, type RunningServer } from '../server/start.ts'
import { createServerUnlock } from '../server/unlock.ts'
import type { Command, Io } from './command.ts'
import { localFilePath } from './connection.ts'
import { killAt } from './kill-at.ts'

const SETUP_TOKEN_MS = 15 * 60_000
const EVERYTHING: readonly Policy[] = [{ effect: 'allow', pattern: '**', actions: ['admin'] }]

type Values = Config<typeof options>['values']

export const command: Command = {
  name: 'up',
  about: 'Start the server and the dashboard.',
  usage: '[--port N] [--data DIR] [--json]',
  maxArgs: 0,
  examples: ['rekey up', 'rekey up --port 8080 --data /var/lib/rekey', 'DATABASE_URL=postgres://… rekey up'],
  flags: {
    ...Object.fromEntries(serverOptions.map((entry) => [entry.flag, flagOf(entry)])),
    config: {
      type: 'string',
      about: 'Configuration file. Default: rekey.yaml here, if there is one.',
      placeholder: 'FILE',
    },
    'accept-rollback': {
      type: 'string',
      about: 'Start on a database that was rolled back, and write the reason into the journal.',
      placeholder: 'WHY',
    },
    json: { type: 'boolean', about: 'Print one JSON line when ready.' },
    'exit-with-stdin': {
      type: 'boolean',
      about: 'Stop when standard input is closed: for programs that start a server.',
    },
  },
  async run({ flags }, io) {
    const home = io.env['REKEY_HOME'] || join(io.env['HOME'] || homedir(), '.rekey')
    const file = typeof flags['config'] === 'string' ? { file: flags['config'] } : {}
    const { values } = await loadConfig(options, { flags, env: io.env, cwd: io.cwd, ...file })
    const accept = flags['accept-rollback']
    const server = await start(values, home, io, typeof accept === 'string' ? accept : undefined)
    const local = localFilePath(io.env)
    try {
      const setupToken = await prepareDoors(server, local, values['database.url'] !== undefined)
      announce(io, server.url, setupToken, flags['json'] === true)
      await untilStopped(io, flags['exit-with-stdin'] === true)
    } catch (error) {
      throw translateDbError(error)
    } finally {
      await removeOwn(local, server.url)
      await server.close()
    }
    return 0
  },
}

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

async function start(values: Values, home: string, io: Io, acceptRollback: string | undefined): Promise<RunningServer> {
  const url = values['database.url']
  const rootKey = values['root-key.value']
  return startServer({
    location: url ? { url } : { folder: values['data.dir'] },
    host: values['server.host'],
    port: values['server.port'],
    rootKey: {
      value: rootKey?.reveal(),
      nextValue: values['root-key.next-value']?.reveal(),
      file: values['root-key.file'],
      ...createServerUnlock({
        passphrase: values['root-key.passphrase'],
        env: io.env,
        host: values['server.host'],
        port: values['server.port'],
        signal: io.signal,
        onSealed: (at, { threshold, shares }) =>
          io.stderr.write(
            `Rekey is sealed at ${at}: ${threshold} of ${shares} shares open it. Hand in each with: rekey unseal --server ${at}\n`,
          ),
      }),
    },
    anchors: values['journal.anchors'],
    acceptRollback,
    sinks: {
      exportDir: values['journal.export-dir'],
      syslog: values['journal.syslog'],
      webhook: values['journal.webhook'],
      webhookKey: values['journal.webhook-key'],
    },
    filesFolder: join(url ? home : values['data.dir'], 'files'),
    policy: {
      quietMs: values['rotation.quiet'],
      soakMs: values['rotation.soak'],
      minObservationMs: values['rotation.observe'],
      silenceFactor: values['rotation.silence-factor'],
      probes: values['rotation.probes'],
    },
    autoRotate: true,
    rotationFunctions: values['aws.rotation-functions'],
    egressAllow: parseIpRanges(listOf(values['egress.allow'])),
    door: {
      publicUrl: values['server.public-url']?.replace(/\/+$/, ''),
      trustedProxies: parseIpRanges(listOf(values['server.trusted-proxies'])),
      sessionMs: values['session.max'],
      idleMs: values['session.idle'],
    },
    // Standard output belongs to people and scripts; the log goes beside it.
    log: pino({ level: values['log.level'], base: null }, pino.destination({ fd: 2, sync: true })),
    faultPoint: killAt(io.env['REKEY_KILL_AT'], io.env['REKEY_KILL_MARK']),
  })
}

/** The owner's one-time setup token, and the file by which the same user's commands find this server. */
async function prepareDoors({ app, url }: RunningServer, localFile: string, isShared: boolean): Promise<Sensitive> {
  const now = app.clock.now()
  const former = await readFile(localFile, 'utf8').then(tokenOf, () => undefined)
  const { setup, local } = await app.db.transaction().execute(async (tx) => {
    const owner = await ensureIdentity({ ...app, db: tx }, 'owner', 'person')
    const cli = await ensureIdentity({ ...app, db: tx }, 'local-cli', 'machine')
    // The tokens of earlier runs are of no use to anyone who should have them. On a shared database the others
    // belong to servers that run.
    if (isShared && former) await revokeToken(tx, app.keyring, now, former)
    if (!isShared) {
      await tx
        .updateTable('tokens')
        .set({ revoked_at: now })
        .where('identity_id', 'in', [owner.id, cli.id])
        .where('kind', 'in', ['setup', 'api'])
        .where('revoked_at', 'is', null)
        .execute()
    }
    return {
      setup: await createToken(tx, app.keyring, now, {
        identity: owner,
        kind: 'setup',
        ttlMs: SETUP_TOKEN_MS,
        actor: 'rekey',
      }),
      local: await createToken(tx, app.keyring, now, { identity: cli, kind: 'api', actor: 'rekey' }),
    }
  })
  await mkdir(dirname(localFile), { recursive: true, mode: 0o700 })
  await rm(localFile, { force: true })
  await writeFile(localFile, JSON.stringify({ url, token: local.reveal() }), { mode: 0o600, flag: 'wx' })
  return setup
}

/** Another server of this user may have put its own file there since. */
async function removeOwn(localFile: string, url: string): Promise<void> {
  const text = await readFile(localFile, 'utf8').catch(() => '')
  if (text.includes(JSON.stringify(url))) await rm(localFile, { force: true })
}

function tokenOf(localFile: string): Sensitive | undefined {
  try {
    const { token } = JSON.parse(localFile) as { token?: unknown }
    return typeof token === 'string' ? new Sensitive(token) : undefined
  } catch {
    return undefined
  }
}

async function ensureIdentity(app: App, name: string, kind: Identity['kind']): Promise<Identity> {
  const found = await findIdentity(app.db, name)
  if (found) return found
  try {
    return await createIdentity(app.db, app.clock.now(), { name, kind, policies: EVERYTHING, actor: 'rekey' })
  } catch (error) {
    // Another node that starts at the same moment was faster.
    const theirs = await findIdentity(app.db, name)
    if (!theirs || !isRekeyError(error, 'IDENTITY_EXISTS')) throw error
    return theirs
  }
}

function announce(io: Io, url: string, setupToken: Sensitive, asJson: boolean): void {
  if (asJson) {
    io.stdout.write(`${JSON.stringify({ ready: true, url, setupToken: setupToken.reveal() })}\n`)
    return
  }
  io.stdout.write(
    `Rekey is up.\n\n  Dashboard    ${url}/ui/\n  Setup token  ${setupToken.reveal()}   (works once, for 15 minutes)\n\nStop it with Ctrl-C.\n`,
  )
}

function untilStopped(io: Io, withStdin: boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      // A pipe that is still read would keep this process alive.
      io.stdin.pause()
      resolve()
    }
    if (io.signal.aborted) return stop()
    io.signal.addEventListener('abort', stop, { once: true })
    if (!withStdin) return
    io.stdin.on('end', stop)
    io.stdin.on('error', stop)
    io.stdin.resume()
  })
}
