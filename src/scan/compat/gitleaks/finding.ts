/**
 * A finding as gitleaks reports it. It holds the secret in the clear, because that is what its reports are: only
 * `rekey gitleaks` makes them, and `--redact` is applied before anything is printed.
 */
import { decodeBytes, encodeText } from './byte-text.ts'

export interface RequiredFinding {
  readonly ruleId: string
  readonly startLine: number
  readonly secret: string
}

export interface GitleaksFinding {
  readonly ruleId: string
  readonly description: string
  readonly startLine: number
  readonly endLine: number
  readonly startColumn: number
  readonly endColumn: number
  /** Never in a report but a template's. */
  readonly line: string
  readonly match: string
  readonly secret: string
  readonly file: string
  readonly symlinkFile: string
  readonly commit: string
  readonly link: string
  /** 32-bit, as reported. */
  readonly entropy: number
  readonly author: string
  readonly email: string
  readonly date: string
  readonly message: string
  readonly tags: readonly string[]
  readonly fingerprint: string
  /** Where the secret, or what it was decoded from, stands in the fragment, in bytes. In no report. */
  readonly span: { readonly start: number; readonly end: number }
  /** Printed by --verbose, in no report. */
  readonly required: readonly RequiredFinding[]
}

/** `percent` of the secret is hidden wherever it stands in the finding; from 100 on all of it. */
export function redactFinding(finding: GitleaksFinding, percent: number): GitleaksFinding {
  const { secret } = finding
  const masked = percent >= 100 ? 'REDACTED' : maskPercent(secret, percent)
  const hide = (text: string): string => replaceAll(text, secret, masked)
  return { ...finding, line: hide(finding.line), match: hide(finding.match), secret: masked }
}

/** Go's ReplaceAll: an empty text stands between all characters. */
function replaceAll(text: string, search: string, replacement: string): string {
  if (search !== '') return text.replaceAll(search, () => replacement)
  return Array.from(text).reduce((all, char) => `${all}${char}${replacement}`, replacement)
}

/** The first bytes and three dots. Halves round to even, as IEEE has it. */
export function maskPercent(secret: string, percent: number): string {
  const bytes = encodeText(secret)
  if (bytes.length === 0) return secret
  const kept = roundToEven((bytes.length * (100 - Math.min(percent, 100))) / 100)
  return `${decodeBytes(bytes.subarray(0, kept))}...`
}

function roundToEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

/** Commit, file, rule and line; without a commit the last three. */
export function fingerprintOf(finding: Pick<GitleaksFinding, 'commit' | 'file' | 'ruleId' | 'startLine'>): string {
  return (finding.commit === '' ? '' : `${finding.commit}:`) + globalFingerprintOf(finding)
}

export function globalFingerprintOf({
  file,
  ruleId,
  startLine,
}: Pick<GitleaksFinding, 'file' | 'ruleId' | 'startLine'>): string {
  return `${file}:${ruleId}:${startLine}`
}
