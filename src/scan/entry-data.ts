/**
 * What is said of each rule and provider, as plain data read off their files. The build puts the data itself in the place
 * of this file: a report names rules, and does not need what finds keys.
 */
import { providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'
import { catalogue } from './catalogue.ts'
import type { RuleEntry } from './rules-of.ts'

export type ProviderEntry = Pick<Provider, 'id' | 'name' | 'docs'>

/** As JSON can hold it: a pattern is its source and its flags. */
export interface EntryData {
  readonly providers: readonly ProviderEntry[]
  /** In the order of the catalogue. */
  readonly rules: readonly (Omit<RuleEntry, 'files'> & { readonly files?: readonly [string, string] })[]
}

export function entryData(): EntryData {
  return {
    providers: providers.map(({ id, name, docs }) => ({ id, name, docs })),
    rules: catalogue().map(({ id, provider, kind, about, fallback, files, partners, part, sight }) => ({
      id,
      provider,
      kind,
      about,
      ...(fallback && { fallback }),
      ...(files && { files: [files.source, files.flags] as const }),
      ...(partners && { partners }),
      ...(part && { part }),
      ...(sight === undefined ? {} : { sight }),
    })),
  }
}
