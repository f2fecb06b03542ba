/**
 * The gitleaks mode against gitleaks' own tests: every case must give gitleaks' answer exactly. The cases are kept in
 * ROT47, so that scanning this repository finds none of their samples. Another file of cases, as plain JSON lines, is
 * run with REKEY_GITLEAKS_CASES=FILE; REKEY_GITLEAKS_TESTDATA names the `testdata` folder that they refer to.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import type { GitleaksConfig } from '../../src/scan/compat/gitleaks/config.ts'
import { runCase, type Case } from './gitleaks-case.ts'

const KEPT = join(import.meta.dirname, 'gitleaks-cases.rot47')
const folder = mkdtempSync(join(tmpdir(), 'rekey-gitleaks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = parseLines(rot47(readFileSync(KEPT, 'utf8')))
const { REKEY_GITLEAKS_CASES: given, REKEY_GITLEAKS_TESTDATA: testdata } = process.env
const cases = given === undefined ? kept : parseLines(readFileSync(given, 'utf8'))
const world = { cwd: makeWorld(), defaults: noDefaults }

test.each(
  cases.filter(({ suite }) => suite !== 'world').map((one, index) => [`${index + 1} ${nameOf(one)}`, one] as const),
)('case %s', async (_, one) => {
  expect(await runCase(one, world)).toEqual([])
})

test('all cases are there', () => {
  expect(kept.length).toBe(57)
})

function nameOf({ suite, name, cfgName }: Case): string {
  const about = name ?? cfgName
  return typeof about === 'string' ? `${suite} ${about}` : suite
}

function parseLines(text: string): Case[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
}

/** Each printable character 47 places on: applied twice it is nothing. */
function rot47(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(33 + ((char.charCodeAt(0) - 33 + 47) % 94)))
}

/** The folders that the cases speak of. The objects of the history are signed commits, so they are kept as they are. */
function makeWorld(): string {
  const cwd = join(folder, 'detect')
  mkdirSync(cwd)
  if (testdata !== undefined) {
    cpSync(testdata, join(folder, 'testdata'), { recursive: true })
    return cwd
  }
  const { files, objects, refs } = kept.find(({ suite }) => suite === 'world') as unknown as World
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'testdata', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const small = join(folder, 'testdata/repos/small')
  execFileSync('git', ['init', '-q', small], {
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: folder },
  })
  for (const [type, content] of objects) writeObject(join(small, '.git/objects'), type, Buffer.from(content, 'base64'))
  const packed = Object.entries(refs).map(([name, id]) => `${id} ${name}\n`)
  writeFileSync(join(small, '.git/packed-refs'), packed.join(''))
  execFileSync('tar', [
    '-C',
    join(folder, 'testdata/archives'),
    '-cf',
    join(folder, 'testdata/archives/files.tar'),
    'files',
  ])
  return cwd
}

function writeObject(store: string, type: string, content: Buffer): void {
  const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
  const id = createHash('sha1').update(whole).digest('hex')
  mkdirSync(join(store, id.slice(0, 2)), { recursive: true })
  writeFileSync(join(store, id.slice(0, 2), id.slice(2)), deflateSync(whole))
}

interface World {
  readonly files: Readonly<Record<string, string>>
  readonly objects: readonly (readonly [type: string, base64: string])[]
  readonly refs: Readonly<Record<string, string>>
}

function noDefaults(): GitleaksConfig {
  return { title: '', description: '', minVersion: '', rules: new Map(), order: [], allowlists: [] }
}
