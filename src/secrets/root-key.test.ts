import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createRootKey, findRootKey } from './root-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekey-root-key-'))
afterAll(() => rmSync(folder, { recursive: true }))

const KEY = Buffer.alloc(32, 251)

test('a new key is found again, and only its owner may read it', async () => {
  const file = join(folder, 'new', 'root.key')
  const key = await createRootKey(file)
  expect(key.length).toBe(32)
  expect((await findRootKey({ file }))?.equals(key)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700)
  expect(readdirSync(join(folder, 'new'))).toEqual(['root.key'])
})

test('a file that is there is never overwritten, not even by two at once', async () => {
  const kept = join(folder, 'kept.key')
  writeFileSync(kept, 'precious')
  await expect(createRootKey(kept)).rejects.toMatchObject({ code: 'EEXIST' })
  expect(readFileSync(kept, 'utf8')).toBe('precious')

  const file = join(folder, 'raced.key')
  const made = await Promise.allSettled([createRootKey(file), createRootKey(file), createRootKey(file)])
  const won = made.filter((one) => one.status === 'fulfilled')
  expect(won).toHaveLength(1)
  expect((await findRootKey({ file }))?.equals(won[0]?.value as Buffer)).toBe(true)
})

test('no file is no key; the environment goes before the file', async () => {
  expect(await findRootKey({ file: join(folder, 'none.key') })).toBeUndefined()
  const file = join(folder, 'other.key')
  await createRootKey(file)
  expect((await findRootKey({ value: ` ${KEY.toString('base64')}\n`, file }))?.equals(KEY)).toBe(true)
})

test.each([
  ['empty', ''],
  ['too short', Buffer.alloc(31).toString('base64')],
  ['too long', Buffer.alloc(33).toString('base64')],
  ['in hex', KEY.toString('hex')],
  [
    'with a character that is none of base64',
    `${KEY.toString('base64').slice(0, 20)}!${KEY.toString('base64').slice(20)}`,
  ],
])('a key that is %s is refused, from either place', async (_what, text) => {
  const file = join(folder, 'bad.key')
  writeFileSync(file, text)
  const refused = { code: 'ROOT_KEY_INVALID', hint: expect.stringContaining('32 bytes in base64') as string }
  await expect(findRootKey({ file })).rejects.toMatchObject(refused)
  await expect(findRootKey({ value: text, file: '/nowhere' })).rejects.toMatchObject(refused)
})

test('a file that cannot be read is said to be unreadable, not taken for missing', async () => {
  await expect(findRootKey({ file: folder })).rejects.toMatchObject({
    code: 'ROOT_KEY_MISSING',
    message: expect.stringContaining('EISDIR') as string,
  })
})
