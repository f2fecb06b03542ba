import { expect, test } from 'vitest'
import { findNearest } from './nearest.ts'
import { flagOf, option, parseValue } from './option.ts'
import { options } from './options.ts'

test('flag and environment names come from the name unless the option chooses its own', () => {
  expect(option('root-key.file', { type: 'path', about: '' })).toMatchObject({
    flag: 'root-key-file',
    env: 'REKEY_ROOT_KEY_FILE',
  })
  expect(option('server.port', { type: 'port', flag: 'port', env: 'PORT', about: '' })).toMatchObject({
    flag: 'port',
    env: 'PORT',
  })
})

test('no two options share a name, a flag or a variable, and every default is a value of its type', () => {
  for (const field of ['name', 'flag', 'env'] as const) {
    const all = options.map((entry) => entry[field])
    expect(new Set<string>(all).size).toBe(all.length)
  }
  for (const entry of options) if ('default' in entry) expect(() => parseValue(entry, entry.default)).not.toThrow()
})

test('a flag of the command line says its default and what to write', () => {
  const port = option('server.port', { type: 'port', default: 7373, about: 'Port.' })
  expect(flagOf(port)).toEqual({ type: 'string', about: 'Port. Default: 7373.', placeholder: 'N' })
  expect(flagOf(option('x', { type: 'boolean', about: 'X.' }))).toEqual({ type: 'boolean', about: 'X.' })
  const level = option('log.level', { type: 'string', choices: ['low', 'high'], about: 'L.' })
  expect(flagOf(level).placeholder).toBe('low|high')
})

test.each([
  ['boolean', 'yes', true],
  ['boolean', false, false],
  ['duration', '2m', 120_000],
  ['integer', ' 12 ', 12],
  ['number', '1.5', 1.5],
  ['port', 0, 0],
] as const)('a %s written as %j is %j', (type, written, value) => {
  expect(parseValue(option('x', { type, about: '' }), written)).toBe(value)
})

test.each([
  ['boolean', 'maybe'],
  ['duration', '10'],
  ['integer', '1e3'],
  ['integer', ''],
  ['number', ''],
  ['number', 'Infinity'],
  ['port', '-1'],
  ['string', '  '],
] as const)('a %s written as %j is refused', (type, written) => {
  expect(() => parseValue(option('x', { type, about: '' }), written)).toThrow()
})

test('the nearest name forgives a typo and a swap, and stays silent when nothing is near', () => {
  const names = ['server.port', 'server.host', 'rotation.soak']
  expect(findNearest('server.prot', names)).toBe('server.port')
  expect(findNearest('rotation.soack', names)).toBe('rotation.soak')
  expect(findNearest('colour', names)).toBeUndefined()
  expect(findNearest('x', ['y.z'])).toBeUndefined()
})
