/**
 * The folders that hold a repository's objects, found by looking: its own (a linked work tree shares those of its
 * main one) and alternates that lie inside of the repository. Alternates outside are other people's files: they are
 * refused and reported. Says too what kind of clone it is.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
  type Dirent,
} from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Skipped } from '../../detect/chunk.ts'
import type { Repository } from '../repository.ts'

export interface ObjectFolders {
  /** The git directory that holds refs and objects. */
  readonly commonDir: string
  /** Own objects first. */
  readonly folders: readonly string[]
  readonly hashBytes: 20 | 32
  /** Whether some commits have parents that are not to be looked for. */
  readonly isShallow: boolean
  readonly skipped: readonly Skipped[]
}

const MAX_ALTERNATES = 32
const MAX_CONFIG_BYTES = 1024 * 1024

export function findObjectFolders(repository: Repository): ObjectFolders {
  const commonDir = commonDirOf(repository.gitDir)
  const skipped: Skipped[] = []
  const own = repository.quarantine?.objects ?? join(commonDir, 'objects')
  const folders = [own, ...(repository.quarantine === undefined ? [] : [join(commonDir, 'objects')])]
  for (let i = 0; i < folders.length; i++) {
    for (const alternate of alternatesOf(folders[i] as string)) {
      if (!isInside(alternate, commonDir)) {
        skipped.push({ path: '.', reason: 'objects are borrowed from a folder outside of the repository (alternates)' })
      } else if (!folders.includes(alternate) && folders.length < MAX_ALTERNATES) folders.push(alternate)
    }
  }
  const config = readSmall(join(commonDir, 'config'))
  const isShallow = existsSync(join(commonDir, 'shallow')) && statSync(join(commonDir, 'shallow')).size > 0
  if (isShallow) {
    skipped.push({ path: '.', reason: 'shallow clone: older commits are not here (git fetch --unshallow)' })
  }
  if (isPartial(config, folders)) {
    skipped.push({ path: '.', reason: 'partial clone: contents may be missing here (git fetch --refetch --no-filter)' })
  }
  const hashBytes = /^\s*objectformat\s*=\s*"?sha256"?\s*$/im.test(config) ? 32 : 20
  return { commonDir, folders, hashBytes, isShallow, skipped }
}

/** Where refs, objects and configuration are: a linked work tree names it in `commondir`. */
export function commonDirOf(gitDir: string): string {
  const named = readSmall(join(gitDir, 'commondir')).trim()
  return named === '' ? gitDir : resolve(gitDir, named)
}

function alternatesOf(objects: string): string[] {
  const lines = readSmall(join(objects, 'info', 'alternates')).split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const path = resolve(objects, line)
      return existsSync(path) ? realpathSync(path) : path
    })
}

function isInside(path: string, folder: string): boolean {
  const away = relative(realpathSync(folder), path)
  return away !== '..' && !away.startsWith(`..${sep}`) && !isAbsolute(away)
}

function isPartial(config: string, folders: readonly string[]): boolean {
  if (/^\s*(?:partialclone|promisor|partialclonefilter)\s*=\s*(?!\s*false)/im.test(config)) return true
  return folders.some((folder) => filesOf(join(folder, 'pack')).some((name) => name.endsWith('.promisor')))
}

/** Names in a folder; empty when it cannot be read or is none. */
export function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

const MAX_FOLDERS = 32

/** Paths of all files below a folder. */
export function filesBelow(folder: string, depth = 0): string[] {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return depth < MAX_FOLDERS ? filesBelow(path, depth + 1) : []
    return entry.isFile() ? [path] : []
  })
}

/** A text file of the repository, or '' when there is none. */
export function readSmall(path: string): string {
  try {
    const stats = statSync(path)
    if (!stats.isFile()) return ''
    return stats.size <= MAX_CONFIG_BYTES ? readFileSync(path, 'utf8') : readStart(path)
  } catch {
    return ''
  }
}

function readStart(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(MAX_CONFIG_BYTES)
    return bytes.toString('utf8', 0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}
