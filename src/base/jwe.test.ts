import { createPublicKey } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { expect, test } from 'vitest'
import { generateRsaPrivateKey, openJwe, publicKeyOf } from './jwe.ts'
import type { Sensitive } from './sensitive.ts'

const ours = generateRsaPrivateKey()
const theirs = generateRsaPrivateKey()

function encryptFor(key: Sensitive, header: { alg: string; enc: string }): Promise<string> {
  const text = new TextEncoder().encode('the new key: ä')
  return new CompactEncrypt(text).setProtectedHeader(header).encrypt(createPublicKey(publicKeyOf(key)))
}

test.each(['RSA-OAEP', 'RSA-OAEP-256'])('opens what was encrypted to our key with %s', async (alg) => {
  const opened = await openJwe(await encryptFor(ours, { alg, enc: 'A256GCM' }), ours)
  expect(opened.reveal()).toBe('the new key: ä')
})

test('the public half says nothing of the private one', () => {
  expect(publicKeyOf(ours)).toMatch(/^-----BEGIN PUBLIC KEY-----/)
})

test('refuses an answer for another key, a changed one, and a cipher that was not agreed', async () => {
  const answer = await encryptFor(theirs, { alg: 'RSA-OAEP-256', enc: 'A256GCM' })
  await expect(openJwe(answer, ours)).rejects.toThrow()
  const parts = (await encryptFor(ours, { alg: 'RSA-OAEP-256', enc: 'A256GCM' })).split('.')
  parts[3] = `${parts[3]?.startsWith('A') ? 'B' : 'A'}${parts[3]?.slice(1)}`
  await expect(openJwe(parts.join('.'), ours)).rejects.toThrow()
  await expect(openJwe(await encryptFor(ours, { alg: 'RSA-OAEP-256', enc: 'A128CBC-HS256' }), ours)).rejects.toThrow()
})
