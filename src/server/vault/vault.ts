/**
 * What all parts of the Vault API share: the mounts and the parsed policies, kept until the journal says that
 * they changed, on this node or on another.
 */
import type { App } from '../app.ts'
import { listMounts, type Mount } from './mounts.ts'
import { DEFAULT_POLICY } from './default-policy.ts'
import { parsePolicy, type Rule } from './policy.ts'

export interface Vault {
  readonly app: App
  mounts(): Promise<readonly Mount[]>
  /** Undefined: there is no policy of this name. */
  rules(name: string): Promise<readonly Rule[] | undefined>
  policyText(name: string): Promise<string | undefined>
  /** Forgets what was kept: something was changed here. */
  changed(): void
}

export function createVault(app: App): Vault {
  let mounts: Promise<readonly Mount[]> | undefined
  const policies = new Map<string, Promise<{ text: string; rules: readonly Rule[] } | undefined>>()
  const changed = (): void => {
    mounts = undefined
    policies.clear()
  }
  app.feed.subscribe(({ action }) => {
    if (action.startsWith('vault.')) changed()
  })
  const readPolicy = async (name: string): Promise<{ text: string; rules: readonly Rule[] } | undefined> => {
    const row = await app.db.selectFrom('vault_policies').select('text').where('name', '=', name).executeTakeFirst()
    const text = row?.text ?? (name === 'default' ? DEFAULT_POLICY : undefined)
    return text === undefined ? undefined : { text, rules: parsePolicy(text) }
  }
  const keep = <T>(reading: Promise<T>, forget: () => void): Promise<T> => {
    reading.catch(forget)
    return reading
  }
  const policy = (name: string): ReturnType<typeof readPolicy> => {
    const kept = policies.get(name)
    if (kept) return kept
    const reading = keep(readPolicy(name), () => policies.delete(name))
    policies.set(name, reading)
    return reading
  }
  return {
    app,
    changed,
    mounts: () =>
      (mounts ??= keep(listMounts(app.db, app.clock.now()), () => {
        mounts = undefined
      })),
    rules: async (name) => (await policy(name))?.rules,
    policyText: async (name) => (await policy(name))?.text,
  }
}
