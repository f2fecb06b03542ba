/**
 * The linter of notices: what a draft may not say. Numbers and times are compared with the recorded facts, so a
 * letter cannot drift from what is known while people edit it. It finds; it changes nothing.
 * Not covered: passive sentences without an actor, and whether the advice is right.
 */
import type { IncidentFacts } from './incident-facts.ts'
import { factPhrases } from './notice-facts.ts'
import { BANNED, type BannedPhrase } from './notice-phrases.ts'
import { defaultNextUpdate } from './notice.ts'
import { findClaims } from './number-claims.ts'

export interface LintFinding {
  /** From 1. */
  readonly line: number
  readonly rule: string
  /** The words in question. Never a secret. */
  readonly text: string
  readonly why: string
}

export interface LintOptions {
  readonly writtenAt: Date
  /** Default: what the draft itself says. */
  readonly nextUpdateAt?: Date
  /** Offsets of what looks like a key in `text`, and a form of it that may be shown. */
  readonly findSecrets: (text: string) => readonly { readonly index: number; readonly masked: string }[]
  /** Counsel has read the draft: legal words are allowed. */
  readonly counselConfirmed?: boolean
  /** The letter is about to go out: placeholders are findings too. */
  readonly final?: boolean
}

const MAX_WORDS = 35

/** Findings in the order of their lines. An empty list means that the draft may be shown to a person. */
export function lintNotice(markdown: string, facts: IncidentFacts, options: LintOptions): LintFinding[] {
  const { writtenAt, nextUpdateAt = defaultNextUpdate(writtenAt), findSecrets } = options
  const times = knownMinutes({ facts, writtenAt, nextUpdateAt })
  const claims = new Set(factPhrases(facts).flatMap((phrase) => findClaims(phrase).map(({ claim }) => claim)))
  const lines = markdown.split('\n').map((line, index) => ({ line: index + 1, text: hideCode(line) }))
  const findings = [
    ...undatedTitle(lines),
    ...lines.flatMap((line) => [
      ...banned(line, facts, options),
      ...wrongNumbers(line, claims),
      ...wrongTimes(line, times),
      ...longSentences(line),
      ...names(line, facts),
      ...(options.final ? placeholders(line) : []),
    ]),
    ...secrets(markdown, findSecrets),
  ]
  return findings
    .map((finding) =>
      findSecrets(finding.text).length ? { ...finding, text: '(holds what looks like a key)' } : finding,
    )
    .toSorted((a, b) => a.line - b.line)
}

interface Line {
  readonly line: number
  readonly text: string
}

/** Names in code are data, not our words: blanked out, same length. */
const hideCode = (line: string): string =>
  line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, (span) => ' '.repeat(span.length))

function undatedTitle(lines: readonly Line[]): LintFinding[] {
  const title = lines.find(({ text }) => text.startsWith('# '))
  if (title && /\b\d{4}-\d{2}-\d{2}\b/.test(title.text)) return []
  const why = 'The title carries no date (YYYY-MM-DD): readers must see which event it is about.'
  return [{ line: title?.line ?? 1, rule: 'undated-title', text: title?.text ?? '', why }]
}

function banned({ line, text }: Line, facts: IncidentFacts, { counselConfirmed }: LintOptions): LintFinding[] {
  return BANNED.filter((phrase) => applies(phrase, facts, counselConfirmed === true)).flatMap(
    ({ rule, pattern, why }) => [...text.matchAll(pattern)].map(([found]) => ({ line, rule, text: found, why })),
  )
}

function applies({ unless }: BannedPhrase, facts: IncidentFacts, counselConfirmed: boolean): boolean {
  switch (unless) {
    case 'counsel':
      return !counselConfirmed
    case 'complete-logs':
      return !(facts.verdict && facts.verdict.coverage >= 1 && facts.verdict.gaps.length === 0)
    case 'availability-lost':
      return !(facts.requests && facts.requests.failed > 0) && !facts.outageMs
    default:
      return true
  }
}

function wrongNumbers({ line, text }: Line, known: ReadonlySet<string>): LintFinding[] {
  return findClaims(text)
    .filter(({ claim }) => !known.has(claim))
    .map((found) => ({
      line,
      rule: 'number-differs',
      text: found.text,
      why: 'This number is not in the recorded facts. Correct it, or record the fact first.',
    }))
}

const TIME = /(?:(\d{4}-\d{2}-\d{2})[ T])?(?<![\d:])(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?(\s?UTC\b|Z\b)?(?![\d:])/g

function wrongTimes({ line, text }: Line, known: ReadonlySet<string>): LintFinding[] {
  return [...text.matchAll(TIME)].flatMap(([found, day, clock = '', zone]) => {
    const minute = `${day ?? ''} ${clock.padStart(5, '0')}`
    const matches = day ? known.has(minute) : [...known].some((one) => one.endsWith(minute))
    return [
      ...(zone ? [] : [{ line, rule: 'time-without-utc', text: found, why: 'Write UTC behind every time.' }]),
      ...(matches ? [] : [{ line, rule: 'time-differs', text: found, why: 'This time is not in the recorded facts.' }]),
    ]
  })
}

/** Every time anywhere in the facts, as `2026-03-12 23:42`. */
function knownMinutes(value: unknown): Set<string> {
  if (value instanceof Date) return new Set([value.toISOString().slice(0, 16).replace('T', ' ')])
  if (typeof value === 'string') {
    return new Set(
      [...value.matchAll(/(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/g)].map(([, day, clock]) => `${day} ${clock}`),
    )
  }
  if (value === null || typeof value !== 'object') return new Set()
  return new Set(Object.values(value).flatMap((part) => [...knownMinutes(part)]))
}

function longSentences({ line, text }: Line): LintFinding[] {
  return text.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
    const words = sentence.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    if (words <= MAX_WORDS) return []
    const why = `A sentence of ${words} words: cut it to ${MAX_WORDS} or fewer.`
    return [{ line, rule: 'long-sentence', text: `${sentence.slice(0, 60)}…`, why }]
  })
}

function names({ line, text }: Line, { push }: IncidentFacts): LintFinding[] {
  const author = push?.author?.trim().toLowerCase()
  if (!author || author.length < 3 || !text.toLowerCase().includes(author)) return []
  const why = 'It names the person who pushed: a notice explains causes, not people.'
  return [{ line, rule: 'names-a-person', text: push?.author ?? '', why }]
}

function placeholders({ line, text }: Line): LintFinding[] {
  const why = 'A person has to fill this in before the notice goes out.'
  return [...text.matchAll(/«[^»]*»/g)].map(([found]) => ({ line, rule: 'placeholder', text: found, why }))
}

function secrets(markdown: string, findSecrets: LintOptions['findSecrets']): LintFinding[] {
  return findSecrets(markdown).map(({ index, masked }) => ({
    line: markdown.slice(0, index).split('\n').length,
    rule: 'secret',
    text: masked,
    why: 'This looks like a key. A notice never holds one.',
  }))
}
