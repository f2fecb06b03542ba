/**
 * Remembers what a scan of a history found, so that the next one reads new objects only and reports the same. The
 * memory counts for exactly this program, these rules, options and leak key; of anything else a whole scan is made.
 * Keys themselves are not remembered: whoever needs them scans without a memory.
 */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Sensitive } from '../../base/sensitive.ts'
import { sha256Hex } from '../../base/signing.ts'
import { version } from '../../base/version.ts'
import { addKnownObjects, NO_OBJECTS, type KnownObjects } from '../../sources/pack/known-objects.ts'
import { commonDirOf } from '../../sources/pack/object-folders.ts'
import type { Repository } from '../../sources/repository.ts'
import type { CommitFacts, Introduction } from '../attribute.ts'
import { entriesById } from '../catalogue-entries.ts'
import type { Hit } from '../collect.ts'
import type { RuleEntry } from '../rules-of.ts'
import { memoryPath, readMemory, writeMemory, type MemoryFile } from './memory-file.ts'

export interface MemoryOptions {
  readonly folder: string
  readonly leakKey: Buffer | string
  /** Everything else that decides what is found. */
  readonly settings: readonly (string | number | undefined)[]
  /** Told why a memory is not believed, or could not be written. */
  readonly onNotice: (text: string) => void
}

/** What is known of where hits come from. */
export interface Origins {
  /** State of refs and reflogs, and the commits that they named. */
  readonly refs: string
  readonly tips: readonly string[]
  readonly introductions: ReadonlyMap<string, readonly Introduction[]>
  readonly commits: ReadonlyMap<string, CommitFacts>
  /** Of HEAD's tree what concerns the hits. */
  readonly head: ReadonlyMap<string, string>
}

export interface Remembered {
  readonly known: KnownObjects
  /** Packs of which every object is known, by name and size. */
  readonly packs: ReadonlySet<string>
  readonly hits: readonly Hit[]
  readonly commits: number
  readonly origins: Origins | undefined
}

export interface HistoryMemory {
  readonly remembered: Remembered
  save(now: Omit<Remembered, 'known'> & { readonly ids: Iterable<Uint8Array> }): void
}

const NOTHING: Remembered = { known: NO_OBJECTS, packs: new Set(), hits: [], commits: 0, origins: undefined }

export async function openHistoryMemory(repository: Repository, options: MemoryOptions): Promise<HistoryMemory> {
  const path = memoryPath(options.folder, commonDirOf(repository.gitDir))
  const file: MemoryFile = { path, print: await printOf(options.settings), leakKey: options.leakKey }
  const stored = readMemory(file)
  if (typeof stored === 'string') options.onNotice(`the cache ${path} is not used: ${stored}; everything is scanned`)
  const remembered =
    stored === undefined || typeof stored === 'string' ? NOTHING : revive(stored.notes as Notes, stored.known)
  return {
    remembered,
    save({ ids, ...now }) {
      const known = addKnownObjects(remembered.known, ids)
      if (known === remembered.known && isSame(now, remembered)) return
      try {
        writeMemory(file, { known, notes: notesOf(now) })
      } catch (error) {
        options.onNotice(`the cache ${path} could not be written: ${(error as Error).message}`)
      }
    },
  }
}

function isSame(now: Omit<Remembered, 'known'>, before: Remembered): boolean {
  return (
    now.origins === before.origins &&
    now.packs.size === before.packs.size &&
    [...now.packs].every((p) => before.packs.has(p))
  )
}

/** Names of files that a bundler made of their contents, and those of all that they import. */
const BUILT = /-[\w-]{8}\.js$/

/** A built program is known by its file's name; sources by their rules as well. */
async function printOf(settings: MemoryOptions['settings']): Promise<string> {
  const own = fileURLToPath(import.meta.url)
  const stats = statSync(own, { throwIfNoEntry: false })
  const rules = BUILT.test(own) ? [] : (await import('./describe-catalogue.ts')).describeCatalogue()
  return sha256Hex(JSON.stringify([version, basename(own), stats?.size, stats?.mtimeMs, rules, settings]))
}

type StoredHit = Omit<Hit, 'secret' | 'about' | 'provider' | 'kind'>
type StoredFacts = Omit<CommitFacts, 'date'> & { readonly date: number }

interface Notes {
  readonly packs: readonly string[]
  readonly hits: readonly StoredHit[]
  readonly count: number
  readonly origins?: {
    readonly refs: string
    readonly tips: readonly string[]
    readonly facts: readonly StoredFacts[]
    readonly introductions: readonly (readonly [string, readonly (readonly [string, number, number])[]])[]
    readonly messages: readonly string[]
    readonly head: readonly (readonly [string, string])[]
  }
}

function notesOf({ packs, hits, commits, origins }: Omit<Remembered, 'known'>): Notes {
  // JSON leaves out what is undefined: the key, and what the rule says.
  const said = { secret: undefined, about: undefined, provider: undefined, kind: undefined }
  const stored = hits.map((hit): StoredHit => ({ ...hit, ...said }))
  const notes = { packs: [...packs], hits: stored, count: commits }
  if (origins === undefined) return notes
  const facts = new Map<string, number>()
  const list: StoredFacts[] = []
  const place = ({ commit, author, email, date }: CommitFacts): number => {
    const known = facts.get(commit)
    if (known !== undefined) return known
    facts.set(commit, list.length)
    return list.push({ commit, author, email, date: date.getTime() }) - 1
  }
  const introductions = [...origins.introductions].map(
    ([blob, all]) => [blob, all.map((one) => [one.path, one.age, place(one)] as const)] as const,
  )
  for (const one of origins.commits.values()) place(one)
  const { refs, tips } = origins
  const rest = { messages: [...origins.commits.keys()], head: [...origins.head] }
  return { ...notes, origins: { refs, tips, introductions, facts: list, ...rest } }
}

function revive(notes: Notes, known: KnownObjects): Remembered {
  const hits = notes.hits.map((hit): Hit => {
    const { about, provider, kind } = entriesById().get(hit.rule) as RuleEntry
    return { ...hit, about, provider, kind, secret: new Sensitive('') }
  })
  const rest = { known, packs: new Set(notes.packs), hits, commits: notes.count }
  if (notes.origins === undefined) return { ...rest, origins: undefined }
  const { refs, tips, facts, introductions, messages, head } = notes.origins
  const all = facts.map((one): CommitFacts => ({ ...one, date: new Date(one.date) }))
  const byId = new Map(all.map((one) => [one.commit, one]))
  const origins: Origins = {
    refs,
    tips,
    introductions: new Map(
      introductions.map(([blob, places]) => [
        blob,
        places.map(([path, age, fact]): Introduction => ({ ...(all[fact] as CommitFacts), path, age })),
      ]),
    ),
    commits: new Map(messages.map((id) => [id, byId.get(id) as CommitFacts])),
    head: new Map(head),
  }
  return { ...rest, origins }
}
