/** The help pages, from the same table that parses the arguments. Long lines are folded, never cut. */
import type { Command, FlagSpec } from './command.ts'

const COMMAND_COLUMN = 14
const FLAG_COLUMN = 34

export function programHelp(commands: readonly Command[], width: number): string {
  const lines = commands.map(({ name, about }) => entry(name, about, COMMAND_COLUMN, width))
  return [
    'Rekey drives a leaked key from alert to changed lock.',
    '',
    'Usage: rekey COMMAND [options]',
    '',
    ...lines,
    '',
    'More on one: rekey help COMMAND',
    '',
  ].join('\n')
}

export function commandHelp({ name, about, usage, flags, examples = [] }: Command, width: number): string {
  // A bar inside brackets is a choice within one form.
  const forms = usage.split(/ \| (?![^[]*\])/)
  const lines = [about, '', ...forms.map((one, index) => `${index ? '      ' : 'Usage:'} rekey ${name} ${one}`), '']
  const all: [string, FlagSpec][] = Object.entries(flags)
  for (const [flag, spec] of all) lines.push(entry(headOf(flag, spec), spec.about, FLAG_COLUMN, width))
  lines.push(entry('-h, --help', 'Show this page.', FLAG_COLUMN, width), '')
  if (examples.length) lines.push('Examples:', ...examples.map((example) => `  ${example}`), '')
  return lines.join('\n')
}

function headOf(flag: string, { placeholder, short }: FlagSpec): string {
  return `${short ? `-${short}, ` : ''}--${flag}${placeholder ? ` ${placeholder}` : ''}`
}

/** Two columns; a head that is too long for its own stands on a line by itself. */
function entry(head: string, text: string, column: number, width: number): string {
  const [first = '', ...more] = fold(text, Math.max(width - column, 30))
  const indent = ' '.repeat(column)
  const start = `  ${head}`
  const lead = start.length <= column - 2 ? start.padEnd(column) : `${start}\n${indent}`
  return [lead + first, ...more.map((line) => indent + line)].join('\n')
}

function fold(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
