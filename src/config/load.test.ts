import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RekeyError } from '../base/errors.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { loadConfig, type Sources } from './load.ts'
import { option } from './option.ts'
import { options } from './options.ts'

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-config-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

async function load(yaml: string | undefined, sources: Partial<Sources> = {}) {
  const cwd = await folderWith(yaml === undefined ? {} : { 'rekey.yaml': yaml })
  return { cwd, config: await loadConfig(options, { env: { HOME: '/srv' }, cwd, ...sources }) }
}

async function refusal(yaml: string | undefined, sources: Partial<Sources> = {}): Promise<RekeyError> {
  const outcome: unknown = await load(yaml, sources).catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(Error)
  return outcome as RekeyError
}

test('without flags, environment and file every option has its default, typed', async () => {
  const { values, origins } = (await load(undefined)).config
  const port: number = values['server.port']
  const url: Sensitive | undefined = values['database.url']
  const level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = values['log.level']
  expect([port, url, level]).toEqual([7373, undefined, 'info'])
  expect(values['rotation.quiet']).toBe(30_000)
  expect(values['data.dir']).toBe('/srv/.rekey/data')
  expect(origins['server.port']).toEqual({ from: 'default', place: 'default' })
  expect(origins['database.url'].place).toBe('not set')
})

test('a flag wins over the environment, the environment over the file, and each says where it came from', async () => {
  const yaml = 'server:\n  port: 1001\n  host: 0.0.0.0\nlog:\n  level: warn\n'
  const env = { HOME: '/srv', REKEY_SERVER_PORT: '1002', REKEY_LOG_LEVEL: 'debug' }
  const { cwd, config } = await load(yaml, { env, flags: { port: '1003', json: true } })
  expect(config.values['server.port']).toBe(1003)
  expect(config.values['log.level']).toBe('debug')
  expect(config.values['server.host']).toBe('0.0.0.0')
  expect(config.origins['server.port']).toEqual({ from: 'flag', place: '--port' })
  expect(config.origins['log.level']).toEqual({ from: 'env', place: 'REKEY_LOG_LEVEL' })
  expect(config.origins['server.host']).toEqual({ from: 'file', place: `${join(cwd, 'rekey.yaml')}:3` })
})

test('a path in the file starts from the folder of the file, $REKEY_HOME and ~ are expanded', async () => {
  const cwd = await folderWith({ 'other.yaml': 'data:\n  dir: state/db\n' })
  const at = async (sources: Partial<Sources>) =>
    (await loadConfig(options, { env: { HOME: '/srv' }, cwd: '/', ...sources })).values['data.dir']
  expect(await at({ file: join(cwd, 'other.yaml') })).toBe(join(cwd, 'state/db'))
  expect(await at({ flags: { data: 'here' } })).toBe('/here')
  expect(await at({ flags: { data: '~/here' } })).toBe('/srv/here')
  expect(await at({ env: { HOME: '/srv', REKEY_HOME: '/var/rekey' } })).toBe('/var/rekey/data')
})

test('an unknown key is refused with its line and the nearest name', async () => {
  const error = await refusal('server:\n  prot: 1001\n')
  expect(error.code).toBe('CONFIG_KEY_UNKNOWN')
  expect(error.message).toMatch(/rekey\.yaml:2: there is no option server\.prot$/)
  expect(error.hint).toBe('Did you mean server.port?')
  expect((await refusal('colour: blue\n')).hint).not.toContain('Did you mean')
})

test.each([
  ['server:\n\tport: 1\n', 2, 'tab'],
  ['server:\n  port: 1\n  port: 2\n', 3, 'set twice'],
  ['server:\n  port: 1\nserver.port: 2\n', 3, 'set twice'],
  ['server: [1\n', 2, 'indentation'],
  ['log: { level: "x }\n', 2, 'missing'],
  ['- a\n- b\n', 1, 'name: value'],
  ['server:\n  port: [1, 2]\n', 2, 'one value'],
  ['log:\n  level:\n', 2, 'one value'],
])('a broken file %j is refused at line %i', async (yaml, line, words) => {
  const error = await refusal(yaml)
  expect(error.code).toBe('CONFIG_FILE_INVALID')
  expect(error.message).toContain(`rekey.yaml:${line}: `)
  expect(error.message).toContain(words)
  expect(error.exit).toBe(2)
})

test('a file that was asked for must exist, the one of the folder need not', async () => {
  const error = await refusal(undefined, { file: 'nowhere.yaml' })
  expect(error.code).toBe('CONFIG_FILE_UNREADABLE')
  expect((await load('# nothing set\n')).config.values['server.port']).toBe(7373)
})

test.each([
  ['server:\n  port: 70000\n', 'server.port', 'not a port'],
  ['server:\n  port: "80 80"\n', 'server.port', 'not a whole number'],
  ['rotation:\n  quiet: soon\n', 'rotation.quiet', 'not a duration'],
  ['rotation:\n  silence-factor: 0.5\n', 'rotation.silence-factor', 'less than 1'],
  ['log:\n  level: loud\n', 'log.level', 'none of debug, info'],
])('a value that the option does not take is refused: %j', async (yaml, name, words) => {
  const error = await refusal(yaml)
  expect(error.code).toBe('CONFIG_VALUE_INVALID')
  expect(error.message).toContain(name)
  expect(error.message).toContain(words)
})

test('a secret is a reference to a variable or a file; DATABASE_URL may be the value itself', async () => {
  const folder = await folderWith({ url: 'postgres://from-file\n' })
  const urlOf = async (yaml: string | undefined, env: Record<string, string> = {}) =>
    (await load(yaml, { env })).config.values['database.url']?.reveal()
  expect(await urlOf('database:\n  url: env:PG\n', { PG: 'postgres://from-env' })).toBe('postgres://from-env')
  expect(await urlOf(`database:\n  url: file:${folder}/url\n`)).toBe('postgres://from-file')
  expect(await urlOf(undefined, { DATABASE_URL: 'postgres://direct' })).toBe('postgres://direct')
  expect(await urlOf(undefined, { DATABASE_URL: `file:${folder}/url` })).toBe('postgres://from-file')
  expect(await urlOf('database:\n  url: env:PG\n', { DATABASE_URL: '', PG: 'postgres://b' })).toBe('postgres://b')
})

test('a secret in the clear or a reference to nothing is refused without repeating it', async () => {
  const value = ['postgres://app', 'hunter2@db/shop'].join(':')
  for (const error of [
    await refusal(`database:\n  url: ${value}\n`),
    await refusal(undefined, { flags: { 'database-url': value } }),
  ]) {
    expect(error.code).toBe('CONFIG_SECRET_IN_CLEAR')
    expect(`${error.message}${error.hint}`).not.toContain('hunter2')
  }
  expect((await refusal('database:\n  url: env:NOT_THERE\n')).code).toBe('CONFIG_SECRET_MISSING')
  expect((await refusal('database:\n  url: file:/nowhere/url\n')).code).toBe('CONFIG_SECRET_MISSING')
  expect((await refusal(`database:\n  url: "${value}\n`)).message).not.toContain('hunter2')
})

test('a choice narrows the type and an option without a default may be undefined', async () => {
  const own = [
    option('a.b', { type: 'boolean', about: 'x' }),
    option('c-d.e', { type: 'integer', default: 1, about: 'x' }),
  ] as const
  const config = await loadConfig(own, { env: { REKEY_C_D_E: '7' }, cwd: '/', flags: { 'a-b': true } })
  const flag: boolean | undefined = config.values['a.b']
  expect([flag, config.values['c-d.e']]).toEqual([true, 7])
})
