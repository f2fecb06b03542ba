/** The rules of all providers and those for credentials of nobody we know, as the engine takes them. */
import { genericRules } from '../detect/generic/rules.ts'
import type { Rule } from '../detect/rule.ts'
import { providerRules } from './provider-rules.ts'

/** All rules that a scan uses. The earlier one wins a tie; `quiet-judge.ts` relies on the generic ones being last. */
export function catalogue(): readonly Rule[] {
  return (known ??= [...providerRules(), ...genericRules])
}

let known: readonly Rule[] | undefined
