/**
 * From a journal entry to one sentence for people. Pure. The timeline is read from the journal, never typed:
 * each line keeps the sequence number that proves it. Sentences say what happened to which key; they name
 * nobody as the cause. Plain text: whoever renders it escapes it.
 */
import type { JournalEntry } from '../journal/chain.ts'
import { PHASE_OF, type StepName } from '../rotate/rotation.ts'
import { amount, formatShare } from './wording.ts'

export type TimelineKind = 'leak' | 'incident' | 'rotation' | 'evidence' | 'document' | 'task' | 'note'

export interface TimelineEntry {
  readonly at: Date
  readonly kind: TimelineKind
  readonly text: string
  readonly actor: string
  /** Journal sequence number. Null for what no entry proves. */
  readonly seq: number | null
  readonly action?: string | undefined
}

/** Undefined for entries that are no part of the story: reads of secrets, step starts, unknown actions. */
export function timelineEntry(entry: JournalEntry): TimelineEntry | undefined {
  const told = Object.hasOwn(STORIES, entry.action) ? STORIES[entry.action] : undefined
  if (!told) return undefined
  const [kind, tell] = told
  const { at, actor, seq, action } = entry
  return { at, kind, text: tell(readDetail(entry.detail)), actor, seq, action }
}

/** A detail as the sentences read it: absent or odd values become undefined, never an exception. */
interface Detail {
  text(name: string): string | undefined
  count(name: string): number | undefined
  texts(name: string): string[]
}

function readDetail(detail: JournalEntry['detail']): Detail {
  const value = (name: string): unknown => (Object.hasOwn(detail, name) ? detail[name] : undefined)
  const text = (name: string): string | undefined => {
    const found = value(name)
    return typeof found === 'number' || (typeof found === 'string' && found.trim()) ? String(found).trim() : undefined
  }
  return {
    text,
    count: (name) => {
      const found = Number(value(name) ?? NaN)
      return Number.isFinite(found) ? found : undefined
    },
    texts: (name) => {
      const found = value(name)
      if (Array.isArray(found)) return found.filter((one): one is string => typeof one === 'string' && one !== '')
      return text(name) === undefined ? [] : [text(name) as string]
    },
  }
}

type Story = readonly [kind: TimelineKind, tell: (detail: Detail) => string]

const secretOf = (detail: Detail): string => detail.text('secret') ?? detail.text('name') ?? 'the key'

