/** `auth/approle/role/:role/secret-id`: making secret ids, looking at them and destroying them. */
import { randomUUID } from 'node:crypto'
import { isInRanges } from '../../base/ip-ranges.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { formatTime } from './duration.ts'
import { bad, nothing, VaultFault } from './fault.ts'
import { getRole, roleName } from './app-roles.ts'
import {
  createSecretId,
  deleteSecretId,
  findByAccessor,
  findSecretId,
  listAccessors,
  type SecretId,
} from './secret-ids.ts'
import { ranges } from './token-fields.ts'

async function make(call: Call, text: string): Promise<Answer> {
  const role = await getRole(call)
  const { fields } = call
  if (!role.bind_secret_id) throw bad('bind_secret_id is not set on the role')
  const boundCidrs = ranges(fields.list('cidr_list')) ?? []
  requireWithin(boundCidrs, role.secret_id_bound_cidrs)
  const numUses = fields.integer('num_uses') ?? role.secret_id_num_uses
  if (numUses < 0) throw bad('num_uses cannot be negative')
  if (role.secret_id_num_uses && (numUses === 0 || numUses > role.secret_id_num_uses))
    throw bad("num_uses cannot be higher than the role's secret_id_num_uses")
  const ttlS = fields.seconds('ttl') ?? role.secret_id_ttl
  if (role.secret_id_ttl && (ttlS === 0 || ttlS > role.secret_id_ttl))
    throw bad("ttl cannot be longer than the role's secret_id_ttl")
  const meta = metaOf(call)
  const tokenBoundCidrs = ranges(fields.list('token_bound_cidrs')) ?? []
  const made = await change(call, { action: 'secret-id-made' }, (tx) =>
    createSecretId(tx, call, { role: roleName(call), text, meta, numUses, boundCidrs, tokenBoundCidrs, ttlS }),
  )
  if (!made) throw bad('SecretID is already registered')
  return {
    data: { secret_id: text, secret_id_accessor: made.accessor, secret_id_num_uses: numUses, secret_id_ttl: ttlS },
  }
}

/** A secret id opens from fewer addresses than its role, never from more. */
function requireWithin(own: readonly string[], role: readonly string[]): void {
  if (!role.length) return
  const outside = own.find(
    (range) => !role.some((wide) => isInRanges(range.split('/')[0] as string, [wide]) && bits(range) >= bits(wide)),
  )
  if (outside)
    throw bad(`failed to verify subset relationship between CIDR blocks on the role and on the secret ID: ${outside}`)
}

function bits(range: string): number {
  const [address = '', length] = range.split('/')
  return length === undefined ? (address.includes(':') ? 128 : 32) : Number(length)
}

function metaOf(call: Call): Record<string, string> {
  try {
    return call.fields.map('metadata') ?? {}
  } catch {
    throw bad('failed to parse metadata')
  }
}

async function makeCustom(call: Call): Promise<Answer> {
  const text = call.fields.needText('secret_id', 'missing secret_id')
  if (!/^[\x21-\x7e]{8,512}$/.test(text)) throw bad('a custom secret_id has 8 to 512 printable characters')
  return make(call, text)
}

async function byText(call: Call): Promise<SecretId | undefined> {
  const text = call.fields.needText('secret_id', 'missing secret_id')
  await getRole(call)
  const found = await findSecretId(call, text)
  return found?.role === roleName(call) ? found : undefined
}

async function byAccessor(call: Call): Promise<SecretId> {
  const accessor = call.fields.text('secret_id_accessor') ?? call.params['accessor']
  if (!accessor) throw bad('missing secret_id_accessor')
  await getRole(call)
  const found = await findByAccessor(call, roleName(call), accessor)
  if (!found) throw new VaultFault(404, 'failed to find accessor entry for secret_id_accessor')
  return found
}

function view(secretId: SecretId): object {
  return {
    cidr_list: secretId.boundCidrs,
    creation_time: formatTime(secretId.createdAt),
    expiration_time: secretId.expiresAt ? formatTime(secretId.expiresAt) : '0001-01-01T00:00:00Z',
    last_updated_time: formatTime(secretId.changedAt),
    metadata: secretId.meta,
    secret_id_accessor: secretId.accessor,
    secret_id_num_uses: secretId.usesLeft ?? 0,
    secret_id_ttl: secretId.ttlS,
    token_bound_cidrs: secretId.tokenBoundCidrs,
  }
}

async function destroy(call: Call, secretId: SecretId): Promise<undefined> {
  await change(call, { action: 'secret-id-destroyed', detail: { accessor: secretId.accessor } }, (tx) =>
    deleteSecretId(tx, secretId),
  )
}

const destroyText = async (call: Call): Promise<undefined> => {
  const found = await byText(call)
  if (found) await destroy(call, found)
}
const lookupAccessor = async (call: Call): Promise<Answer> => ({ data: view(await byAccessor(call)) })
const destroyAccessor = async (call: Call): Promise<undefined> => destroy(call, await byAccessor(call))

export const secretIdRoutes: readonly Route[] = [
  {
    pattern: 'role/:role/secret-id',
    update: (call) => make(call, randomUUID()),
    async list(call) {
      await getRole(call)
      const keys = await listAccessors(call, roleName(call))
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  {
    pattern: 'role/:role/secret-id/lookup',
    async update(call) {
      const found = await byText(call)
      return found ? { data: view(found) } : undefined
    },
  },
  { pattern: 'role/:role/secret-id/destroy', update: destroyText, delete: destroyText },
  { pattern: 'role/:role/secret-id-accessor/lookup', update: lookupAccessor },
  { pattern: 'role/:role/secret-id-accessor/lookup/:accessor', update: lookupAccessor },
  { pattern: 'role/:role/secret-id-accessor/destroy', update: destroyAccessor, delete: destroyAccessor },
  { pattern: 'role/:role/secret-id-accessor/destroy/:accessor', update: destroyAccessor, delete: destroyAccessor },
  { pattern: 'role/:role/custom-secret-id', update: makeCustom },
]
