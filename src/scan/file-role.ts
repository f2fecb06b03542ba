/**
 * What a file is for, by its path: a credential in a test, an example or a document is likelier made up, so its finding
 * is graded lower. It is never hidden: people paste real keys there, too. Pure.
 */
import { GENERIC_PROVIDER } from '../detect/rule.ts'
import type { Confidence, Finding } from './finding.ts'

export type FileRole = 'code' | 'test' | 'example' | 'document'

const WORD = (words: string): RegExp => new RegExp(`(?:^|[/_.-])(?:${words})(?=[/_.-]|$)`, 'i')
const TEST = WORD('tests?|testing|testdata|specs?|fixtures?|mocks?|mocked|stubs?|__tests__|__mocks__|e2e|cassettes?')
const CAMEL_TEST = /(?:Tests?|Spec|Mock|Fixture)s?\.\w+$/
const EXAMPLE = WORD('examples?|samples?|demos?|tutorials?|templates?|skeleton|playground')
const DOCUMENT =
  /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc|asciidoc|txt|html?|man|[1-8]|ipynb|har|po|resx)$|(?:^|\/)(?:README|CHANGELOG|INSTALL)\b/i

export function fileRole(path: string): FileRole {
  if (TEST.test(path) || CAMEL_TEST.test(path)) return 'test'
  if (EXAMPLE.test(path)) return 'example'
  return DOCUMENT.test(path) ? 'document' : 'code'
}

/** What is taken from the score: much where only the model speaks, little where the format itself does. */
const LOSS = { generic: 20, fixed: 5 } as const
const SAYS: Readonly<Record<Exclude<FileRole, 'code'>, string>> = {
  test: 'in a test file, where keys are often made up',
  example: 'in an example, where keys are often made up',
  document: 'in a document, where keys are often made up',
}

export function gradeByRole<T extends Graded & Pick<Finding, 'file'>>(finding: T): T {
  return gradeAs(fileRole(finding.file), finding)
}

type Graded = Pick<Finding, 'provider' | 'score' | 'confidence' | 'reasons'>

/** The same where the role of its file is known. */
export function gradeAs<T extends Graded>(role: FileRole, finding: T): T {
  if (role === 'code') return finding
  const loss = finding.provider === GENERIC_PROVIDER ? LOSS.generic : LOSS.fixed
  const score = Math.max(1, finding.score - loss)
  return { ...finding, score, confidence: confidenceOf(score), reasons: [...finding.reasons, SAYS[role]] }
}

export function confidenceOf(score: number): Confidence {
  if (score >= 70) return 'high'
  return score >= 40 ? 'medium' : 'low'
}
