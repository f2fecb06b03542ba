/**
 * Reads what other scanners accept: `.secrets.baseline`, `.betterleaksignore`, `.gitleaksignore`, a gitleaks report as a
 * baseline, a kingfisher baseline. Each is known by its content, whatever its name is. Keys in the clear become hashes.
 */
import { createHash } from 'node:crypto'
import { parse as parseYaml } from 'yaml'
import type { KnownLeak } from './known-leak.ts'

export interface KnownFile {
  readonly tool: string
  readonly leaks: readonly KnownLeak[]
  /** What this file holds and cannot be carried over. */
  readonly lost: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** Undefined: no file of accepted leaks that is known here. */
export function findKnown(text: string, name: string): KnownFile | undefined {
  const base = name.split('/').at(-1) ?? name
  if (base === '.gitleaksignore') return gitleaksIgnore(text)
  if (base === '.betterleaksignore') return betterleaksIgnore(text)
  const document = parseAny(text)
  if (Array.isArray(document))
    return document.every((one) => isFields(one) && 'RuleID' in one) ? gitleaksReport(document as Fields[]) : undefined
  if (!isFields(document)) return undefined
  if (isFields(document['results']) && 'plugins_used' in document) return detectSecrets(document['results'], document)
  if (isFields(document['ExactFindings'])) return kingfisherOld(document['ExactFindings'])
  return Array.isArray(document['repositories']) ? kingfisher(document['repositories']) : undefined
}

function detectSecrets(results: Fields, document: Fields): KnownFile {
  const entries = Object.entries(results).flatMap(([file, list]) =>
    (Array.isArray(list) ? (list as unknown[]) : []).filter(isFields).map((entry) => ({ file, entry })),
  )
  // `is_secret: true` is the verdict of a person who looked: that leak was never accepted.
  const real = entries.filter(({ entry }) => entry['is_secret'] === true)
  const leaks = entries
    .filter(({ entry }) => entry['is_secret'] !== true && isHex(entry['hashed_secret'], 40))
    .map(({ file, entry }): KnownLeak => ({
      rule: textOf(entry['type']),
      file,
      hash: { algorithm: 'sha1', hex: String(entry['hashed_secret']).toLowerCase() },
    }))
  const filters = Array.isArray(document['filters_used']) ? document['filters_used'].length : 0
  const lost = [
    ...real.map(
      ({ file, entry }) => `${file}:${Number(entry['line_number'])}: marked as a real secret, so it is reported`,
    ),
    ...(filters > 0 ? [`${filters} filters: write a policy under scan: in rekey.yaml instead`] : []),
  ]
  return { tool: 'detect-secrets', leaks, lost }
}

function betterleaksIgnore(text: string): KnownFile {
  const lines = linesOf(text)
  const leaks = lines
    .filter((line) => isHex(line, 64))
    .map((line): KnownLeak => ({ rule: '', hash: { algorithm: 'sha256', hex: line.toLowerCase() } }))
  return {
    tool: 'betterleaks',
    leaks,
    lost: lines.filter((line) => !isHex(line, 64)).map((line) => `${line}: no SHA-256`),
  }
}

function gitleaksIgnore(text: string): KnownFile {
  const lost: string[] = []
  const leaks = linesOf(text).flatMap((line): KnownLeak[] => {
    const [, commit, file = '', rule = '', at = ''] = /^(?:([0-9a-f]{40,64}):)?(.+):([^:]+):(\d+)$/i.exec(line) ?? []
    if (file === '') lost.push(`${line}: neither file:rule:line nor commit:file:rule:line`)
    return file === ''
      ? []
      : [{ rule, file: file.replaceAll('\\', '/'), line: Number(at), ...(commit ? { commit } : {}) }]
  })
  return { tool: 'gitleaks', leaks, lost }
}

function gitleaksReport(findings: readonly Fields[]): KnownFile {
  const leaks = findings.map((finding): KnownLeak => {
    const secret = textOf(finding['Secret'])
    const place = { rule: textOf(finding['RuleID']), file: textOf(finding['File']), line: Number(finding['StartLine']) }
    // A redacted secret says nothing: then the place has to do.
    if (secret === '' || secret === 'REDACTED' || secret.endsWith('...')) return place
    return { ...place, hash: { algorithm: 'sha256', hex: createHash('sha256').update(secret).digest('hex') } }
  })
  return { tool: 'gitleaks', leaks, lost: [] }
}

function kingfisher(repositories: readonly unknown[]): KnownFile {
  const entries = repositories
    .filter(isFields)
    .flatMap((one) => (Array.isArray(one['findings']) ? (one['findings'] as unknown[]) : []))
  return kingfisherEntries(entries.filter(isFields), 'path', 'line')
}

function kingfisherOld(exact: Fields): KnownFile {
  const entries = Array.isArray(exact['matches']) ? (exact['matches'] as unknown[]).filter(isFields) : []
  return kingfisherEntries(entries, 'filepath', 'linenum')
}

/** Its fingerprint is a hash with parts of its own, so a finding is known by its place. */
function kingfisherEntries(entries: readonly Fields[], path: string, line: string): KnownFile {
  const leaks = entries.flatMap((entry): KnownLeak[] => {
    const at = Number(entry[line])
    const file = textOf(entry[path])
    return file === '' || !Number.isInteger(at) || at < 1 ? [] : [{ rule: textOf(entry['rule_id']), file, line: at }]
  })
  const rest = entries.length - leaks.length
  return { tool: 'kingfisher', leaks, lost: rest > 0 ? [`${rest} entries without file and line`] : [] }
}

function parseAny(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return parseYaml(text, { maxAliasCount: 0, logLevel: 'error' })
    } catch {
      return undefined
    }
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isHex(value: unknown, length: number): boolean {
  return typeof value === 'string' && value.length === length && /^[0-9a-f]+$/i.test(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
