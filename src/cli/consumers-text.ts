/** What `rekey secret consumers` prints: who was seen, and, apart from them, who only may. */
import { formatDuration } from '../base/duration.ts'

export interface ConsumersAnswer {
  readonly name: string
  readonly version: number | null
  readonly observedSince: string
  readonly consumers: readonly {
    name: string
    identity: string
    host: string
    version: number
    lastSeenAt: string
    longestSilenceMs: number
  }[]
  readonly readers: readonly { identity: string; reads: number; lastReadAt: string; longestSilenceMs: number }[]
  readonly neverSeen: readonly { identity: string; kind: string; because: string }[]
}

export function formatConsumers(answer: ConsumersAnswer): string {
  const { name, version, observedSince, consumers, neverSeen } = answer
  const named = new Set(consumers.map(({ identity }) => identity))
  const silent = answer.readers.filter(({ identity }) => !named.has(identity))
  const lines = [`${name}, ${version === null ? 'no value' : `version ${version}`}`, '']
  if (consumers.length === 0 && silent.length === 0) {
    lines.push(`No reads since ${observedSince}, when we began to look. Nobody can say what was before.`)
  } else {
    lines.push(`Observed since ${observedSince}:`)
    const rows = consumers.map((one) => [
      `${one.name} on ${one.host}`,
      one.identity,
      `version ${one.version}${version !== null && one.version < version ? ' (old)' : ''}`,
      `seen ${one.lastSeenAt}`,
      usually(one.longestSilenceMs),
    ])
    const others = silent.map((one) => [
      '(no process named)',
      one.identity,
      `${one.reads} ${one.reads === 1 ? 'read' : 'reads'}`,
      `seen ${one.lastReadAt}`,
      usually(one.longestSilenceMs),
    ])
    lines.push(...align([...rows, ...others]))
  }
  if (neverSeen.length > 0) {
    lines.push('', 'May read it, never seen:')
    lines.push(...align(neverSeen.map(({ identity, kind, because }) => [identity, kind, because])))
  }
  return `${lines.join('\n')}\n`
}

function usually(longestSilenceMs: number): string {
  return longestSilenceMs > 0 ? `silent for up to ${formatDuration(longestSilenceMs)}` : 'seen once'
}

function align(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd())
}
