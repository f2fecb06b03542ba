/** `rekey journal`: proves that the journal is whole, on the server or in an exported file, and exports it. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { verifyJournalFile, type JournalCheck } from '../journal/verify.ts'
import type { Command, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const journalCommandError = defineErrors({
  JOURNAL_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey journal verify [FILE] | export FILE' },
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
  usage: 'verify [FILE] | export FILE',
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
    if (verb === 'export') throw journalCommandError('JOURNAL_USAGE', 'say which file to write')
    if (verb !== 'verify') {
      const { message, ...hint } = describeVerb('journal', verb, ['verify', 'export'])
      throw journalCommandError('JOURNAL_USAGE', message, hint)
    }
    return report(await check(file, flags, io), flags['json'] === true, io)
  },
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
