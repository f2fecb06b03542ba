/** The root key under AWS KMS: our two calls, and the official SDK against the same fake, understand each other. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kmsLock } from '../../src/secrets/root-key-lock.ts'
import { createKms } from '../../src/server/kms.ts'
import { startKms, type FakeKms } from '../fakes/kms.ts'

const ROOT = Buffer.alloc(32, 5)
const CONTEXT = { rekey: 'root key' }
let kms: FakeKms
let official: KMSClient
beforeAll(async () => {
  kms = await startKms()
  official = new KMSClient({
    region: 'eu-central-1',
    endpoint: kms.url,
    credentials: {
      accessKeyId: kms.env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: kms.env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  })
})
afterAll(async () => {
  official.destroy()
  await kms.close()
})

test('what we seal the official client opens, with the same context only, and the other way round', async () => {
  const ours = createKms(kms.env)
  const sealed = await ours.encrypt(kms.arn, ROOT)
  const CiphertextBlob = Buffer.from(sealed, 'base64')
  const { Plaintext } = await official.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: CONTEXT }))
  expect(Buffer.from(Plaintext ?? []).equals(ROOT)).toBe(true)
  await expect(official.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
    name: 'InvalidCiphertextException',
  })
  const theirs = await official.send(
    new EncryptCommand({ KeyId: kms.arn, Plaintext: ROOT, EncryptionContext: CONTEXT }),
  )
  const text = Buffer.from(theirs.CiphertextBlob ?? []).toString('base64')
  expect((await ours.decrypt(kms.arn, text)).equals(ROOT)).toBe(true)
})

test('a root key under KMS opens through it; a refusal names what KMS said, and no value', async () => {
  const lock = kmsLock(createKms(kms.env), kms.arn)
  const text = await lock.seal(ROOT)
  expect(text).not.toContain(ROOT.toString('base64'))
  expect((await lock.open(text)).equals(ROOT)).toBe(true)
  const wrong = { ...kms.env, AWS_SECRET_ACCESS_KEY: 'another one' }
  await expect(kmsLock(createKms(wrong), kms.arn).open(text)).rejects.toMatchObject({ code: 'ROOT_KEY_KMS' })
  await expect(createKms(kms.env).encrypt(`${kms.arn}0`, ROOT)).rejects.toMatchObject({
    message: expect.stringContaining('NotFoundException') as string,
  })
  await expect(createKms({}).encrypt(kms.arn, ROOT)).rejects.toMatchObject({ code: 'ROOT_KEY_KMS' })
})
