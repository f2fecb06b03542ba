/** The shapes of conformance cases (Go structures as JSON) as ours, and back, so that both can be compared. */
import { createAllowlist, type Allowlist } from '../../src/scan/compat/gitleaks/allowlist.ts'
import type { Fragment } from '../../src/scan/compat/gitleaks/detect.ts'
import type { GitleaksFinding } from '../../src/scan/compat/gitleaks/finding.ts'
import { compileGo } from '../../src/scan/compat/gitleaks/go-regexp.ts'
import { float32 } from '../../src/scan/compat/gitleaks/reports.ts'
import type { GitleaksRule } from '../../src/scan/compat/gitleaks/rule.ts'

export type Fields = Readonly<Record<string, unknown>>

const RULES_OF_WINDOWS: Readonly<Record<string, string>> = {
  unixRule: String.raw`(^|/)\.m2/settings\.xml`,
  windowsRule: String.raw`(^|\\)\.m2\\settings\.xml`,
}

export const EMPTY_RULE: GitleaksRule = {
  id: '',
  description: '',
  secretGroup: 0,
  entropy: 0,
  keywords: [],
  tags: [],
  allowlists: [],
  required: [],
  skipReport: false,
}

export const fragmentless = {
  ruleId: '',
  description: '',
  startLine: 0,
  endLine: 0,
  startColumn: 0,
  endColumn: 0,
  line: '',
  match: '',
  secret: '',
  file: '',
  symlinkFile: '',
  commit: '',
  link: '',
  entropy: 0,
  author: '',
  email: '',
  date: '',
  message: '',
  tags: [],
  fingerprint: '',
  span: { start: 0, end: 0 },
  required: [],
}

export function fragmentOf(value: unknown): Fragment {
  const fields = (Array.isArray(value) ? {} : value) as Fields
  const read = (name: string): string => (fields[name] ?? '') as string
  return {
    raw: read('Raw'),
    path: read('FilePath'),
    symlink: read('SymlinkFile'),
    windowsPath: read('WindowsFilePath'),
    commit: read('CommitSHA'),
    startLine: (fields['StartLine'] ?? 0) as number,
  }
}

const regexOf = (value: unknown): string => (value as { $regexp: string }).$regexp

export function allowlistOf(value: unknown): Allowlist {
  const fields = (Array.isArray(value) ? {} : value) as Record<string, never[] | undefined> & Fields
  const isAnd = ((fields['MatchCondition'] as { $expr?: string } | undefined)?.$expr ?? '').endsWith('And')
  return createAllowlist({
    description: '',
    condition: isAnd ? 'AND' : 'OR',
    commits: fields['Commits'] ?? [],
    paths: (fields['Paths'] ?? []).map(regexOf),
    regexTarget: (fields['RegexTarget'] ?? '') as '' | 'match' | 'line',
    regexes: (fields['Regexes'] ?? []).map(regexOf),
    stopWords: fields['StopWords'] ?? [],
  })
}

export function ruleOf(fields: Fields): Partial<GitleaksRule> {
  if (typeof fields['$expr'] === 'string')
    return { id: 'test-rule', path: compileGo(RULES_OF_WINDOWS[fields['$expr']] as string) }
  return {
    id: fields['RuleID'] as string,
    ...(fields['Regex'] ? { regex: compileGo(regexOf(fields['Regex'])) } : {}),
    ...(fields['Path'] ? { path: compileGo(regexOf(fields['Path'])) } : {}),
    allowlists: ((fields['Allowlists'] ?? []) as unknown[]).map(allowlistOf),
  }
}

/** A finding with gitleaks' names, without what is empty. */
export function fieldsOf(finding: GitleaksFinding): Fields {
  return withoutEmpty({
    RuleID: finding.ruleId,
    Description: finding.description,
    StartLine: finding.startLine,
    EndLine: finding.endLine,
    StartColumn: finding.startColumn,
    EndColumn: finding.endColumn,
    Line: finding.line,
    Match: finding.match,
    Secret: finding.secret,
    File: finding.file,
    SymlinkFile: finding.symlinkFile,
    Commit: finding.commit,
    Entropy: finding.entropy,
    Author: finding.author,
    Email: finding.email,
    Date: finding.date,
    Message: finding.message,
    Tags: finding.tags,
  })
}

export function expectedFindings(value: unknown): Fields[] {
  return ((value ?? []) as Fields[]).map(withoutEmpty)
}

function withoutEmpty(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'Entropy' ? float32(value as number) : value]))
}

export function sorted(list: readonly Fields[]): Fields[] {
  const key = (one: Fields): string => JSON.stringify(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

export function lower(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key === 'RuleID' ? 'ruleId' : key[0]?.toLowerCase() + key.slice(1),
      value,
    ]),
  )
}

export function allowlistFields(one: Allowlist): Fields {
  return {
    and: one.condition === 'AND',
    commits: one.commits.toSorted(),
    paths: one.paths,
    target: one.regexTarget,
    regexes: one.regexes,
    stopWords: one.stopWords.toSorted(),
  }
}

export function allowlistShape(value: unknown): Fields {
  return allowlistFields(allowlistOf(value))
}

export function ruleFields(rule: GitleaksRule): Fields {
  return {
    id: rule.id,
    description: rule.description,
    regex: rule.regex?.source ?? '',
    path: rule.path?.source ?? '',
    entropy: rule.entropy,
    secretGroup: rule.secretGroup,
    keywords: rule.keywords,
    tags: rule.tags,
    allowlists: rule.allowlists.map(allowlistFields),
    required: rule.required,
    skipReport: rule.skipReport,
  }
}

export function ruleShape(fields: Fields): Fields {
  const source = (value: unknown): string => (value ? regexOf(value) : '')
  return {
    id: fields['RuleID'],
    description: fields['Description'] ?? '',
    regex: source(fields['Regex']),
    path: source(fields['Path']),
    entropy: fields['Entropy'] ?? 0,
    secretGroup: fields['SecretGroup'] ?? 0,
    keywords: fields['Keywords'] ?? [],
    tags: fields['Tags'] ?? [],
    allowlists: ((fields['Allowlists'] ?? []) as unknown[]).map(allowlistShape),
    required: ((fields['RequiredRules'] ?? []) as Fields[]).map((one) => ({
      ruleId: one['RuleID'],
      ...(one['WithinLines'] === undefined ? {} : { withinLines: one['WithinLines'] }),
      ...(one['WithinColumns'] === undefined ? {} : { withinColumns: one['WithinColumns'] }),
    })),
    skipReport: fields['SkipReport'] ?? false,
  }
}
