/** What reports say of rules and providers, without what finds keys. */
import { providerData, type ProviderEntry, ruleData } from './entry-data.ts'
import type { RuleEntry } from './rules-of.ts'

/** In the order of the catalogue. */
export function ruleEntries(): readonly RuleEntry[] {
  return (rules ??= readRules())
}

function readRules(): readonly RuleEntry[] {
  const data = ruleData()
  return data.rules.map((entry) => {
    const files = data.files[entry.id]
    return files === undefined ? entry : { ...entry, files: new RegExp(...files) }
  })
}

export function entriesById(): ReadonlyMap<string, RuleEntry> {
  return (byId ??= new Map(ruleEntries().map((entry) => [entry.id, entry])))
}

/** Where people read how a provider's keys are managed. */
export function findProvider(id: string): ProviderEntry | undefined {
  return (providers ??= providerData()).find((provider) => provider.id === id)
}

let providers: readonly ProviderEntry[] | undefined
let rules: readonly RuleEntry[] | undefined
let byId: ReadonlyMap<string, RuleEntry> | undefined
