/**
 * The rules of all providers, from their files. Of a thousand files few have code that a scan runs: the build puts in the
 * place of this one what `rules-from-data.ts` makes of these few and of the others' data.
 */
import type { Rule } from '../detect/rule.ts'
import { providers } from '../providers/index.ts'
import { rulesOf } from './rules-of.ts'

export function providerRules(): Rule[] {
  return rulesOf(providers)
}
