/**
 * Proves that a journal is whole: finds any edited, removed or moved entry, and a cut tail when the head is
 * known. Works on the database and on an exported file alike.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Db } from '../db/connect.ts'
import { isSigned, readCheckpoints, type Checkpoint } from './checkpoint.ts'
import { type ChainedEntry, type ChainHead, findBreak, GENESIS } from './chain.ts'
import { readAll, readHead } from './read.ts'

export interface JournalCheck {
  readonly ok: boolean
  readonly entries: number
  readonly head: ChainHead
  /** What is broken, in a sentence. */
  readonly problem?: string
}

interface Signed {
  readonly checkpoints: readonly Checkpoint[]
  readonly publicKey?: string
}

/** An undefined entry is one that could not be read. */
export async function verifyEntries(
  entries: AsyncIterable<ChainedEntry | undefined>,
  expected?: ChainHead,
  signed: Signed = { checkpoints: [] },
): Promise<JournalCheck> {
  let head: ChainHead = GENESIS
  let count = 0
  const awaited = new Map(signed.checkpoints.map((checkpoint) => [checkpoint.seq, checkpoint]))
  for (const checkpoint of signed.checkpoints) {
    if (signed.publicKey === undefined || isSigned(checkpoint, signed.publicKey)) continue
    return { ok: false, entries: 0, head, problem: `the signature of the checkpoint at ${checkpoint.seq} is wrong` }
  }
  for await (const entry of entries) {
    const problem = entry ? findBreak(head, entry) : `entry ${head.seq + 1} is not as it was exported`
    if (problem || !entry) return { ok: false, entries: count, head, problem: problem as string }
    head = { seq: entry.seq, hash: entry.hash }
    count++
    const checkpoint = awaited.get(entry.seq)
    awaited.delete(entry.seq)
    if (checkpoint && checkpoint.hash !== entry.hash) {
      const said = `entry ${entry.seq} is not the one that was signed at ${checkpoint.at}`
      return { ok: false, entries: count, head, problem: said }
    }
  }
  const [missing] = awaited.values()
  if (missing) {
    const said = `entry ${missing.seq} was signed at ${missing.at}, but the journal ends at ${head.seq}: the tail was cut`
    return { ok: false, entries: count, head, problem: said }
  }
  if (expected && (expected.seq !== head.seq || expected.hash !== head.hash)) {
    const problem = `the journal ends at entry ${head.seq}, but its head says ${expected.seq}: the tail was cut`
    return { ok: false, entries: count, head, problem }
  }
  return { ok: true, entries: count, head }
}

/** `publicKey` checks the signatures as well; `anchor` is a head that was noted outside of the database. */
export async function verifyJournal(
  db: Db,
  known: { publicKey?: string; anchor?: Checkpoint | undefined } = {},
): Promise<JournalCheck> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const checkpoints = [...(await readCheckpoints(tx)), ...(known.anchor ? [known.anchor] : [])]
      return verifyEntries(readAll(tx), await readHead(tx), { ...known, checkpoints })
    })
}

/** Checks an export (one JSON entry a line). Pass the head that was noted elsewhere to detect a cut tail. */
export async function verifyJournalFile(path: string, expected?: ChainHead): Promise<JournalCheck> {
  return verifyEntries(readFileEntries(path), expected)
}

async function* readFileEntries(path: string): AsyncGenerator<ChainedEntry | undefined> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (line) yield parseEntry(line)
  }
}

const FIELDS = ['action', 'actor', 'at', 'detail', 'hash', 'prevHash', 'seq', 'subject'].join()

/**
 * Strict, because the hash covers the parsed content only: a second field of the same name, one more field or
 * another spelling of the time would show people something that nobody proved.
 */
function parseEntry(line: string): ChainedEntry | undefined {
  try {
    const raw = JSON.parse(line) as Omit<ChainedEntry, 'at'> & { at: string }
    const at = new Date(raw.at)
    const isExact =
      Object.keys(raw).sort().join() === FIELDS && JSON.stringify(raw) === line && at.toISOString() === raw.at
    return isExact ? { ...raw, at } : undefined
  } catch {
    return undefined
  }
}
