/** The rules of all providers and those for credentials of nobody we know, as the engine takes them. */
import { genericRules } from '../detect/generic/rules.ts'
import type { Rule } from '../detect/rule.ts'
import { providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'

/** All rules that a scan uses. The earlier one wins a tie; `quiet-judge.ts` relies on the generic ones being last. */
export function catalogue(): readonly Rule[] {
  return (known ??= [...providerRules(providers), ...genericRules])
}

let known: readonly Rule[] | undefined

/** Rules in the order of the providers. */
export function providerRules(from: readonly Provider[]): Rule[] {
  return from.flatMap((provider) =>
    Object.entries(provider.keys).flatMap(([kind, key]) =>
      key.detect.map((detect): Rule => ({
        id: detect.rule,
        provider: provider.id,
        kind,
        about: detect.about,
        ...(detect.fallback === undefined ? {} : { fallback: detect.fallback }),
        ...(detect.files === undefined ? {} : { files: detect.files }),
        ...(detect.partners === undefined ? {} : { partners: detect.partners }),
        ...(detect.part === undefined ? {} : { part: detect.part }),
        ...(detect.sight === undefined ? {} : { sight: detect.sight }),
        // Made when they are asked for: see providers/lazy-detect.ts.
        get pattern() {
          return detect.pattern
        },
        get literals() {
          return detect.literals
        },
        get minEntropy() {
          return detect.minEntropy
        },
        get window() {
          return detect.window
        },
        get judge() {
          return detect.judge
        },
      })),
    ),
  )
}

/** Where people read how a provider's keys are managed. */
export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id)
}
