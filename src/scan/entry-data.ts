/**
 * What is said of each rule and provider, as plain data read off their files. The build puts the data itself in the place
 * of this file: a report names rules, and does not need what finds keys.
 */
import { providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'
import { catalogue } from './catalogue.ts'
import type { RuleEntry } from './rules-of.ts'

export type ProviderEntry = Pick<Provider, 'id' | 'name' | 'docs'>

/** As JSON can hold it. */
export interface RuleData {
  /** In the order of the catalogue. */
  readonly rules: readonly Omit<RuleEntry, 'files'>[]
  /** Source and flags of the `files` of rules that have some, by their ids: JSON holds no pattern. */
  readonly files: Readonly<Record<string, readonly [string, string]>>
}

export function providerData(): readonly ProviderEntry[] {
  return providers.map(({ id, name, docs }) => ({ id, name, docs }))
}

export function ruleData(): RuleData {
  return {
    rules: catalogue().map((rule) => {
      const { id, provider, kind, about, fallback, partners, part, sight } = rule
      return {
        id,
        provider,
        kind,
        about,
        // Made when they are asked for, as the rule itself.
        get literals() {
          return rule.literals
        },
        ...(fallback && { fallback }),
        ...(partners && { partners }),
        ...(part && { part }),
        ...(sight === undefined ? {} : { sight }),
      }
    }),
    files: Object.fromEntries(
      catalogue().flatMap(({ id, files }) => (files ? [[id, [files.source, files.flags]]] : [])),
    ),
  }
}
