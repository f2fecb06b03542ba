/**
 * AWS KMS as far as a root key needs it: Encrypt and Decrypt with an encryption context, behind signatures that are
 * checked. test/contract/kms.test.ts holds that the official SDK finds nothing wrong with it.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { decrypt, encrypt } from '../../src/secrets/seal.ts'
import { deriveSigningKey } from '../../src/base/aws-signature.ts'
import { verifySignature } from '../../src/server/aws/sigv4.ts'

export interface FakeKms {
  readonly url: string
  readonly arn: string
  readonly env: Readonly<Record<string, string>>
  /** Actions that were asked for and answered. */
  readonly calls: readonly string[]
  close(): Promise<void>
}

interface Ask {
  readonly KeyId?: string
  readonly Plaintext?: string
  readonly CiphertextBlob?: string
  readonly EncryptionContext?: Readonly<Record<string, string>>
}

export async function startKms(): Promise<FakeKms> {
  const key = randomBytes(32)
  const id = `RKIA${randomBytes(8).toString('hex').toUpperCase()}`
  const secret = randomBytes(30).toString('base64')
  const arn = `arn:aws:kms:eu-central-1:123456789012:key/${randomBytes(8).toString('hex')}`
  const calls: string[] = []
  const bound = ({ EncryptionContext = {} }: Ask): Buffer =>
    Buffer.from(JSON.stringify(Object.entries(EncryptionContext).sort(([a], [b]) => (a < b ? -1 : 1))))

  function act(action: string, ask: Ask): [number, object] {
    if (ask.KeyId !== undefined && ask.KeyId !== arn)
      return [400, { __type: 'NotFoundException', message: 'no such key' }]
    const facts = { KeyId: arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
    if (action === 'Encrypt') {
      const plain = Buffer.from(ask.Plaintext ?? '', 'base64')
      return [200, { ...facts, CiphertextBlob: encrypt(key, bound(ask), plain).toString('base64') }]
    }
    try {
      const plain = decrypt(key, bound(ask), Buffer.from(ask.CiphertextBlob ?? '', 'base64'))
      return [200, { ...facts, Plaintext: plain.toString('base64') }]
    } catch {
      return [400, { __type: 'InvalidCiphertextException' }]
    }
  }

  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const signed = { method: request.method ?? '', url: request.url ?? '', rawHeaders: request.rawHeaders, body }
      let answer: [number, object]
      try {
        verifySignature(signed, new Date(), (accessKeyId) => ({
          isKnown: accessKeyId === id,
          signingKey: (credential) => deriveSigningKey(secret, credential),
          acceptsSessionToken: (token) => token === undefined,
        }))
        const action = String(request.headers['x-amz-target']).replace('TrentService.', '')
        answer = act(action, JSON.parse(body.toString()) as Ask)
        calls.push(action)
      } catch (error) {
        answer = [400, { __type: (error as { type?: string }).type ?? 'AccessDeniedException' }]
      }
      response.writeHead(answer[0], { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer[1]))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = { AWS_ENDPOINT_URL_KMS: url, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }
  return {
    url,
    arn,
    env,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
