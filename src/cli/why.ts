/**
 * `rekey why FILE[:LINE]`: each place that looks like a key to some rule, kept or dropped, with the reasons. For those
 * who wonder why a finding is there, and for those who miss one. Exit 0: it judges nothing.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { printable } from '../scan/report/printable.ts'
import { explainText, type Why } from '../scan/why.ts'
import type { Command } from './command.ts'

export const whyError = defineErrors({
  WHY_USAGE: { status: 400, exit: 2, hint: 'Name a file, or a file and a line: rekey why src/app.ts:12' },
  WHY_UNREADABLE: { status: 404, exit: 2, hint: 'Name a file that you may read.' },
})

export const command: Command = {
  name: 'why',
  about: 'Explain what the scanner keeps and drops in a file.',
  usage: 'FILE[:LINE] [--json]',
  examples: ['rekey why .env', 'rekey why src/app.ts:12'],
  maxArgs: 1,
  flags: { json: { type: 'boolean', about: 'Print JSON.' } },
  run({ args, flags }, io) {
    if (args[0] === undefined) throw whyError('WHY_USAGE', 'say which file')
    const { file, line } = parsePlace(args[0])
    const all = explainText(read(resolve(io.cwd, file)), file)
    const shown = line === undefined ? all : all.filter((one) => one.line === line)
    io.stdout.write(flags['json'] === true ? `${JSON.stringify(shown, null, 2)}\n` : text(shown, file))
    return Promise.resolve(0)
  },
}

function parsePlace(place: string): { file: string; line?: number } {
  const [, file, line] = /^(.+):(\d+)$/.exec(place) ?? []
  return file === undefined ? { file: place } : { file, line: Number(line) }
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw whyError('WHY_UNREADABLE', `${path} cannot be read`, { cause })
  }
}

function text(all: readonly Why[], file: string): string {
  if (all.length === 0) return 'nothing here looks like a key to any rule\n'
  return all.map((one) => entry(one, file)).join('')
}

function entry({ rule, line, column, masked, kept, score, confidence, reasons }: Why, file: string): string {
  const verdict = kept ? `kept, ${confidence ?? ''} (${score} of 100)` : 'dropped'
  return `${printable(file)}:${line}:${column}  ${rule}  ${printable(masked)}  ${verdict}\n${reasons
    .map((reason) => `  ${printable(reason)}\n`)
    .join('')}`
}
