/** Tries a rule of rekey.yaml: on its own samples, and why it finds nothing in a text. Pure. */
import { expandTemplate } from '../../detect/expand-template.ts'
import type { Hit } from '../collect.ts'
import type { UserRule } from './scan-settings.ts'
import { createUserRules } from './user-rules.ts'

const PATH = 'sample.txt'

/** What is wrong with the samples of a rule, a sentence each. */
export function trySamples(rule: UserRule, rules: readonly UserRule[]): string[] {
  const isFound = (text: string): boolean => finds(rule, rules, { text, path: PATH })
  const missed = rule.examples
    .map((template) => expandTemplate(template))
    .flatMap((text, index) => {
      if (isFound(text)) return []
      return [`example ${index + 1} is not found: ${whyNot(rule, rules, { text, path: PATH })}`]
    })
  const taken = rule.lookalikes.flatMap((template, index) =>
    isFound(expandTemplate(template)) ? [`lookalike ${index + 1} is found`] : [],
  )
  return [...missed, ...taken]
}

interface Text {
  readonly text: string
  readonly path: string
}

/** Which part of the rule keeps it from finding something there, in words. */
export function whyNot(rule: UserRule, rules: readonly UserRule[], text: Text): string {
  const { path: _, ...anywhere } = rule
  const relaxed: (readonly [why: string, rule: UserRule])[] = [
    ['it only serves other rules (skipReport)', { ...rule, skipReport: false }],
    ['no keyword of it stands in the text', { ...rule, keywords: [] }],
    [`its path is not ${rule.path?.source}`, anywhere],
    [`the entropy is not above ${rule.entropy}`, { ...rule, entropy: 0 }],
    ['an allowlist lets it pass', { ...rule, allowlists: [] }],
    [`${rule.required.map(({ ruleId }) => ruleId).join(' and ')} is not beside it`, { ...rule, required: [] }],
  ]
  const one = relaxed.find(([, easier]) => finds(easier, rules, text))
  if (one) return one[0]
  const bare = { ...anywhere, skipReport: false, keywords: [], entropy: 0, allowlists: [], required: [] }
  return finds(bare, rules, text) ? 'more than one condition of it is not met' : 'its pattern does not match'
}

function finds(rule: UserRule, rules: readonly UserRule[], { text, path }: Text): boolean {
  return hitsOf([rule, ...rules.filter(({ id }) => id !== rule.id)], { text, path }).some((hit) => hit.rule === rule.id)
}

function hitsOf(rules: readonly UserRule[], { text, path }: Text): Hit[] {
  return createUserRules(rules).hitsIn({ bytes: new TextEncoder().encode(text), origin: { path } }, 'trial')
}
