/** `rekey journal`: proves that the journal is whole, on the server or in an exported file, and exports it. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { verifyJournalFile, type JournalCheck } from '../journal/verify.ts'
import type { Command, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const journalCommandError = defineErrors({
  JOURNAL_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey journal verify [FILE] | export FILE | sinks' },
  JOURNAL_FILE_UNREADABLE: {
    status: 400,
    exit: 2,
    hint: 'Give a file made by "rekey journal export": one JSON entry a line.',
  },
  JOURNAL_FILE_UNWRITABLE: { status: 400, exit: 2, hint: 'Choose a file in a folder that you may write to.' },
})

export const command: Command = {
  name: 'journal',
  about: 'Verify or export the hash-chained journal.',
  usage: 'verify [FILE] | export FILE | sinks',
  maxArgs: 2,
  flags: { ...serverFlag, json: { type: 'boolean', about: 'Print JSON.' } },
  async run({ args, flags }, io) {
    const [verb, file] = args
    if (verb === 'export' && file) {
      const server = await connect(io, flags)
      const entries = await server.download('/api/journal/export')
      await writeFile(resolve(io.cwd, file), entries, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
        throw journalCommandError('JOURNAL_FILE_UNWRITABLE', `${file} cannot be written (${error.code})`)
      })
      io.stdout.write(`Wrote ${file}.\n`)
      return 0
    }
    if (verb === 'sinks' && !file) return listSinks(flags, io)
    if (verb === 'export') throw journalCommandError('JOURNAL_USAGE', 'say which file to write')
    if (verb !== 'verify') {
      const { message, ...hint } = describeVerb('journal', verb, ['verify', 'export', 'sinks'])
      throw journalCommandError('JOURNAL_USAGE', message, hint)
    }
    return report(await check(file, flags, io), flags['json'] === true, io)
  },
}

/** Where the journal is also sent, and how far each is. */
async function listSinks(flags: Parameters<Command['run']>[0]['flags'], io: Io): Promise<number> {
  const answer = (await (await connect(io, flags)).request('GET', '/api/journal/sinks')) as {
    sinks: { name: string; seq: number; behind: number; problem: string | null }[]
  }
  const lines = answer.sinks.map(({ name, seq, behind, problem }) => {
    const state = problem === null ? '' : `  ${problem}`
    return `${name.padEnd(8)}  up to entry ${seq}, ${behind} behind${state}\n`
  })
  const text = lines.join('') || 'The journal is sent nowhere else.\n'
  io.stdout.write(flags['json'] ? `${JSON.stringify(answer)}\n` : text)
  return 0
}

async function check(
  file: string | undefined,
  flags: Parameters<Command['run']>[0]['flags'],
  io: Io,
): Promise<JournalCheck> {
  if (!file) return (await (await connect(io, flags)).request('GET', '/api/journal/verify')) as JournalCheck
  try {
    return await verifyJournalFile(resolve(io.cwd, file))
  } catch (cause) {
    throw journalCommandError('JOURNAL_FILE_UNREADABLE', `${file} cannot be read as a journal`, { cause })
  }
}

function report(result: JournalCheck, asJson: boolean, io: Io): number {
  if (asJson) io.stdout.write(`${JSON.stringify(result)}\n`)
  else if (result.ok)
    io.stdout.write(`The journal is whole: ${result.entries} entries, head ${result.head.hash.slice(0, 16)}….\n`)
  else io.stdout.write(`The journal is BROKEN after ${result.entries} entries: ${result.problem}.\n`)
  return result.ok ? 0 : 1
}
