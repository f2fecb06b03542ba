/**
 * What each rule costs a scan. Rules of the catalogue are estimated as the build does it: by how often their rarest
 * bytes stand in source text, and what a candidate costs. Rules of rekey.yaml run as they are, so they are measured, on
 * made-up source text; their keywords spare it where none of them stands.
 */
import { compileRule, isRefused } from '../detect/kernel/compile-rule.ts'
import { VOCABULARY } from '../detect/generic/vocabulary.gen.ts'
import { catalogue } from './catalogue.ts'
import { findMatches } from './compat/gitleaks/match.ts'
import type { ScanSettings, UserRule } from './user-rules/scan-settings.ts'

export interface RuleCost {
  readonly id: string
  readonly from: 'catalogue' | 'rekey.yaml'
  readonly msPerMegabyte: number
  /** Only of rules of the catalogue. */
  readonly candidatesPerMegabyte?: number
  /** What is wrong with the rule, in words. */
  readonly problems: readonly string[]
}

/** More than the whole catalogue takes. */
const COSTLY_MS = 20
const SAMPLE_BYTES = 256 * 1024

/** The dearest first. `now` counts milliseconds. */
export function ruleCosts({ rules }: ScanSettings, now: () => number): RuleCost[] {
  const known = catalogue().map((rule): RuleCost => {
    const compiled = compileRule(rule)
    const { msPerMegabyte } = compiled
    return isRefused(compiled)
      ? { id: rule.id, from: 'catalogue', msPerMegabyte, problems: [compiled.reason] }
      : {
          id: rule.id,
          from: 'catalogue',
          msPerMegabyte,
          candidatesPerMegabyte: compiled.hitsPerMegabyte,
          problems: [],
        }
  })
  const sample = rules.length === 0 ? '' : sourceText()
  const own = rules.map((rule) => measured(rule, sample, now))
  return [...own, ...known].toSorted((a, b) => b.msPerMegabyte - a.msPerMegabyte || (a.id < b.id ? -1 : 1))
}

function measured(rule: UserRule, sample: string, now: () => number): RuleCost {
  const startedAt = now()
  findMatches(rule, sample)
  const msPerMegabyte = ((now() - startedAt) * 1e6) / sample.length
  return { id: rule.id, from: 'rekey.yaml', msPerMegabyte, problems: problemsOf(rule, msPerMegabyte) }
}

function problemsOf(rule: UserRule, msPerMegabyte: number): string[] {
  const isPattern = rule.regex !== undefined
  return [
    ...(isPattern && rule.keywords.length === 0 ? ['no keywords: its pattern runs on every text'] : []),
    ...(isPattern && msPerMegabyte > COSTLY_MS ? [`more than ${COSTLY_MS} ms per MB where it runs`] : []),
  ]
}

/** Words, names, numbers and signs in the order of source code; always the same. */
function sourceText(): string {
  const words = VOCABULARY.split(' ')
  const lines: string[] = []
  let length = 0
  for (let n = 0; length < SAMPLE_BYTES; n++) {
    const word = (step: number): string => words[(n * 31 + step * 17) % words.length] as string
    const line = `  const ${word(1)}_${word(2)} = ${word(3)}.${word(4)}("${word(5)} ${word(6)}", ${n}) // ${word(7)}: ${word(8)}`
    lines.push(line)
    length += line.length + 1
  }
  return lines.join('\n')
}
