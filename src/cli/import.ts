/**
 * `rekey import FILE`: brings the secrets of a file into an environment. Says what the file and its git history still
 * hold, because a value that was committed stays readable in every clone.
 */
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { guessFormat, IMPORT_FORMATS, parseImport, type ImportFormat } from '../secrets/exchange/import.ts'
import type { Command, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { pathOf } from './secret-verbs.ts'

export const importError = defineErrors({
  IMPORT_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey import FILE --into PROJECT/ENVIRONMENT [--format FORMAT]' },
  IMPORT_UNREADABLE: { status: 400, exit: 2, hint: 'Check the path and its permissions.' },
  IMPORT_INCOMPLETE: {
    status: 409,
    exit: 3,
    hint: 'All others were stored. Put these right and import again: what is the same is stored once more.',
  },
})

const BATCH = 500

interface Answer {
  readonly stored: readonly { name: string; version: number }[]
  readonly refused: readonly { name: string; code: string; message: string }[]
}

export const command: Command = {
  name: 'import',
  about: 'Bring the secrets of a file into an environment.',
  usage: 'FILE --into PROJECT/ENVIRONMENT [--format FORMAT] [--untrack]',
  maxArgs: 1,
  flags: {
    ...serverFlag,
    into: { type: 'string', about: 'Where they go.', placeholder: 'PROJECT/ENVIRONMENT' },
    format: {
      type: 'string',
      about: `Form of the file: ${IMPORT_FORMATS.join(', ')}. Default: seen from the file.`,
      placeholder: 'FORMAT',
    },
    untrack: { type: 'boolean', about: 'Take the file out of git afterwards (git rm --cached); it stays on the disk.' },
    json: { type: 'boolean', about: 'Print JSON.' },
  },
  examples: [
    'rekey import .env --into shop/production',
    'rekey import doppler.json --into shop/staging --format doppler',
  ],
  async run({ args: [file], flags }, io) {
    const { into, format } = flags as Record<string, string | undefined>
    if (!file || !into || into.split('/').length !== 2)
      throw importError('IMPORT_USAGE', 'say which file, and into which PROJECT/ENVIRONMENT')
    if (format !== undefined && !IMPORT_FORMATS.some((known) => known === format))
      throw importError('IMPORT_USAGE', `"${format.slice(0, 40)}" is no format`)
    const path = resolve(io.cwd, file)
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw importError('IMPORT_UNREADABLE', `${file} cannot be read (${error.code})`)
    })
    const values = [...parseImport((format as ImportFormat | undefined) ?? guessFormat(basename(file), text), text)]
    // The store keeps no empty value: it would be taken for one that is missing.
    const empty = values.filter(([, value]) => value === '').map(([name]) => name)
    const full = values.filter(([, value]) => value !== '')
    const server = await connect(io, flags)
    const all: { stored: Answer['stored'][number][]; refused: Answer['refused'][number][] } = {
      stored: [],
      refused: [],
    }
    for (let i = 0; i < full.length; i += BATCH) {
      const body = { values: Object.fromEntries(full.slice(i, i + BATCH)) }
      const answer = (await server.request('PUT', `/api/environments/${pathOf(into)}/values`, body)) as Answer
      all.stored.push(...answer.stored)
      all.refused.push(...answer.refused)
    }
    const facts = gitFactsOf(path)
    if (facts.tracked && flags['untrack'] && !all.refused.length) untrack(path)
    if (flags['json']) io.stdout.write(`${JSON.stringify({ ...all, empty, git: facts })}\n`)
    else tell(io, { file, into, ...all, empty, facts, isUntracked: facts.tracked && flags['untrack'] === true })
    if (all.refused.length)
      throw importError('IMPORT_INCOMPLETE', `${all.refused.length} of ${full.length} were refused`)
    return 0
  },
}

interface GitFacts {
  readonly tracked: boolean
  /** Commits that hold some version of this file. */
  readonly commits: number
}

interface Told extends Answer {
  readonly file: string
  readonly into: string
  readonly empty: readonly string[]
  readonly facts: GitFacts
  readonly isUntracked: boolean
}

function tell(io: Io, { file, into, stored, refused, empty, facts, isUntracked }: Told): void {
  io.stdout.write(`Stored ${stored.length} secret${stored.length === 1 ? '' : 's'} in ${into}.\n`)
  if (empty.length) io.stdout.write(`Left out, because they are empty: ${empty.join(', ')}.\n`)
  for (const { name, message } of refused) io.stdout.write(`Refused ${name}: ${message}.\n`)
  if (isUntracked) io.stdout.write(`Took ${file} out of git; commit that, and name it in .gitignore.\n`)
  else if (facts.tracked)
    io.stdout.write(
      `${file} is tracked by git. Take it out with: git rm --cached ${file} (or: rekey import … --untrack)\n`,
    )
  if (facts.commits)
    io.stdout.write(
      `${facts.commits} commit${facts.commits === 1 ? ' holds' : 's hold'} ${file}: whoever has a clone has these values. Rotate them; removing the file does not help.\n`,
    )
}

function gitFactsOf(path: string): GitFacts {
  const tracked = askGit(path, ['ls-files', '--error-unmatch', '--', basename(path)]) !== undefined
  const commits =
    askGit(path, ['log', '--all', '--format=%H', '--', basename(path)])
      ?.split('\n')
      .filter(Boolean).length ?? 0
  return { tracked, commits }
}

function untrack(path: string): void {
  askGit(path, ['rm', '--cached', '--quiet', '--', basename(path)])
}

/** Undefined when git says no, is not there, or this is no repository. */
function askGit(path: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', dirname(path), '-c', 'core.fsmonitor=false', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}
