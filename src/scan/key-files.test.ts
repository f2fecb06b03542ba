/** Files that are keys and no text are found wherever bytes come from: a folder, an archive, a history, what is staged. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeZip } from '../../test/fakes/archive-builder.ts'
import { createRepository, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeDerKey, fakeJks, fakeKeePass, fakeKeytab, fakeLongDerKey, fakePkcs12 } from '../../test/fakes/keystores.ts'
import { expandTemplate, seededPick } from '../detect/expand-template.ts'
import { scanPath } from './scan.ts'

let repo: TestRepository
beforeEach(() => {
  repo = createRepository()
})
afterEach(() => repo.remove())

async function found(history: boolean): Promise<string[]> {
  const { findings } = await scanPath({ path: repo.path, history, leakKey: 'test key' })
  return findings
    .filter(({ rule }) => !rule.startsWith('tracked-'))
    .map(({ file, rule, confidence }) => `${file} ${rule} ${confidence}`)
}

const masterKey = (seed: number): string => `${expandTemplate('{0-9a-f:32}', seededPick(seed))}\n`

const FILES = {
  'certs/trust.jks': fakeJks(0, 2),
  'certs/shop.p12': fakePkcs12(['certificate', 'locked']),
  'config/credentials/production.key': masterKey(1),
  'config/etag': masterKey(2),
  'etc/krb5.keytab': fakeKeytab(),
  'shop.kdbx': fakeKeePass(),
  'shop.zip': makeZip([{ name: 'in/shop.jks', content: fakeJks(1, 0) }]),
  'tls.der': fakeDerKey(),
  'tls-locked.der': fakeDerKey('shop'),
}
const FOUND = [
  'certs/shop.p12 keystore-file medium',
  'config/credentials/production.key rails-key-file high',
  'etc/krb5.keytab keystore-file high',
  'shop.kdbx keystore-file medium',
  'shop.zip!in/shop.jks keystore-file medium',
  'tls-locked.der private-key-pem medium',
  'tls.der private-key-pem high',
]

test('in a folder and in its archives', async () => {
  for (const [file, content] of Object.entries(FILES)) repo.write(file, content)
  expect(await found(false)).toEqual(FOUND)
})

test.each(['loose', 'packed'])('in a history that no longer has them: %s', async (how) => {
  repo.commit('keys', FILES)
  for (const file of Object.keys(FILES)) rmSync(join(repo.path, file))
  repo.commit('none')
  if (how === 'packed') execFileSync('git', ['-C', repo.path, 'gc', '--quiet'], { stdio: 'ignore' })
  expect(await found(true)).toEqual(FOUND)
})

test.each([
  [2, 3],
  [3, 2],
])('a version that a change behind its first kilobytes makes a key (tags %i, then %i)', async (...tags) => {
  for (const [round, tag] of tags.entries()) repo.commit(`version ${round}`, { 'shop.der': fakeLongDerKey(tag) })
  repo.git('repack', '-adfq')
  expect(await found(true)).toEqual(['shop.der private-key-pem high'])
})
