/**
 * Rules of providers as data, and back. Nearly all are a form (providers/key-form.ts) or a bare pattern, without a function
 * of their own: as data they are read in a millisecond, where a thousand modules take fifty.
 */
import type { Rule } from '../detect/rule.ts'
import { formOf, type KeyForm, partsOfForm } from '../providers/key-form.ts'
import type { Detect, Provider } from '../providers/provider.ts'
import { lazyRule, type RuleEntry, type RuleParts } from './rules-of.ts'

interface BarePattern extends Pick<Detect, 'literals' | 'minEntropy' | 'window'> {
  /** Source and flags. */
  readonly pattern: readonly [string, string]
}

/** Null for a rule with code, which its provider's file has to bring. */
type RuleData = KeyForm | BarePattern | null

/** In the order of their rules. */
export function dataOf(providers: readonly Provider[]): { data: RuleData[]; withCode: string[] } {
  const withCode = new Set<string>()
  const data = providers.flatMap(({ id, keys }) =>
    Object.values(keys).flatMap(({ detect }) =>
      detect.map((one) => {
        const made = formOf(one) ?? bareOf(one)
        if (made === null) withCode.add(id)
        return made
      }),
    ),
  )
  return { data, withCode: [...withCode] }
}

function bareOf({ pattern, literals, minEntropy, window, judge }: Detect): BarePattern | null {
  return judge === undefined ? { pattern: [pattern.source, pattern.flags], literals, minEntropy, window } : null
}

/** `entries` may have more at their end. `withCode` is asked for the providers that `dataOf` named. */
export function rulesFrom(
  entries: readonly RuleEntry[],
  data: readonly RuleData[],
  withCode: (id: string) => Provider | undefined,
): Rule[] {
  return data.map((one, index) => {
    const entry = entries[index] as RuleEntry
    let known: RuleParts | undefined
    return lazyRule(entry, () => (known ??= one === null ? partsIn(withCode(entry.provider), entry) : partsFrom(one)))
  })
}

function partsIn(provider: Provider | undefined, { kind, id }: RuleEntry): RuleParts {
  return provider?.keys[kind]?.detect.find(({ rule }) => rule === id) as Detect
}

function partsFrom(data: KeyForm | BarePattern): RuleParts {
  return 'key' in data
    ? partsOfForm(data)
    : {
        pattern: new RegExp(...data.pattern),
        literals: data.literals,
        minEntropy: data.minEntropy,
        window: data.window,
        judge: undefined,
      }
}
