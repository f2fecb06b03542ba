/**
 * The answer to most commits, in a few milliseconds: nothing is staged that the scanner would report. It loads no
 * provider and opens no archive. Whatever it cannot rule out at once it leaves to the whole scanner, so it never says
 * that something was found, and clears nothing that the whole scanner would not.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Match } from '../detect/chunk.ts'
import { withDecoding } from '../detect/decode/decoding-engine.ts'
import { readSpecs } from '../detect/kernel/image.ts'
import { createSearcher } from '../detect/searcher.ts'
import { findFormat } from '../sources/archive/format.ts'
import { objectId, readGitAtOnce } from '../sources/git.ts'
import { findHookRepository, type Repository } from '../sources/repository.ts'
import { isKeyFile } from '../sources/key-file.ts'
import { isBinary } from '../sources/text.ts'
import { findWideText } from '../sources/wide-text.ts'
import type { Suspect } from './quiet-judge.ts'

/** More is left to the whole scanner, which reads in pieces. */
const MAX_BYTES = 32 * 1024 * 1024
const CHANGED_SHAPE = [
  '--cached',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-renames',
  '--diff-filter=d',
  '--ignore-submodules',
]

export interface QuietPassOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The image of the catalogue that was built with this program, and the file of its patterns. */
  readonly image: string
  readonly patterns: string
}

/** True: the commit may pass. False: nobody knows yet. */
export async function isQuietCommit({ cwd, env, image, patterns }: QuietPassOptions): Promise<boolean> {
  const repository = findHookRepository(cwd, env)
  if (repository?.workTree === undefined || hasRulesOfItsOwn(repository.workTree)) return false
  // A merge brings what others wrote: which of it is new is a longer story.
  if (existsSync(join(repository.gitDir, 'MERGE_HEAD'))) return false
  const staged = listStaged(repository)
  if (staged === undefined) return false
  if (staged.length === 0) return true
  const contents = readContents(repository, staged)
  return contents !== undefined && (await holdNothing(contents, { image, patterns }))
}

function hasRulesOfItsOwn(workTree: string): boolean {
  const file = join(workTree, 'rekey.yaml')
  return existsSync(file) && /^["']?scan["']?\s*:/m.test(readFileSync(file, 'utf8'))
}

/** The blobs that differ from HEAD; undefined when git does not answer, as without a first commit. */
function listStaged(repository: Repository): string[] | undefined {
  const answer = readGitAtOnce(repository, ['diff-index', ...CHANGED_SHAPE, 'HEAD', '--'], { maxBytes: MAX_BYTES })
  if (answer === undefined) return undefined
  const blobs: string[] = []
  const tokens = answer.toString('latin1').split('\0')
  for (let i = 0; i + 1 < tokens.length; i += 2) {
    const [, mode, , blob = ''] = (tokens[i] as string).split(' ')
    // A conflict that is not resolved has no content; it is reported elsewhere.
    if (/^0+$/.test(blob)) return undefined
    if (mode !== '160000') blobs.push(objectId(blob))
  }
  return [...new Set(blobs)]
}

function readContents(repository: Repository, blobs: readonly string[]): Uint8Array[] | undefined {
  if (blobs.length === 0) return []
  const input = blobs.map((blob) => `${blob}\n`).join('')
  const answer = readGitAtOnce(repository, ['cat-file', '--batch', '--buffer'], { input, maxBytes: MAX_BYTES })
  if (answer === undefined) return undefined
  const contents: Uint8Array[] = []
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(10, at)
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(answer.toString('latin1', at, end))?.[1]
    if (size === undefined) return undefined
    contents.push(answer.subarray(end + 1, end + 1 + Number(size)))
    at = end + 2 + Number(size)
  }
  return contents.length === blobs.length ? contents : undefined
}

async function holdNothing(
  contents: readonly Uint8Array[],
  files: Pick<QuietPassOptions, 'image' | 'patterns'>,
): Promise<boolean> {
  const image = readFileSync(files.image)
  const searcher = createSearcher(image, 'wasm')
  const suspects: Suspect[] = []
  let isSure = true
  // The layers of decoded text are searched as well; nothing is judged yet.
  const engine = withDecoding({
    match(bytes): Match[] {
      const { hits, limited } = searcher.search(bytes)
      if (limited) isSure = false
      if (hits.length > 0) suspects.push({ bytes, hits })
      return []
    },
    marks: searcher.marks,
  })
  for (const bytes of contents) {
    if (findFormat(bytes) !== undefined || findWideText(bytes) !== undefined || isKeyFile(bytes)) return false
    if (!isBinary(bytes)) engine.match(bytes, () => (isSure = false))
    if (!isSure) return false
  }
  if (suspects.length === 0) return true
  return (await import('./quiet-judge.ts')).areDismissed(suspects, {
    specs: readSpecs(image),
    patterns: files.patterns,
  })
}
