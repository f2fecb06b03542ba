/** All rules of a scan in one list: those of the catalogue and those of rekey.yaml, as people look at them. */
import { expandTemplate } from '../detect/expand-template.ts'
import { providers } from '../providers/index.ts'
import type { ScanSettings } from './user-rules/scan-settings.ts'

export interface RuleFacts {
  readonly id: string
  readonly provider: string
  readonly kind: string
  readonly about: string
  readonly from: 'catalogue' | 'rekey.yaml'
  readonly pattern?: string
  readonly path?: string
  readonly literals: readonly string[]
  /** Made up from templates: no key of anybody's. */
  readonly examples: readonly string[]
  readonly lookalikes: readonly string[]
}

export function listRules({ rules }: ScanSettings): RuleFacts[] {
  const catalogue = providers.flatMap((provider) =>
    Object.entries(provider.keys).flatMap(([kind, { detect }]) =>
      detect.map((rule): RuleFacts => ({
        id: rule.rule,
        provider: provider.id,
        kind,
        about: rule.about,
        from: 'catalogue',
        pattern: String(rule.pattern),
        literals: rule.literals,
        examples: rule.examples.map((one) => expandTemplate(one)),
        lookalikes: rule.lookalikes.map((one) => expandTemplate(one)),
      })),
    ),
  )
  const own = rules.map((rule): RuleFacts => ({
    id: rule.id,
    provider: rule.provider,
    kind: 'custom',
    about: rule.description,
    from: 'rekey.yaml',
    ...(rule.regex === undefined ? {} : { pattern: rule.regex.source }),
    ...(rule.path === undefined ? {} : { path: rule.path.source }),
    literals: rule.keywords,
    examples: rule.examples.map((one) => expandTemplate(one)),
    lookalikes: [],
  }))
  return [...catalogue, ...own].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
