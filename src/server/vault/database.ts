/** `database/config`: connections to PostgreSQL; and the parts of `database/` together. */
import { newRolePassword, passwordForm, setRolePassword } from '../../rotate/dynamic.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import {
  checkUrl,
  CONFIG,
  connect,
  findConnection,
  maskUrl,
  PLUGIN,
  sealProof,
  withConnection,
  type ConnectionProof,
  type ConnectionSettings,
} from './database-connection.ts'
import { roleRoutes } from './database-roles.ts'
import { staticRoutes } from './database-static.ts'
import { deleteEntry, findEntry, listEntries, putEntry } from './entries.ts'
import { bad, nothing } from './fault.ts'

const nameOf = (call: Call): string => call.params['name'] as string

async function write(call: Call): Promise<Answer | undefined> {
  const { fields, mount, vault } = call
  const { app } = vault
  const before = await findConnection(call.db, app, mount, nameOf(call))
  const plugin = fields.text('plugin_name') ?? before?.settings.plugin_name ?? ''
  if (plugin !== PLUGIN)
    throw bad(plugin ? `unknown plugin "${plugin.slice(0, 60)}": this server knows ${PLUGIN}` : 'empty plugin name')
  const url = fields.text('connection_url') ?? before?.proof.url
  if (!url) throw bad('connection_url cannot be empty')
  checkUrl(url)
  const proof: ConnectionProof = {
    url,
    username: fields.text('username') ?? before?.proof.username ?? '',
    password: fields.text('password') ?? before?.proof.password ?? '',
  }
  const authentication =
    fields.text('password_authentication') ?? before?.settings.password_authentication ?? 'scram-sha-256'
  if (authentication !== 'scram-sha-256' && authentication !== 'password')
    throw bad(`'password_authentication' is scram-sha-256 or password`)
  const verify = fields.flag('verify_connection') ?? true
  const settings: ConnectionSettings = {
    plugin_name: plugin,
    allowed_roles: fields.list('allowed_roles') ?? before?.settings.allowed_roles ?? [],
    root_credentials_rotate_statements:
      fields.list('root_rotation_statements') ?? before?.settings.root_credentials_rotate_statements ?? [],
    password_policy: '',
    verify_connection: verify,
    password_authentication: authentication,
    username: proof.username,
    shown_url: maskUrl(url),
  }
  if (verify) await tryConnection(call, proof)
  await change(call, { action: 'database-configured' }, (tx) =>
    putEntry(tx, call.now, {
      mount,
      kind: CONFIG,
      name: nameOf(call),
      value: settings,
      sealed: sealProof(app, mount, nameOf(call), proof),
    }),
  )
  return undefined
}

async function tryConnection(call: Call, proof: ConnectionProof): Promise<void> {
  try {
    await (await connect(call.vault.app, proof)).end()
  } catch (error) {
    throw bad(`error creating database object: error verifying connection: ${(error as Error).message}`)
  }
}

async function read(call: Call): Promise<Answer> {
  const entry = await findEntry<ConnectionSettings>(call.db, call.mount, CONFIG, nameOf(call))
  if (!entry) throw nothing()
  const { shown_url, username, password_authentication, ...rest } = entry.value
  return {
    data: {
      ...rest,
      plugin_version: '',
      connection_details: { connection_url: shown_url, username, password_authentication },
    },
  }
}

async function remove(call: Call): Promise<undefined> {
  const live = await call.db
    .selectFrom('leases')
    .select('id')
    .where('mount', '=', call.mount.path)
    .limit(1)
    .executeTakeFirst()
  const roles = await Promise.all(
    (await listEntries(call.db, call.mount, 'role')).map((role) =>
      findEntry<{ db_name: string }>(call.db, call.mount, 'role', role),
    ),
  )
  // Without the connection nobody could take the keys back.
  if (live && roles.some((role) => role?.value.db_name === nameOf(call)))
    throw bad(
      `leases of ${call.mount.path} are live: revoke them first (sys/leases/revoke-prefix/${call.mount.path}creds)`,
    )
  await change(call, { action: 'database-removed' }, (tx) => deleteEntry(tx, call.mount, CONFIG, nameOf(call)))
}

/** The next password is stored before it is set, and becomes the one in force when it was set. */
async function rotateRoot(call: Call): Promise<undefined> {
  const { mount, vault } = call
  const { app } = vault
  const found = await findConnection(call.db, app, mount, nameOf(call))
  if (!found) throw bad(`no connection configuration for "${nameOf(call)}"`)
  const { settings, proof } = found
  if (!proof.username || !proof.url.includes('{{'))
    throw bad('rotating root needs a connection_url with {{username}} and {{password}}')
  const next = newRolePassword()
  const save = (changed: ConnectionProof) =>
    change(call, { action: 'database-root-rotated' }, (tx) =>
      putEntry(tx, call.now, {
        mount,
        kind: CONFIG,
        name: nameOf(call),
        value: settings,
        sealed: sealProof(app, mount, nameOf(call), changed),
      }),
    )
  const intent = { ...proof, pending: next.reveal() }
  await save(intent)
  app.rotation.faultPoint('vault.root-intended')
  const password = passwordForm(next, proof.username, settings.password_authentication === 'password')
  await withConnection(app, proof, (connection) =>
    setRolePassword(connection, {
      username: proof.username,
      password,
      statements: settings.root_credentials_rotate_statements,
    }),
  ).catch((error: unknown) => {
    throw bad(`failed to rotate root: ${(error as Error).message}`)
  })
  app.rotation.faultPoint('vault.root-set')
  await save({ url: proof.url, username: proof.username, password: next.reveal() })
}

const exists = async (call: Call): Promise<boolean> =>
  (await findEntry(call.db, call.mount, CONFIG, nameOf(call))) !== undefined

export const databaseRoutes: readonly Route[] = [
  {
    pattern: 'config',
    async list(call) {
      const keys = await listEntries(call.db, call.mount, CONFIG)
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  { pattern: 'config/:name', exists, read, update: write, delete: remove },
  { pattern: 'reset/:name', update: async () => undefined },
  { pattern: 'rotate-root/:name', update: rotateRoot },
  ...roleRoutes,
  ...staticRoutes,
]
