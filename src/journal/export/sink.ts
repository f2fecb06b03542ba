/** Where the journal is also sent: the contract of a sink, and what all of them say of an entry. */
import { defineErrors } from '../../base/errors.ts'
import type { ChainedEntry } from '../chain.ts'

export const sinkError = defineErrors({
  SINK_INVALID: {
    status: 500,
    exit: 2,
    hint: 'journal.export-dir is a folder of ours; journal.syslog is udp://HOST:514, tcp://HOST:601 or unix:///dev/log; journal.webhook is an http(s) address and needs journal.webhook-key.',
  },
  SINK_FAILED: { status: 502, exit: 2, hint: 'It is tried again; nothing is lost meanwhile.', retryable: true },
})

export interface Sink {
  /** `file`, `syslog` or `webhook`: its place in the journal is kept under it. */
  readonly name: string
  /** Resolves when the other side has them, as far as its protocol tells. Entries may come again after a crash. */
  send(entries: readonly ChainedEntry[]): Promise<void>
  close(): Promise<void>
}

/** One line of JSON, as `rekey journal export` writes it: the chain can be checked from it. */
export function lineOf(entry: ChainedEntry): string {
  return JSON.stringify(entry)
}
