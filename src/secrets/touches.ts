/**
 * What an entry of the journal says about what nodes remember: which secret it changed, or whose rights. An action
 * that is not known here (a newer node's) counts as everything; touches.test.ts holds that ours are all known. Pure.
 */

/** A reader through the Vault API also depends on its tokens, policies and mounts; they go by this name. */
export const VAULT_RIGHTS = 'the rights of the Vault API'

/** `identity`: the rights of one, the entry's subject; `rights`: anybody's. */
export type Touch = 'nothing' | 'secret' | 'identity' | 'rights' | 'vault-rights' | 'everything'

/** What depends on one identity's rights is remembered under this name beside those of secrets, which hold slashes. */
export const identityKey = (name: string): string => `identity ${name}`

/** By the noun before the dot, unless the whole action is named below. */
const BY_NOUN: Readonly<Record<string, Touch>> = {
  secret: 'secret',
  version: 'secret',
  override: 'secret',
  environment: 'everything',
  identity: 'identity',
  token: 'identity',
  policy: 'rights',
  session: 'identity',
  approval: 'rights',
  'access-key': 'identity',
  lease: 'nothing',
  rotation: 'nothing',
  'function-rotation': 'nothing',
  incident: 'nothing',
  leak: 'nothing',
  task: 'nothing',
  note: 'nothing',
  push: 'nothing',
  repository: 'nothing',
  document: 'nothing',
  evidence: 'nothing',
  journal: 'nothing',
  backup: 'nothing',
  consumer: 'nothing',
  aws: 'nothing',
  keyring: 'nothing',
}

const BY_ACTION: Readonly<Record<string, Touch>> = {
  // New ones: nobody was told before that they are not there, or the answer was not kept.
  'identity.created': 'nothing',
  'session.opened': 'nothing',
  'token.created': 'nothing',
  'access-key.created': 'nothing',
  'approval.BYPASSED': 'nothing',
  'approval.change-proposed': 'nothing',
  'approval.change-applied': 'nothing',
  'approval.change-rejected': 'nothing',
  'approval.change-withdrawn': 'nothing',
  'approval.change-stale': 'nothing',
  // What is remembered may still be sealed with it.
  'keyring.key-destroyed': 'everything',
}

/** Of the Vault API, those that decide who may read. Its writes of values have entries of their secrets beside them. */
const OF_VAULT: Readonly<Record<string, Touch>> = {
  'policy-written': 'vault-rights',
  'policy-deleted': 'vault-rights',
  'token-revoked': 'vault-rights',
  'tokens-revoked': 'vault-rights',
  'token-renewed': 'nothing',
  'token-made': 'nothing',
  login: 'nothing',
  'mount-enabled': 'vault-rights',
  'mount-disabled': 'vault-rights',
  'mount-moved': 'vault-rights',
  'mount-tuned': 'vault-rights',
  'role-written': 'vault-rights',
  'role-deleted': 'vault-rights',
  'user-written': 'vault-rights',
  'user-deleted': 'vault-rights',
  'secret-id-made': 'nothing',
  'secret-id-destroyed': 'vault-rights',
  'jwt-configured': 'vault-rights',
  'kv-configured': 'vault-rights',
  'kv-written': 'nothing',
  'kv-deleted': 'nothing',
  'kv-undeleted': 'nothing',
  'kv-destroyed': 'nothing',
  'kv-metadata-written': 'nothing',
  'kv-purged': 'nothing',
  'cubbyhole-written': 'nothing',
  'cubbyhole-deleted': 'nothing',
  'database-configured': 'nothing',
  'database-removed': 'nothing',
  'database-role-written': 'nothing',
  'database-role-deleted': 'nothing',
  'database-root-rotated': 'nothing',
  'static-role-written': 'nothing',
  'static-role-deleted': 'nothing',
  'static-intended': 'nothing',
  'static-rotated': 'nothing',
  'key-intended': 'nothing',
  'lease-renewed': 'nothing',
  'leases-ended': 'nothing',
  'leases-forced': 'nothing',
  rewrapped: 'nothing',
  unwrapped: 'nothing',
}

export function touchOf(action: string): Touch {
  const dot = action.indexOf('.')
  const [noun, verb] = [action.slice(0, dot), action.slice(dot + 1)]
  const table = noun === 'vault' ? OF_VAULT : BY_ACTION
  const key = noun === 'vault' ? verb : action
  if (Object.hasOwn(table, key)) return table[key] as Touch
  return noun !== 'vault' && Object.hasOwn(BY_NOUN, noun) ? (BY_NOUN[noun] as Touch) : 'everything'
}
