/**
 * Judges what the kernel pointed at, with as little of the catalogue as will do. Assignments to something called like a
 * password are most of what it points at in ordinary code: for these no provider is loaded. For the others the patterns
 * alone say nearly always that nothing is there. What is left is judged by the rules themselves.
 */
import { readFileSync } from 'node:fs'
import { genericRules } from '../detect/generic/rules.ts'
import { createJudge } from '../detect/judge.ts'
import type { RuleSpec } from '../detect/kernel/image.ts'
import type { Rule } from '../detect/rule.ts'
import type { CataloguePattern } from './catalogue-image.ts'

export interface Suspect {
  readonly bytes: Uint8Array
  /** Pairs of position and rule, as the kernel gives them. */
  readonly hits: readonly number[]
}

export interface Tables {
  readonly specs: readonly RuleSpec[]
  /** The file of the patterns, beside the image. */
  readonly patterns: string
}

/** Whether nothing is left of any of them. */
export async function areDismissed(suspects: readonly Suspect[], { specs, patterns }: Tables): Promise<boolean> {
  const first = specs.length - genericRules.length
  const isGeneric = suspects.every(({ hits }) => hits.every((rule, at) => at % 2 === 0 || rule >= first))
  if (isGeneric) return holdNothing(suspects, withGeneric([], first), specs)
  const known = JSON.parse(readFileSync(patterns, 'utf8')) as CataloguePattern[]
  const relevant = suspects.map(({ bytes, hits }) => ({ bytes, hits: withoutContext(hits, known) }))
  if (holdNothing(relevant, withGeneric(bareRules(relevant, known), first), specs)) return true
  return holdNothing(relevant, (await import('./catalogue.ts')).catalogue(), specs)
}

function holdNothing(suspects: readonly Suspect[], rules: readonly Rule[], specs: readonly RuleSpec[]): boolean {
  const judge = createJudge(rules, specs)
  return suspects.every(({ bytes, hits }) => {
    const { found, limited } = judge.judge(bytes, hits, 'kept')
    return !limited && found.length === 0
  })
}

/** A host or the name of a user is never reported by itself. */
function withoutContext(hits: readonly number[], known: readonly CataloguePattern[]): number[] {
  const left: number[] = []
  for (let i = 0; i < hits.length; i += 2) {
    const rule = hits[i + 1] as number
    if (known[rule]?.part !== 'context') left.push(hits[i] as number, rule)
  }
  return left
}

/** Of more than a thousand only those that are asked for. */
function bareRules(suspects: readonly Suspect[], known: readonly CataloguePattern[]): Rule[] {
  const rules = Array<Rule>(known.length)
  for (const { hits } of suspects) {
    for (let i = 1; i < hits.length; i += 2)
      rules[hits[i] as number] ??= bareRule(known[hits[i] as number] as CataloguePattern)
  }
  return rules
}

/** Keeps whatever fits the pattern, but for what stands for a key: that no rule of a provider keeps. */
function bareRule({ source, flags }: CataloguePattern): Rule {
  return {
    id: '',
    provider: '',
    kind: '',
    about: '',
    literals: [],
    get pattern() {
      return new RegExp(source, flags)
    },
  }
}

/** The catalogue ends with the generic rules. */
function withGeneric(others: readonly Rule[], first: number): Rule[] {
  const rules = others.slice(0, first)
  genericRules.forEach((rule, index) => (rules[first + index] = rule))
  return rules
}
