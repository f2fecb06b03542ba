/** What reports say of rules and providers, without what finds keys. */
import { type EntryData, entryData, type ProviderEntry } from './entry-data.ts'
import type { RuleEntry } from './rules-of.ts'

/** In the order of the catalogue. */
export function ruleEntries(): readonly RuleEntry[] {
  return (rules ??= data().rules.map((entry) => {
    const files = data().files[entry.id]
    return files === undefined ? entry : { ...entry, files: new RegExp(...files) }
  }))
}

export function entriesById(): ReadonlyMap<string, RuleEntry> {
  return (byId ??= new Map(ruleEntries().map((entry) => [entry.id, entry])))
}

/** Where people read how a provider's keys are managed. */
export function findProvider(id: string): ProviderEntry | undefined {
  return data().providers.find((provider) => provider.id === id)
}

let rules: readonly RuleEntry[] | undefined
let byId: ReadonlyMap<string, RuleEntry> | undefined
let known: EntryData | undefined
const data = (): EntryData => (known ??= entryData())
