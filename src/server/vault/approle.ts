/** `auth/approle/`: roles, and the login of a machine with a role id and a secret id. */
import { randomUUID } from 'node:crypto'
import { hmacSha256 } from '../../base/signing.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { deleteEntry, findEntryByHash, listEntries, putEntry } from './entries.ts'
import { bad, nothing } from './fault.ts'
import type { Fields } from './fields.ts'
import { isInRanges } from '../../base/ip-ranges.ts'
import { logIn } from './login.ts'
import { findRole, getRole, NO_ROLE, roleName, type AppRole } from './app-roles.ts'
import { secretIdRoutes } from './approle-secret-id.ts'
import { findSecretId, takeSecretId } from './secret-ids.ts'
import { ranges, readTokenSettings } from './token-fields.ts'

const hashOf = (call: Call, roleId: string): string =>
  hmacSha256(call.vault.app.keyring.tokenKey, `role id ${roleId}`).toString('hex')

function readRole(fields: Fields, before: AppRole): AppRole {
  const role: AppRole = {
    ...readTokenSettings(fields, before),
    bind_secret_id: fields.flag('bind_secret_id') ?? before.bind_secret_id,
    secret_id_bound_cidrs:
      ranges(fields.list('secret_id_bound_cidrs') ?? fields.list('bound_cidr_list')) ?? before.secret_id_bound_cidrs,
    secret_id_num_uses: fields.integer('secret_id_num_uses') ?? before.secret_id_num_uses,
    secret_id_ttl: fields.seconds('secret_id_ttl') ?? before.secret_id_ttl,
    local_secret_ids: fields.flag('local_secret_ids') ?? before.local_secret_ids,
    role_id: fields.text('role_id') ?? before.role_id,
  }
  if (role.secret_id_num_uses < 0) throw bad('secret_id_num_uses cannot be negative')
  if (!role.bind_secret_id && !role.secret_id_bound_cidrs.length && !role.token_bound_cidrs.length)
    throw bad(
      "at least one constraint should be enabled on the role: 'bind_secret_id', 'secret_id_bound_cidrs' or 'token_bound_cidrs'",
    )
  return role
}

async function save(call: Call, role: AppRole): Promise<void> {
  const role_id = role.role_id || randomUUID()
  if (!/^[\x21-\x7e]{1,4096}$/.test(role_id)) throw bad('invalid role_id')
  const other = await findEntryByHash<AppRole>(call.db, call.mount, 'role', hashOf(call, role_id))
  if (other && other.name !== roleName(call)) throw bad(`role_id already in use`)
  await change(call, { action: 'role-written' }, (tx) =>
    putEntry(tx, call.now, {
      mount: call.mount,
      kind: 'role',
      name: roleName(call),
      value: { ...role, role_id },
      hash: hashOf(call, role_id),
    }),
  )
}

function view({ role_id: _id, ...role }: AppRole): object {
  return {
    ...role,
    policies: role.token_policies,
    period: role.token_period,
    ...(!role.token_policies.length && { policies: [] }),
  }
}

const writeRole = async (call: Call): Promise<undefined> => {
  if (!/^[a-z0-9][a-z0-9._@-]{0,127}$/.test(roleName(call))) throw bad('invalid role name')
  await save(call, readRole(call.fields, (await findRole(call))?.value ?? NO_ROLE))
}

/** One route for each property, as Vault has it. */
function property(name: keyof AppRole, aliases: readonly string[] = []): Route[] {
  return [
    {
      pattern: `role/:role/${aliases[0] ?? name.replaceAll('_', '-')}`,
      async read(call) {
        const role = await getRole(call)
        const key = aliases[1] ?? name
        return { data: { [key]: role[name], ...(key !== name && { [name]: role[name] }) } }
      },
      async update(call) {
        const role = await getRole(call)
        const key = [name, ...aliases].find((one) => call.fields.has(one))
        if (!key) throw bad(`missing ${name}`)
        await save(call, readRole(call.fields, role))
        return undefined
      },
      async delete(call) {
        const role = await getRole(call)
        await save(call, { ...role, [name]: NO_ROLE[name] })
        return undefined
      },
    },
  ]
}

async function login(call: Call): Promise<Answer> {
  const { fields, mount, db, request } = call
  const roleId = fields.needText('role_id', 'missing role_id')
  const found = await findEntryByHash<AppRole>(db, mount, 'role', hashOf(call, roleId))
  const secretText = fields.text('secret_id')
  // An unknown role and a wrong secret id take the same way and get the same answer.
  const secretId = secretText ? await findSecretId(call, secretText) : undefined
  const role = found?.value
  const cidrs = role?.secret_id_bound_cidrs ?? []
  const isProved = !role?.bind_secret_id || (secretId !== undefined && secretId.role === found?.name)
  if (!role || !found || !isProved) throw bad('invalid role or secret ID')
  if (!role.bind_secret_id && secretText && secretId?.role !== found.name) throw bad('invalid role or secret ID')
  const boundTo = secretId?.boundCidrs.length ? secretId.boundCidrs : cidrs
  if (boundTo.length && !isInRanges(request.ip, boundTo))
    throw bad(`source address "${request.ip}" unauthorized through CIDR restrictions on the secret ID`)
  return logIn(call, {
    settings: role,
    alias: role.role_id,
    displayName: mount.path.slice('auth/'.length, -1),
    meta: { ...secretId?.meta, role_name: found.name },
    role: found.name,
    ...(secretId?.tokenBoundCidrs.length && { boundCidrs: secretId.tokenBoundCidrs }),
    async prove(tx) {
      // Of two that race for the last use, one logs in.
      if (secretId && !(await takeSecretId(tx, secretId))) throw bad('invalid role or secret ID')
    },
  })
}

export const approleRoutes: readonly Route[] = [
  { pattern: 'login', isOpen: true, update: login },
  {
    pattern: 'role',
    async list(call) {
      const keys = await listEntries(call.db, call.mount, 'role')
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  {
    pattern: 'role/:role',
    exists: async (call) => (await findRole(call)) !== undefined,
    read: async (call) => ({ data: view(await getRole(call)) }),
    update: writeRole,
    async delete(call) {
      await change(call, { action: 'role-deleted' }, async (tx) => {
        await tx
          .deleteFrom('vault_secret_ids')
          .where('mount', '=', call.mount.uuid)
          .where('role', '=', roleName(call))
          .execute()
        await deleteEntry(tx, call.mount, 'role', roleName(call))
      })
      return undefined
    },
  },
  {
    pattern: 'role/:role/role-id',
    read: async (call) => ({ data: { role_id: (await getRole(call)).role_id } }),
    async update(call) {
      const role = await getRole(call)
      await save(call, { ...role, role_id: call.fields.needText('role_id', 'missing role_id') })
      return undefined
    },
  },
  ...property('token_policies', ['policies', 'policies']),
  ...property('secret_id_num_uses'),
  ...property('secret_id_ttl'),
  ...property('token_ttl'),
  ...property('token_max_ttl'),
  ...property('token_num_uses'),
  ...property('token_bound_cidrs'),
  ...property('secret_id_bound_cidrs'),
  ...property('bind_secret_id'),
  ...property('token_period', ['period', 'period']),
  ...secretIdRoutes,
  {
    pattern: 'tidy/secret-id',
    update: async () => ({
      status: 202,
      warnings: ['Tidy operation successfully started. Secret ids are removed as they end.'],
    }),
  },
]