/** ` of shop/production/DATABASE_URL`, or nothing when the entry does not say. */
const ofSecret = (detail: Detail): string => {
  const secret = detail.text('secret') ?? detail.text('name')
  return secret ? ` of ${secret}` : ''
}
const because = (detail: Detail): string => {
  const reason = detail.text('reason') ?? detail.text('because') ?? detail.text('error')
  return reason ? `: ${sentence(reason)}` : '.'
}
const withoutStop = (text: string): string => text.replace(/\.$/, '')
/** A sentence keeps the mark that it ends with; a text without one gets a full stop. */
const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`)
const version = (detail: Detail): string => (detail.text('version') ? `Version ${detail.text('version')}` : 'A version')

const PHASE_WORDS = { A: 'create', B: 'deploy', C: 'confirm', D: 'revoke' } as const

function step(detail: Detail): string {
  const name = detail.text('step') ?? ''
  const phase = Object.hasOwn(PHASE_OF, name) ? PHASE_OF[name as StepName] : undefined
  const head = phase ? `Step ${phase} (${PHASE_WORDS[phase]}), ${name}${ofSecret(detail)}` : `Step ${name || 'done'}`
  const summary = detail.text('summary')
  return `${head}: ${sentence(summary ?? 'done')}`
}

function leakRecorded(detail: Detail): string {
  const provider = detail.text('providerName') ?? detail.text('provider') ?? 'a provider'
  const kind = detail.text('label') ?? detail.text('kind') ?? 'key'
  const masked = detail.text('masked') ? `: ${detail.text('masked')}` : ''
  const file = detail.text('file') ? `, in ${detail.text('file')}` : ''
  const own = detail.text('secret') ? ` It is our own secret ${detail.text('secret')}.` : ''
  return `Found a ${provider} ${kind}${masked}${file}.${own}`
}

const STORIES: Readonly<Record<string, Story>> = {
  'push.received': [
    'leak',
    (detail) => {
      const where = detail.text('repository') ? ` in ${detail.text('repository')}` : ''
      const commit = detail.text('commit') ?? detail.text('after')
      return `A push arrived${where}${commit ? `, commit ${commit.slice(0, 12)}` : ''}.`
    },
  ],
  'leak.recorded': ['leak', leakRecorded],
  'incident.opened': [
    'incident',
    (detail) => {
      const severity = detail.text('severity') ? `, ${detail.text('severity')}` : ''
      const channel = detail.text('channel') ? ` Channel: ${detail.text('channel')}.` : ''
      return `The incident was opened${severity}; triage begins.${channel}`
    },
  ],
  'incident.severity-raised': [
    'incident',
    (detail) => `The severity was raised to ${detail.text('severity') ?? 'SEV-1'}: strangers used the key.`,
  ],
  'commander.named': ['incident', (detail) => `${detail.text('name') ?? 'Somebody'} is the incident commander.`],
  'incident.contained': [
    'incident',
    (detail) =>
      detail.text('reason') ? `Contained${because(detail)}` : 'Contained: every leaked key is refused by its provider.',
  ],
  'incident.reopened': ['incident', (detail) => `The incident was opened again${because(detail)}`],
  'incident.closed': ['incident', (detail) => `The incident was closed${because(detail)}`],
  'version.stored': ['rotation', (detail) => `${version(detail)} of ${secretOf(detail)} was stored.`],
  'version.promoted': ['rotation', (detail) => `${version(detail)} of ${secretOf(detail)} is the current one now.`],
  'version.dead': ['rotation', (detail) => `${version(detail)} of ${secretOf(detail)} is dead.`],
  'rotation.started': [
    'rotation',
    (detail) => {
      const strategy = detail.text('strategy') ? ` (${detail.text('strategy')})` : ''
      return `The rotation of ${secretOf(detail)} started${strategy}.`
    },
  ],
  'rotation.step-done': ['rotation', step],
  'rotation.waiting': [
    'rotation',
    (detail) =>
      `The rotation${ofSecret(detail)} waits: ${detail.texts('waitingFor').map(withoutStop).join('; ') || 'for evidence'}.`,
  ],
  'rotation.done': ['rotation', (detail) => `The rotation${ofSecret(detail)} is done.`],
  'rotation.old-key-refused': [
    'rotation',
    (detail) => {
      const probes = detail.count('probes')
      const often = probes === undefined ? '' : ` (${amount(probes, 'probe')})`
      return `The provider refuses the old key${ofSecret(detail)}${often}: its exposure has ended.`
    },
  ],
  'rotation.paused': ['rotation', (detail) => `The rotation${ofSecret(detail)} was paused${because(detail)}`],
  'rotation.resumed': ['rotation', (detail) => `The rotation${ofSecret(detail)} goes on${because(detail)}`],
  'rotation.aborted': [
    'rotation',
    (detail) => `The rotation${ofSecret(detail)} was given up; the old key stays${because(detail)}`,
  ],
  'rotation.forced': [
    'rotation',
    (detail) => `Step D${ofSecret(detail)} was forced before the evidence was complete${because(detail)}`,
  ],
  'rotation.needs-human': ['rotation', (detail) => `The rotation${ofSecret(detail)} needs a person${because(detail)}`],
  'consumer.moved': [
    'rotation',
    (detail) => {
      const to = detail.text('version') ? `version ${detail.text('version')}` : 'the new version'
      return `${detail.text('consumer') ?? 'A consumer'} moved to ${to}${ofSecret(detail)}.`
    },
  ],
  'evidence.imported': [
    'evidence',
    (detail) => {
      const rows = detail.count('rows')
      const lines = rows === undefined ? 'Log lines' : amount(rows, 'log line')
      return `${lines} imported from ${detail.text('source') ?? 'a source'}.`
    },
  ],
  'evidence.verdict': [
    'evidence',
    (detail) => {
      const coverage = detail.count('coverage')
      const covered = coverage === undefined ? '' : ` The logs cover ${formatShare(coverage)} of the exposure.`
      const said = detail.text('sentence') ?? detail.text('class') ?? 'recorded'
      return `Verdict: ${sentence(said)}${covered}`
    },
  ],
  'document.written': [
    'document',
    (detail) => {
      const kind = detail.text('kind')
      const name =
        kind === 'notice' ? 'draft of the notice' : kind === 'postmortem' ? 'draft of the post-mortem' : 'document'
      return `The ${name} was written.`
    },
  ],
  'task.done': ['task', (detail) => `Done: ${sentence(detail.text('text') ?? detail.text('name') ?? 'a task')}`],
  'note.added': ['note', (detail) => detail.text('text') ?? 'A note without text.'],
}
