/** Why a scan reports what it reports in one text, and why it leaves out the rest. Holds no key: each is masked. */
import { createEngine } from '../detect/engine.ts'
import { isKeyFile, keyFileText } from '../sources/key-file.ts'
import { catalogue } from './catalogue.ts'
import { confidenceOf, gradeByRole } from './file-role.ts'
import type { Confidence } from './finding.ts'
import { maskSecret } from './mask.ts'
import { positionsIn } from './position.ts'

export interface Why {
  readonly rule: string
  readonly line: number
  readonly column: number
  readonly masked: string
  readonly kept: boolean
  readonly score: number
  readonly confidence?: Confidence
  readonly reasons: readonly string[]
}

const NEVER_ALONE = 'goes with a key, and is never reported alone'
const OTHER_FILE = 'this rule means files of other names'

/** `path` decides the role of the file, which is part of the score. */
export function explainText(content: Uint8Array, path: string): Why[] {
  const engine = createEngine(catalogue())
  const bytes = Buffer.from((isKeyFile(content) ? keyFileText(content) : undefined) ?? content)
  const at = positionsIn({ bytes })
  return engine.explain(bytes).map(({ rule, start, secret, kept, score, reasons }) => {
    const { line, column } = at(start)
    const place = { rule: rule.id, line, column, masked: maskSecret(secret, rule), kept }
    if (!kept) return { ...place, score, reasons }
    if (rule.part === 'context') return { ...place, kept: false, score, reasons: [...reasons, NEVER_ALONE] }
    if (rule.files?.test(path) === false) return { ...place, kept: false, score, reasons: [...reasons, OTHER_FILE] }
    const graded = gradeByRole({
      file: path,
      provider: rule.provider,
      score,
      confidence: confidenceOf(score),
      reasons: [...reasons],
    })
    return { ...place, score: graded.score, confidence: graded.confidence, reasons: graded.reasons }
  })
}
