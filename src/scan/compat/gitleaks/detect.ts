/**
 * The gitleaks engine: a fragment of text in, findings out, in the order of its steps (global allowlists, keywords,
 * rules, decoding, required parts, generic ones last). Pure. Positions and lines are gitleaks' own, quirks included.
 */
import { isMatchAllowed, isPlaceAllowed, type Allowlist, type Place } from './allowlist.ts'
import { byteLength } from './byte-text.ts'
import { decodedLine, decodePass, segmentsAt, segmentTags, toOriginal, type Segment } from './decode.ts'
import { redactFinding, type GitleaksFinding, type RequiredFinding } from './finding.ts'
import { lineBreaks, locate } from './location.ts'
import { findMatches, secretOf, type Found } from './match.ts'
import type { GitleaksRule, Required } from './rule.ts'

export interface CommitInfo {
  readonly author: string
  readonly email: string
  readonly date: string
  readonly message: string
}

export interface Fragment {
  readonly raw: string
  readonly path: string
  readonly symlink: string
  readonly windowsPath: string
  readonly commit: string
  /** Number of the fragment's first line; 0 when it has none. */
  readonly startLine: number
  readonly info?: CommitInfo
}

export interface DetectOptions {
  readonly rules: readonly GitleaksRule[]
  readonly allowlists: readonly Allowlist[]
  readonly maxDecodeDepth: number
  /** 0: no limit. */
  readonly maxTargetMegabytes?: number
  readonly ignoreAllowComments?: boolean
  /** 0: nothing is hidden. */
  readonly redact?: number
  /** Files that are not searched: the configuration and the baseline. */
  readonly ownPaths?: readonly string[]
  readonly linkOf?: (finding: GitleaksFinding) => string
}

const ALLOW_COMMENT = 'gitleaks:allow'

interface Pass {
  readonly fragment: Fragment
  readonly breaks: readonly number[]
  readonly text: string
  readonly segments: readonly Segment[]
}

export function detectFragment(fragment: Fragment, options: DetectOptions): GitleaksFinding[] {
  if (fragment.path !== '' && options.ownPaths?.includes(fragment.path)) return []
  if (isPlaceAllowed(options.allowlists, placeOf(fragment))) return []
  const findings: GitleaksFinding[] = []
  let pass: Pass = { fragment, breaks: lineBreaks(fragment.raw), text: fragment.raw, segments: [] }
  for (let depth = 0; ; depth++) {
    const lowered = pass.text.toLowerCase()
    for (const rule of options.rules) {
      const { keywords, own } = rule
      if (own !== undefined || keywords.length === 0 || keywords.some((word) => word !== '' && lowered.includes(word)))
        findings.push(...applyRule(rule, pass, options, false))
    }
    if (depth >= options.maxDecodeDepth) break
    const { text, segments } = decodePass(pass.text, pass.segments)
    if (segments.length === 0) break
    pass = { fragment, breaks: pass.breaks, text, segments }
  }
  const kept = findings.filter((finding) => !isCovered(finding, findings))
  const percent = options.redact ?? 0
  return percent > 0 ? kept.map((finding) => redactFinding(finding, percent)) : kept
}

function placeOf({ commit, path, windowsPath }: Fragment): Place {
  return { commit, path, windowsPath }
}

function applyRule(rule: GitleaksRule, pass: Pass, options: DetectOptions, asPart: boolean): GitleaksFinding[] {
  const { fragment, text, segments } = pass
  if (rule.skipReport && !asPart) return []
  if (isPlaceAllowed(rule.allowlists, placeOf(fragment))) return []
  const isPattern = rule.regex !== undefined || rule.own !== undefined
  if (rule.path !== undefined && !hasPath(rule, fragment)) return []
  if (!isPattern) return rule.path !== undefined && segments.length === 0 ? [pathFinding(rule, fragment, options)] : []
  const limit = options.maxTargetMegabytes ?? 0
  if (limit > 0 && Math.floor(byteLength(text) / 1_000_000) > limit) return []
  const findings = findMatches(rule, text).flatMap((found) => judge(rule, found, pass, options) ?? [])
  return asPart || rule.required.length === 0 ? findings : withParts(rule, findings, pass, options)
}

function hasPath({ path }: GitleaksRule, fragment: Fragment): boolean {
  return (
    path?.test(fragment.path) === true || (fragment.windowsPath !== '' && path?.test(fragment.windowsPath) === true)
  )
}

