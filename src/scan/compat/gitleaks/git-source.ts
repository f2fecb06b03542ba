/**
 * Git as gitleaks reads it: the added lines of each hunk that `git log -p -U0` or `git diff -U0` prints, so also its
 * blind spot (a leak that only a merge commit brings; `rekey scan` sees it). Git runs hardened, as everywhere.
 */
import { spawnGit, type GitProcess } from '../../../sources/git.ts'
import type { Repository } from '../../../sources/repository.ts'
import { decodeBytes } from './byte-text.ts'
import type { CommitInfo, Fragment } from './detect.ts'
import { widthOf } from './text-width.ts'

export interface GitSourceOptions {
  readonly repository: Repository
  readonly kind: 'history' | 'unstaged' | 'staged'
  /** Options of `git log` in place of the default ones, separated by spaces. */
  readonly logOptions?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** A binary file whose name is an archive's. */
  readonly onBinary: (file: { readonly commit: string; readonly path: string; readonly info: CommitInfo }) => void
}

/** NUL cannot stand in a line of a commit or a text file. */
const HEADER = '--format=%x00%H%x00%aN%x00%aE%x00%at%x00%B%x00'
const FORMAT = ['--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/']
const DEFAULT_LOG = ['--full-history', '--all', '--diff-filter=tuxdb']

export async function* gitFragments(options: GitSourceOptions): AsyncGenerator<Fragment> {
  const { repository, kind, logOptions } = options
  const args =
    kind === 'history'
      ? ['log', '-p', '-U0', ...(logOptions ? logOptions.split(' ') : DEFAULT_LOG), HEADER, ...FORMAT]
      : ['diff', '-U0', ...FORMAT, ...(kind === 'staged' ? ['--staged'] : []), '--', repository.prefix || '.']
  // `--` and paths stand last in a user's options: ours go before them.
  const cut = args.indexOf('--')
  const ordered =
    kind === 'history' && cut > 0
      ? [
          ...args.slice(0, cut),
          HEADER,
          ...FORMAT,
          ...args.slice(cut).filter((one) => one !== HEADER && !FORMAT.includes(one)),
        ]
      : args
  const git = spawnGit(repository, ordered, options.signal)
  git.stdin.end()
  try {
    yield* new DiffReader(options).read(git)
    await git.done
  } finally {
    git.stop()
  }
}

class DiffReader {
  readonly #options: GitSourceOptions
  #commit = ''
  /** What is not committed yet has no author, and the first second of Go's calendar. */
  #info: CommitInfo = { author: '', email: '', date: '0001-01-01T00:00:00Z', message: '' }
  #path = ''
  #isDeleted = false
  #hunk: { startLine: number; added: string[] } | undefined
  /** Lines that the hunk still has. */
  #removed = 0
  #added = 0
  /** What the line before was: added, removed, or around them. */
  #kind = ''
  /** Text of a commit's header until its last NUL. */
  #header: string | undefined

  constructor(options: GitSourceOptions) {
    this.#options = options
  }

