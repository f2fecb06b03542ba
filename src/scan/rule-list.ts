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
  /** What else must hold, a sentence each. */
  readonly conditions?: readonly string[]
  /** What --verify would ask: `GET https://api.acme.example/v1/me`. */
  readonly asks?: string
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
    lookalikes: rule.lookalikes.map((one) => expandTemplate(one)),
    conditions: [
      ...(rule.entropy === 0 ? [] : [`with an entropy above ${rule.entropy}`]),
      ...rule.required.map(({ ruleId, withinLines }) => {
        return `beside ${ruleId}${withinLines === undefined ? '' : ` (within ${withinLines} lines)`}`
      }),
      ...(rule.allowlists.length === 0 ? [] : ['where no allowlist of it lets it pass']),
      ...(rule.checksum ? [`and it is sure with the checksum ${rule.checksum.name}`] : []),
    ],
    ...(rule.verify && { asks: `${rule.verify.method} ${rule.verify.url.origin}${rule.verify.url.pathname}` }),
  }))
  return [...catalogue, ...own].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
