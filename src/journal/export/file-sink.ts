/**
 * The journal as files, one a day, in a folder that the configuration names and nobody else. Lines are only appended,
 * and are on the disk before they count as sent. It follows no link, writes to no device and to nothing that can be
 * run: a journal that somebody can aim at a path of their choice is a way to write files.
 */
import { constants } from 'node:fs'
import { lstat, mkdir, open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChainedEntry } from '../chain.ts'
import { lineOf, sinkError, type Sink } from './sink.ts'

const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK

export async function openFileSink(folder: string): Promise<Sink> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!(await lstat(folder)).isDirectory()) throw sinkError('SINK_INVALID', `${folder} is no folder`)
  return {
    name: 'file',
    async send(entries) {
      for (const [day, lines] of byDay(entries)) await appendLines(join(folder, `journal-${day}.jsonl`), lines)
    },
    close: async () => {},
  }
}

function byDay(entries: readonly ChainedEntry[]): Map<string, string[]> {
  const days = new Map<string, string[]>()
  for (const entry of entries) {
    const day = entry.at.toISOString().slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), lineOf(entry)])
  }
  return days
}

async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, FLAGS, 0o600).catch((error: NodeJS.ErrnoException) => {
    throw sinkError('SINK_FAILED', `${path} cannot be written (${error.code})`)
  })
  try {
    await refuseStrange(path, file)
    await file.appendFile(`${lines.join('\n')}\n`)
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function refuseStrange(path: string, file: FileHandle): Promise<void> {
  const facts = await file.stat()
  if (!facts.isFile() || facts.nlink !== 1 || facts.mode & 0o111)
    throw sinkError('SINK_FAILED', `${path} is not a plain file that cannot be run`)
}
