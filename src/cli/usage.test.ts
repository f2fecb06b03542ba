import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Command } from './command.ts'
import { commandHelp } from './help.ts'
import { describeVerb, parseInvocation, unknownCommand } from './usage.ts'

const command: Command = {
  name: 'weigh',
  about: 'Weigh something.',
  usage: 'NAME [--unit kg | --exact] | list',
  maxArgs: 1,
  flags: {
    unit: { type: 'string', about: 'Unit of the answer, which may be anything that a scale can show.', short: 'u' },
    exact: { type: 'boolean', about: 'Do not round.' },
  },
  run: async () => 0,
}

const refusal = (...argv: string[]): { code: string; message: string; hint: string } => {
  try {
    parseInvocation(command, argv)
  } catch (error) {
    return error as { code: string; message: string; hint: string }
  }
  throw new Error('it was understood')
}

test('what stands behind -- is an argument, and of a command that starts another one it is that', () => {
  expect(parseInvocation(command, ['--exact', '--', '--unit'])).toEqual({
    args: ['--unit'],
    flags: { exact: true },
    rest: [],
  })
  expect(parseInvocation({ ...command, startsCommand: true }, ['--', 'ls', '-l'])).toEqual({
    args: [],
    flags: {},
    rest: ['ls', '-l'],
  })
})

test('a mistyped option is answered with the nearest one, and its value is not repeated', () => {
  const error = refusal('--exatc', '--unti=hunter2')
  expect(error).toMatchObject({ code: 'USAGE', message: 'rekey weigh has no option --exatc' })
  expect(error.hint).toContain('--exact')
  expect(JSON.stringify(refusal('--unti=hunter2'))).not.toContain('hunter2')
  expect(refusal('-x').message).toBe('rekey weigh has no option -x')
})

test('a missing value, one too many, and one argument too many', () => {
  expect(refusal('--unit').message).toBe('--unit needs a value')
  expect(refusal('--unit', '--exact').message).toBe('--unit needs a value')
  expect(refusal('--exact=yes').message).toBe('--exact takes no value')
  const tooMany = refusal('a', 'hunter2')
  expect(tooMany.message).toBe('rekey weigh takes at most 1 argument')
})

test('a mistyped command or verb is answered with the nearest one, a strange one with all', () => {
  expect(unknownCommand('wiegh', ['weigh', 'list']).hint).toContain('"rekey weigh"')
  expect(unknownCommand('banana', ['weigh', 'list']).hint).toBe('All commands: rekey help')
  expect(describeVerb('weigh', 'lsit', ['list'])).toMatchObject({ hint: 'Did you mean: rekey weigh list' })
  expect(describeVerb('weigh', undefined, ['list']).message).toBe('say what to do: list')
})

test('the help has a line for each form, folds long texts and keeps to its width', () => {
  const page = commandHelp(command, 60)
  expect(page).toContain('Usage: rekey weigh NAME [--unit kg | --exact]\n       rekey weigh list\n')
  expect(page.split('\n').filter((line) => line.length > 66)).toEqual([])
  expect(page).toContain('-u, --unit')
})

test('every text in the help of every command is a sentence', async () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name))
  const modules = await Promise.all(files.map((name) => import(join(import.meta.dirname, name))))
  const commands = modules.flatMap((module: { command?: Command }) => module.command ?? [])
  expect(commands.length).toBeGreaterThan(10)
  const texts = commands.flatMap(({ about, flags }) => [about, ...Object.values(flags).map((flag) => flag.about)])
  expect(texts.filter((text) => !/^[A-Z].*(?:\.|…)$/.test(text))).toEqual([])
}, 30_000)
