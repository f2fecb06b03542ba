/** What tokens get, wherever they come from: the fields that all roles share. */
import { parseIpRanges } from '../../secrets/token-use.ts'
import { bad } from './fault.ts'
import type { Fields } from './fields.ts'
import { policyName } from './policy.ts'

export interface TokenSettings {
  readonly token_ttl: number
  readonly token_max_ttl: number
  readonly token_policies: readonly string[]
  readonly token_bound_cidrs: readonly string[]
  readonly token_explicit_max_ttl: number
  readonly token_no_default_policy: boolean
  readonly token_num_uses: number
  readonly token_period: number
  readonly token_type: string
}

export const NO_TOKEN_SETTINGS: TokenSettings = {
  token_ttl: 0,
  token_max_ttl: 0,
  token_policies: [],
  token_bound_cidrs: [],
  token_explicit_max_ttl: 0,
  token_no_default_policy: false,
  token_num_uses: 0,
  token_period: 0,
  token_type: 'default',
}

/** One name a policy, sorted, each once; `root` never comes from a role. */
export function policyNames(list: readonly string[]): string[] {
  return [...new Set(list.map(policyName))].toSorted()
}

/** `policies`, `ttl`, `period`: the names of before are understood as well. */
export function readTokenSettings(fields: Fields, before: TokenSettings): TokenSettings {
  const seconds = (name: string, old?: string): number =>
    fields.seconds(name) ??
    (old === undefined ? undefined : fields.seconds(old)) ??
    (before[name as keyof TokenSettings] as number)
  const policies = fields.list('token_policies') ?? fields.list('policies')
  const settings: TokenSettings = {
    token_ttl: seconds('token_ttl', 'ttl'),
    token_max_ttl: seconds('token_max_ttl', 'max_ttl'),
    token_policies: policies ? policyNames(policies) : before.token_policies,
    token_bound_cidrs:
      ranges(fields.list('token_bound_cidrs') ?? fields.list('bound_cidrs')) ?? before.token_bound_cidrs,
    token_explicit_max_ttl: seconds('token_explicit_max_ttl'),
    token_no_default_policy: fields.flag('token_no_default_policy') ?? before.token_no_default_policy,
    token_num_uses: fields.integer('token_num_uses') ?? fields.integer('num_uses') ?? before.token_num_uses,
    token_period: seconds('token_period', 'period'),
    token_type: fields.text('token_type') ?? before.token_type,
  }
  if (settings.token_max_ttl && settings.token_ttl > settings.token_max_ttl)
    throw bad("'token_ttl' cannot be greater than 'token_max_ttl'")
  if (settings.token_num_uses < 0) throw bad("'token_num_uses' cannot be negative")
  if (settings.token_policies.includes('root')) throw bad('the policy root cannot be given by a role')
  if (!['default', 'default-service', 'default-batch', 'service', 'batch'].includes(settings.token_type))
    throw bad(`invalid 'token_type' value "${settings.token_type.slice(0, 20)}"`)
  return settings
}

export function ranges(list: readonly string[] | undefined): readonly string[] | undefined {
  if (!list) return undefined
  try {
    return parseIpRanges(list)
  } catch (error) {
    throw bad(`error parsing address: ${(error as Error).message}`)
  }
}
