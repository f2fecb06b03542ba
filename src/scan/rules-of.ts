/** The `detect` entries of providers as rules. */
import type { Rule } from '../detect/rule.ts'
import type { Provider } from '../providers/provider.ts'

/** What is said of a rule, without what it takes to find a key. */
export type RuleEntry = Pick<
  Rule,
  'id' | 'provider' | 'kind' | 'about' | 'literals' | 'fallback' | 'files' | 'partners' | 'part' | 'sight'
>

export type RuleParts = Pick<Rule, 'pattern' | 'literals' | 'minEntropy' | 'window' | 'judge'>

/** In the order of the providers. */
export function rulesOf(providers: readonly Provider[]): Rule[] {
  return providers.flatMap((provider) =>
    Object.entries(provider.keys).flatMap(([kind, key]) =>
      key.detect.map((detect) => {
        const entry = {
          id: detect.rule,
          provider: provider.id,
          kind,
          about: detect.about,
          ...(detect.fallback === undefined ? {} : { fallback: detect.fallback }),
          ...(detect.files === undefined ? {} : { files: detect.files }),
          ...(detect.partners === undefined ? {} : { partners: detect.partners }),
          ...(detect.part === undefined ? {} : { part: detect.part }),
          ...(detect.sight === undefined ? {} : { sight: detect.sight }),
        }
        return lazyRule(entry, () => detect)
      }),
    ),
  )
}

/** A rule whose pattern is made when it is asked for: see providers/lazy-detect.ts. */
export function lazyRule(entry: Omit<RuleEntry, 'literals'>, parts: () => RuleParts): Rule {
  return {
    ...entry,
    get pattern() {
      return parts().pattern
    },
    get literals() {
      return parts().literals
    },
    get minEntropy() {
      return parts().minEntropy
    },
    get window() {
      return parts().window
    },
    get judge() {
      return parts().judge
    },
  }
}
