/** Roles of AppRole mounts, as they are kept. */
import type { Call } from './call.ts'
import { findEntry, type Entry } from './entries.ts'
import { nothing } from './fault.ts'
import { NO_TOKEN_SETTINGS, type TokenSettings } from './token-fields.ts'

export interface AppRole extends TokenSettings {
  readonly bind_secret_id: boolean
  readonly secret_id_bound_cidrs: readonly string[]
  readonly secret_id_num_uses: number
  readonly secret_id_ttl: number
  readonly local_secret_ids: boolean
  readonly role_id: string
}

export const NO_ROLE: AppRole = {
  ...NO_TOKEN_SETTINGS,
  bind_secret_id: true,
  secret_id_bound_cidrs: [],
  secret_id_num_uses: 0,
  secret_id_ttl: 0,
  local_secret_ids: false,
  role_id: '',
}

/** Names are one whether written large or small. */
export const roleName = (call: Call): string => (call.params['role'] as string).toLowerCase()

export function findRole(call: Call): Promise<Entry<AppRole> | undefined> {
  return findEntry<AppRole>(call.db, call.mount, 'role', roleName(call))
}

export async function getRole(call: Call): Promise<AppRole> {
  const role = await findRole(call)
  if (!role) throw nothing()
  return role.value
}
