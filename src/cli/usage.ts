/**
 * What is wrong with how a command was called, with the nearest right word in the hint. An argument is named
 * only where it cannot be a value that somebody mistyped into it.
 */
import { parseArgs } from 'node:util'
import { defineErrors, type RekeyError } from '../base/errors.ts'
import { findNearest } from '../config/nearest.ts'
import type { Command, Invocation } from './command.ts'

export const usageError = defineErrors({
  COMMAND_UNKNOWN: { status: 400, exit: 2, hint: 'All commands: rekey help' },
  INTERRUPTED: { status: 500, exit: 130, hint: 'Start the command again when you want its result.' },
  USAGE: { status: 400, exit: 2, hint: 'See: rekey help COMMAND' },
})

export function unknownCommand(name: string, names: readonly string[]): RekeyError {
  const near = findNearest(name, names)
  const hint = near ? { hint: `Did you mean "rekey ${near}"? All commands: rekey help` } : {}
  return usageError('COMMAND_UNKNOWN', `there is no command "${name}"`, hint)
}

/** Whatever broke off after a Ctrl-C broke off because it was asked to. */
export function interrupted(): RekeyError {
  return usageError('INTERRUPTED', 'interrupted')
}

/** Throws USAGE. What stands behind `--` belongs to the arguments, except for a command that starts another one. */
export function parseInvocation(command: Command, argv: readonly string[]): Invocation {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  const rest = end < 0 ? [] : argv.slice(end + 1)
  const options = Object.fromEntries(
    Object.entries(command.flags).map(([flag, { type, short }]) => [flag, { type, ...(short ? { short } : {}) }]),
  )
  const { values, positionals } = parse(command, [...own], options)
  const args = command.startsCommand ? positionals : [...positionals, ...rest]
  if (args.length > (command.maxArgs ?? Infinity)) {
    const most = command.maxArgs === 0 ? 'no argument' : `at most ${command.maxArgs} argument${plural(command.maxArgs)}`
    throw usageError('USAGE', `rekey ${command.name} takes ${most}`, { hint: usageHint(command) })
  }
  return { args, flags: values, rest: command.startsCommand ? rest : [] }
}

function parse(command: Command, args: string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const text = (error as Error).message
    const unknown = /^Unknown option '(-[^']*)'/.exec(text)?.[1]
    if (unknown === undefined) throw usageError('USAGE', reword(text), { hint: usageHint(command) })
    const near = findNearest(
      unknown,
      Object.keys(options).map((flag) => `--${flag}`),
    )
    const hint = near ? `Did you mean ${near}? ${usageHint(command)}` : usageHint(command)
    throw usageError('USAGE', `rekey ${command.name} has no option ${unknown}`, { hint })
  }
}

/** The parser's own sentences, in our words. */
function reword(text: string): string {
  const flag = /^Option '(?:-\w, )?(--[\w-]+)/.exec(text)?.[1]
  if (flag === undefined) return 'the options cannot be understood'
  return text.includes('does not take an argument') ? `${flag} takes no value` : `${flag} needs a value`
}

function usageHint({ name }: Command): string {
  return `See: rekey help ${name}`
}

function plural(count: number | undefined): string {
  return count === 1 ? '' : 's'
}

/** For a command whose first argument is a verb: what to say when it is none of `verbs`. */
export function describeVerb(
  command: string,
  given: string | undefined,
  verbs: readonly string[],
): { message: string; hint?: string } {
  if (given === undefined) return { message: `say what to do: ${verbs.join(', ')}` }
  const near = findNearest(given, verbs)
  const message = `there is no "rekey ${command} ${given}"`
  return near ? { message, hint: `Did you mean: rekey ${command} ${near}` } : { message }
}