  async *read(git: GitProcess): AsyncGenerator<Fragment> {
    let rest = ''
    for await (const part of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + part.toString('latin1')).split('\n')
      rest = lines.pop() as string
      for (const line of lines) {
        const fragment = this.#line(line)
        if (fragment !== undefined) yield fragment
      }
    }
    if (rest !== '') {
      const fragment = this.#line(rest)
      if (fragment !== undefined) yield fragment
    }
    const last = this.#finishHunk()
    if (last !== undefined) yield last
  }

  /** A fragment when the line ends one. */
  #line(line: string): Fragment | undefined {
    if (this.#header !== undefined) {
      this.#header += `\n${line}`
      this.#readHeader()
      return undefined
    }
    if ((this.#removed > 0 || this.#added > 0) && /^[-+ ]/.test(line)) {
      this.#kind = line[0] as string
      if (this.#kind !== '-') this.#added--
      if (this.#kind !== '+') this.#removed--
      if (this.#kind === '+') this.#hunk?.added.push(line.slice(1), '\n')
      return undefined
    }
    if (line.startsWith('\\')) {
      // The line before has no line break in the file. Of lines that are not added nothing is kept.
      if (this.#kind === '+') this.#hunk?.added.splice(-1, 1, '')
      return undefined
    }
    if (line.startsWith('\0')) {
      const fragment = this.#finishHunk()
      this.#header = line
      this.#readHeader()
      return fragment
    }
    if (line.startsWith('diff --git ')) {
      const fragment = this.#finishHunk()
      this.#path = pathOfDiff(line)
      this.#isDeleted = false
      return fragment
    }
    if (line.startsWith('@@ ')) {
      const fragment = this.#finishHunk()
      const [, removed = '1', start = '0', added = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
      this.#removed = Number(removed)
      this.#added = Number(added)
      this.#hunk = { startLine: Number(start), added: [] }
      return fragment
    }
    this.#extended(line)
    return undefined
  }

  #extended(line: string): void {
    if (line.startsWith('+++ ')) {
      const path = unquote(line.slice(4).replace(/\t$/, ''))
      if (path === '/dev/null') this.#isDeleted = true
      else this.#path = path.replace(/^[ab]\//, '')
    } else if (line.startsWith('rename to ') || line.startsWith('copy to '))
      this.#path = unquote(line.replace(/^\w+ to /, ''))
    else if (line.startsWith('deleted file mode')) this.#isDeleted = true
    else if (line.startsWith('Binary files ') && !this.#isDeleted)
      this.#options.onBinary({
        commit: this.#commit,
        path: textOf(this.#path),
        info: this.#info,
      })
  }

  #readHeader(): void {
    const parts = (this.#header ?? '').split('\0')
    const [, id, author, email, seconds, message, end] = parts
    if (end === undefined) return
    this.#header = undefined
    this.#commit = id as string
    this.#info = {
      author: textOf(author as string),
      email: textOf(email as string),
      date: new Date(Number(seconds) * 1_000).toISOString().replace('.000Z', 'Z'),
      message: messageOf(textOf(message as string)),
    }
  }

  #finishHunk(): Fragment | undefined {
    const hunk = this.#hunk
    this.#hunk = undefined
    this.#added = 0
    this.#removed = 0
    if (hunk === undefined || this.#isDeleted) return undefined
    return {
      raw: textOf(hunk.added.join('')),
      path: textOf(this.#path),
      symlink: '',
      windowsPath: '',
      commit: this.#commit,
      startLine: hunk.startLine,
      info: this.#info,
    }
  }
}

/**
 * The title on one line, an empty line, the body without space at its ends and with at most one empty line in a row.
 * `git log` has blanks for tabs, to the next eighth place.
 */
function messageOf(raw: string): string {
  const lines = raw.split('\n').map((line) => withoutTabs(line).trimEnd())
  const first = lines.findIndex((line) => line !== '')
  if (first < 0) return ''
  const gap = lines.indexOf('', first)
  const title = lines
    .slice(first, gap < 0 ? undefined : gap)
    .map((line) => line.trim())
    .join(' ')
  const body =
    gap < 0
      ? ''
      : lines
          .slice(gap)
          .join('\n')
          .replace(/^\n+|\n+$/g, '')
          .replaceAll(/\n{3,}/g, '\n\n')
  return body === '' ? title : `${title}\n\n${body}`
}

function withoutTabs(line: string): string {
  const parts = line.split('\t')
  return parts.map((part, at) => (at < parts.length - 1 ? part + ' '.repeat(8 - (widthOf(part) % 8)) : part)).join('')
}

/** `diff --git a/x b/x`: both halves are the same unless the file was renamed, which `rename to` tells. */
function pathOfDiff(line: string): string {
  const names = line.slice('diff --git '.length)
  if (names.startsWith('"')) return unquote(/ (".*")$/.exec(names)?.[1] ?? names).replace(/^b\//, '')
  return names.slice(Math.floor(names.length / 2) + 1).replace(/^b\//, '')
}

/** Git's own quoting of paths: backslashes and octal bytes. */
function unquote(text: string): string {
  if (!text.startsWith('"')) return text
  const named: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }
  return text
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (named[code] ?? code),
    )
}

function textOf(latin1: string): string {
  return decodeBytes(Buffer.from(latin1, 'latin1'))
}