/** Undefined: no finding. */
function judge(
  rule: GitleaksRule,
  found: Found,
  { fragment, breaks, text, segments }: Pass,
  options: DetectOptions,
): GitleaksFinding | undefined {
  const match = text.slice(found.start, found.end).replace(/^\n+|\n+$/g, '')
  const touched = segmentsAt(segments, found.start, found.end)
  if (segments.length > 0 && touched.length === 0) return undefined
  const { start, end } =
    segments.length > 0
      ? toOriginal(touched, { start: found.start, end: found.end })
      : { start: found.start, end: found.start + match.length }
  const { raw } = fragment
  const place = locate(raw, breaks, start, end)
  const line = raw.slice(place.lineStart, place.lineEnd)
  if (options.ignoreAllowComments !== true && line.includes(ALLOW_COMMENT)) return undefined
  const { secret, entropy } = secretOf(rule, match, found.secret)
  if (entropy === undefined) return undefined
  const texts = { secret, match, line: touched.length > 0 ? decodedLine(touched, text) || line : line }
  if (isMatchAllowed(options.allowlists, texts, placeOf(fragment))) return undefined
  if (isMatchAllowed(rule.allowlists, texts, placeOf(fragment))) return undefined
  const finding: GitleaksFinding = {
    ...factsOf(rule, fragment),
    startLine: fragment.startLine + place.startLine,
    endLine: fragment.startLine + place.endLine,
    startColumn: byteLength(raw, place.startBase, start) + 1,
    endColumn: place.endBase === undefined ? 0 : byteLength(raw, place.endBase, end),
    line,
    match,
    secret,
    entropy: Math.fround(entropy),
    tags: [...rule.tags, ...segmentTags(touched)],
    span: spanOf(raw, { start, end }, touched.length > 0 ? undefined : secret),
  }
  return { ...finding, link: options.linkOf?.(finding) ?? '' }
}

/** Of a decoded secret: all that was encoded. */
function spanOf(
  raw: string,
  match: { start: number; end: number },
  secret: string | undefined,
): GitleaksFinding['span'] {
  const found = secret === undefined ? -1 : raw.indexOf(secret, match.start)
  const [from, to] = found < 0 || found >= match.end ? [match.start, match.end] : [found, found + (secret ?? '').length]
  const start = byteLength(raw, 0, from)
  return { start, end: start + byteLength(raw, from, to) }
}

function pathFinding(rule: GitleaksRule, fragment: Fragment, options: DetectOptions): GitleaksFinding {
  const finding = { ...factsOf(rule, fragment), match: `file detected: ${fragment.path}` }
  return { ...finding, link: options.linkOf?.(finding) ?? '' }
}

function factsOf(rule: GitleaksRule, { path, symlink, commit, info }: Fragment): GitleaksFinding {
  return {
    ruleId: rule.id,
    description: rule.description,
    startLine: 0,
    endLine: 0,
    startColumn: 0,
    endColumn: 0,
    line: '',
    match: '',
    secret: '',
    file: path,
    symlinkFile: symlink,
    commit,
    link: '',
    entropy: 0,
    author: info?.author ?? '',
    email: info?.email ?? '',
    date: info?.date ?? '',
    message: info?.message ?? '',
    tags: rule.tags,
    fingerprint: '',
    span: { start: 0, end: 0 },
    required: [],
  }
}

/** Those beside which all required parts stand. */
function withParts(
  rule: GitleaksRule,
  findings: readonly GitleaksFinding[],
  pass: Pass,
  options: DetectOptions,
): GitleaksFinding[] {
  if (findings.length === 0) return []
  const parts = rule.required.map((required) => {
    const other = options.rules.find(({ id }) => id === required.ruleId)
    return { required, found: other === undefined ? [] : applyRule(other, pass, options, true) }
  })
  return findings.flatMap((finding) => {
    const near = parts.map(({ required, found }) => found.filter((part) => isNear(finding, part, required)))
    const ids = new Set(near.flat().map(({ ruleId }) => ruleId))
    if (!rule.required.every(({ ruleId }) => ids.has(ruleId))) return []
    const required = near
      .flat()
      .map(({ ruleId, startLine, secret }): RequiredFinding => ({ ruleId, startLine, secret }))
    return [{ ...finding, required }]
  })
}

function isNear(finding: GitleaksFinding, part: GitleaksFinding, { withinLines, withinColumns }: Required): boolean {
  const lines = Math.abs(finding.startLine - part.startLine)
  const columns = Math.abs(finding.startColumn - part.startColumn)
  return lines <= (withinLines ?? Infinity) && columns <= (withinColumns ?? Infinity)
}

/** A generic rule gives way to a specific one that saw at least as much on the same line. */
function isCovered(finding: GitleaksFinding, all: readonly GitleaksFinding[]): boolean {
  const isGeneric = ({ ruleId }: GitleaksFinding): boolean => ruleId.toLowerCase().includes('generic')
  return (
    isGeneric(finding) &&
    all.some(
      (other) =>
        !isGeneric(other) &&
        other.startLine === finding.startLine &&
        other.commit === finding.commit &&
        other.secret.includes(finding.secret),
    )
  )
}
