/**
 * The hash chain, as pure functions. Each entry's hash covers its own content and the hash before it, so an
 * entry that is edited, removed or moved breaks every hash after it.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import { sha256Hex } from '../base/signing.ts'

export interface JournalEntry {
  readonly seq: number
  readonly at: Date
  /** Who did it: an identity's name, or `rekey`. */
  readonly actor: string
  /** `noun.verb`: `version.stored`, `rotation.step-done`. */
  readonly action: string
  /** What it was done to: an id or a secret's name. */
  readonly subject: string
  /** Facts. Never a secret value. */
  readonly detail: Readonly<Record<string, unknown>>
}

export interface ChainedEntry extends JournalEntry {
  readonly prevHash: string
  readonly hash: string
}

export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) }

export function chainEntry(head: ChainHead, entry: Omit<JournalEntry, 'seq'>): ChainedEntry {
  const full = { ...entry, seq: head.seq + 1, prevHash: head.hash }
  return { ...full, hash: hashOf(full) }
}

function hashOf(entry: Omit<ChainedEntry, 'hash'>): string {
  const { seq, at, actor, action, subject, detail, prevHash } = entry
  const text = (word: string): string => JSON.stringify(word)
  // What canonicalJson makes of all of it as one array, without looking for keys where there are none.
  const rest = `${text(actor)},${text(action)},${text(subject)},${canonicalJson(detail)},${text(prevHash)}`
  return sha256Hex(`[${seq},${text(at.toISOString())},${rest}]`)
}

/** Undefined when the entry follows `head`, else what is wrong with it. */
export function findBreak(head: ChainHead, entry: ChainedEntry): string | undefined {
  if (entry.seq !== head.seq + 1) return `entry ${head.seq + 1} is missing: ${entry.seq} follows ${head.seq}`
  if (entry.prevHash !== head.hash) return `entry ${entry.seq} does not follow the one before it`
  if (entry.hash !== hashOf(entry)) return `entry ${entry.seq} was changed after it was written`
  return undefined
}
