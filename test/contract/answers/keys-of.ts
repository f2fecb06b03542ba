/** Made-up keys for an entry of the answers, and the kind of key that it is about. */
import { expandTemplate, seededPick } from '../../../src/detect/expand-template.ts'
import { providers } from '../../../src/providers/index.ts'
import type { KeyKind } from '../../../src/providers/provider.ts'
import type { KeyAnswers } from './key-answers.ts'

export function kindOf({ provider, kind }: Pick<KeyAnswers, 'provider' | 'kind'>): KeyKind {
  return providers.find(({ id }) => id === provider)?.keys[kind] as KeyKind
}

export interface BesideKey {
  readonly rule: string
  readonly text: string
}

/** The keys that the server knows, and one that it does not. */
export function keysOf({ provider, kind, key, companions = [] }: KeyAnswers) {
  const rule = kindOf({ provider, kind }).detect[0]
  const make = (seed: number): string => {
    if (key !== undefined || !rule) return expandTemplate(key ?? '', seededPick(seed))
    const found = rule.pattern.exec(expandTemplate(rule.examples[0] ?? '', seededPick(seed)))
    return found?.groups?.['secret'] ?? found?.[0] ?? ''
  }
  return {
    live: make(1),
    restricted: make(2),
    unknown: make(3),
    companions: companions.map(([of, template]): BesideKey => ({
      rule: of,
      text: expandTemplate(template, seededPick(5)),
    })),
  }
}
