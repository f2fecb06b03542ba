/** `auth/token/roles`: what tokens made by name of a role may have. */
import { change, type Answer, type Call, type Route } from './call.ts'
import { deleteEntry, findEntry, listEntries, putEntry } from './entries.ts'
import { nothing } from './fault.ts'
import { NO_TOKEN_SETTINGS, policyNames, readTokenSettings, type TokenSettings } from './token-fields.ts'

export interface TokenRole extends TokenSettings {
  readonly allowed_policies: readonly string[]
  readonly allowed_policies_glob: readonly string[]
  readonly disallowed_policies: readonly string[]
  readonly disallowed_policies_glob: readonly string[]
  readonly orphan: boolean
  readonly renewable: boolean
  readonly path_suffix: string
}

const NO_ROLE: TokenRole = {
  ...NO_TOKEN_SETTINGS,
  token_type: 'default-service',
  allowed_policies: [],
  allowed_policies_glob: [],
  disallowed_policies: [],
  disallowed_policies_glob: [],
  orphan: false,
  renewable: true,
  path_suffix: '',
}

const find = (call: Call) => findEntry<TokenRole>(call.db, call.mount, 'role', call.params['role'] as string)

async function read(call: Call): Promise<Answer> {
  const role = await find(call)
  if (!role) throw nothing()
  const { value } = role
  return {
    data: { ...value, name: role.name, period: value.token_period, explicit_max_ttl: value.token_explicit_max_ttl },
  }
}

async function write(call: Call): Promise<undefined> {
  const { fields } = call
  const before = (await find(call))?.value ?? NO_ROLE
  const names = (field: 'allowed_policies' | 'disallowed_policies'): readonly string[] => {
    const list = fields.list(field)
    return list ? policyNames(list) : before[field]
  }
  const globs = (field: 'allowed_policies_glob' | 'disallowed_policies_glob'): readonly string[] =>
    fields.list(field)?.map((glob) => glob.toLowerCase()) ?? before[field]
  const value: TokenRole = {
    ...readTokenSettings(fields, before),
    token_explicit_max_ttl:
      fields.seconds('token_explicit_max_ttl') ?? fields.seconds('explicit_max_ttl') ?? before.token_explicit_max_ttl,
    allowed_policies: names('allowed_policies'),
    disallowed_policies: names('disallowed_policies'),
    allowed_policies_glob: globs('allowed_policies_glob'),
    disallowed_policies_glob: globs('disallowed_policies_glob'),
    orphan: fields.flag('orphan') ?? before.orphan,
    renewable: fields.flag('renewable') ?? before.renewable,
    path_suffix: fields.text('path_suffix') ?? before.path_suffix,
  }
  const name = call.params['role'] as string
  await change(call, { action: 'role-written' }, (tx) =>
    putEntry(tx, call.now, { mount: call.mount, kind: 'role', name, value }),
  )
}

export const tokenRoleRoutes: readonly Route[] = [
  {
    pattern: 'roles',
    async list(call) {
      const keys = await listEntries(call.db, call.mount, 'role')
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  {
    pattern: 'roles/:role',
    exists: async (call) => (await find(call)) !== undefined,
    read,
    update: write,
    async delete(call) {
      await change(call, { action: 'role-deleted' }, (tx) =>
        deleteEntry(tx, call.mount, 'role', call.params['role'] as string),
      )
      return undefined
    },
  },
]
