/**
 * JSON Web Encryption for providers that return a new secret encrypted to our public key
 * (Stripe: RSA-OAEP or RSA-OAEP-256 with A256GCM). The key pair is made before the request and its
 * private half is kept sealed, so that a replayed answer can still be opened after a crash.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { Sensitive } from './sensitive.ts'

/** A new RSA private key (PKCS #8 PEM, 2048 bits). */
export function generateRsaPrivateKey(): Sensitive {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Sensitive(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
}

/** The public half (SPKI PEM) of a private key. */
export function publicKeyOf(privateKeyPem: Sensitive): string {
  return createPublicKey(privateKeyPem.reveal()).export({ type: 'spki', format: 'pem' }) as string
}

/** Opens a compact JWE. Rejects when it was not made for this key or was changed on the way. */
export async function openJwe(jwe: string, privateKeyPem: Sensitive): Promise<Sensitive> {
  // Loaded here, because a scan loads the providers and must not load a library that it never needs.
  const { compactDecrypt } = await import('jose')
  const { plaintext } = await compactDecrypt(jwe, createPrivateKey(privateKeyPem.reveal()), {
    keyManagementAlgorithms: ['RSA-OAEP', 'RSA-OAEP-256'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return new Sensitive(Buffer.from(plaintext).toString('utf8'))
}
