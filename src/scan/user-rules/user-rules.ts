/** Runs the rules of rekey.yaml over a chunk and makes hits of what they find, beside those of the catalogue. */
import { setFlagsFromString } from 'node:v8'
import { Sensitive } from '../../base/sensitive.ts'
import type { Chunk } from '../../detect/chunk.ts'
import { leakId } from '../../detect/leak-id.ts'
import { decodeBytes } from '../compat/gitleaks/byte-text.ts'
import { detectFragment } from '../compat/gitleaks/detect.ts'
import type { GitleaksFinding } from '../compat/gitleaks/finding.ts'
import type { ChunkRules, Hit } from '../collect.ts'
import type { Confidence } from '../finding.ts'
import { findAllowComment } from '../inline-comments.ts'
import { positionsIn } from '../position.ts'
import { isChecksumRight } from './rule-checksum.ts'
import type { UserRule } from './scan-settings.ts'

const SCORES: Readonly<Record<Confidence, number>> = { low: 30, medium: 55, high: 80 }
const MAX_DECODE_DEPTH = 5

export function createUserRules(rules: readonly UserRule[]): ChunkRules {
  // Patterns may be costly by intent: V8 then changes to its engine that runs in linear time.
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const settings = { rules, allowlists: [], maxDecodeDepth: MAX_DECODE_DEPTH, ignoreAllowComments: true }
  return {
    hitsIn(chunk, leakKey) {
      const { path, blob, inner } = chunk.origin
      const { own } = chunk
      const place = { path, symlink: '', windowsPath: '', commit: '', startLine: 1 }
      const found = detectFragment({ raw: decodeBytes(chunk.bytes), ...place }, settings)
      return found
        .filter(({ span }) => own === undefined || (span.start >= own.start && span.start < own.end))
        .toSorted((a, b) => a.span.start - b.span.start)
        .map((finding) => {
          const rule = byId.get(finding.ruleId) as UserRule
          const secret = new Sensitive(finding.secret || finding.match)
          const graded = gradeOf(rule, finding.match)
          const allowedBy = findAllowComment(chunk.bytes, finding.span.start, finding.span.end)
          return {
            rule: rule.id,
            about: rule.description,
            provider: rule.provider,
            kind: 'custom',
            leakId: leakId(leakKey, rule.provider, secret),
            confidence: graded.confidence,
            score: SCORES[graded.confidence],
            ...placeOf(finding, chunk),
            file: path,
            masked: `… (${secret.length} characters)`,
            secret,
            ...(blob === undefined ? {} : { blob }),
            ...(inner === undefined ? {} : { inner }),
            ...(allowedBy === undefined ? {} : { allowedBy }),
            ...companionsOf(finding, { byId, leakKey, file: path }),
            reasons: [
              'matches a rule of rekey.yaml',
              ...graded.reasons,
              ...finding.tags.filter((tag) => tag.startsWith('decoded:')),
            ],
          }
        })
    },
  }
}

/** A checksum that is right makes sure, a wrong one doubtful. */
function gradeOf(
  { confidence, checksum, regex }: UserRule,
  match: string,
): { confidence: Confidence; reasons: string[] } {
  const isRight = checksum && regex && isChecksumRight(checksum, regex, match)
  if (isRight === undefined) return { confidence, reasons: [] }
  return isRight
    ? { confidence: 'high', reasons: ['the checksum is right'] }
    : { confidence: 'low', reasons: ['the checksum is wrong: nobody issued this'] }
}

/** The parts that the rule requires, as the other parts of one credential. */
function companionsOf(
  { required }: GitleaksFinding,
  of: { readonly byId: ReadonlyMap<string, UserRule>; readonly leakKey: Buffer | string; readonly file: string },
): Pick<Hit, 'companions'> {
  if (required.length === 0) return {}
  const companions = required.map(({ ruleId, startLine, secret: text }) => {
    const provider = of.byId.get(ruleId)?.provider ?? 'custom'
    const secret = new Sensitive(text)
    return {
      rule: ruleId,
      provider,
      kind: 'custom',
      leakId: leakId(of.leakKey, provider, secret),
      file: of.file,
      startLine,
      secret,
    }
  })
  return { companions }
}

function placeOf(
  { span }: GitleaksFinding,
  chunk: Chunk,
): Pick<Hit, 'startLine' | 'startColumn' | 'endLine' | 'endColumn'> {
  const positionAt = positionsIn(chunk)
  const start = positionAt(span.start)
  const end = positionAt(Math.max(span.start, span.end - 1))
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}
