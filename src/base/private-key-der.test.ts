import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { beginsPublicDer, readPrivateKeyDer } from './private-key-der.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })
const ed = generateKeyPairSync('ed25519')
const lock = { cipher: 'aes-256-cbc', passphrase: 'shop' }

test.each([
  ['PKCS#1', rsa.privateKey.export({ type: 'pkcs1', format: 'der' })],
  ['PKCS#8', rsa.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS#8', ec.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS#8', ed.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS#8', dsa.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['SEC 1', ec.privateKey.export({ type: 'sec1', format: 'der' })],
  ['encrypted PKCS#8', rsa.privateKey.export({ type: 'pkcs8', format: 'der', ...lock })],
])('%s is known, and whether it is whole', (form, der) => {
  expect(readPrivateKeyDer(der)).toEqual({ form, complete: true })
  expect(readPrivateKeyDer(der.subarray(0, der.length - 1))).toEqual({ form, complete: false })
})

test.each([
  ['a public key', rsa.publicKey.export({ type: 'spki', format: 'der' })],
  ['a public key of RSA alone', rsa.publicKey.export({ type: 'pkcs1', format: 'der' })],
  ['a public key of a curve', ec.publicKey.export({ type: 'spki', format: 'der' })],
  ['noise', Buffer.alloc(300, 0x5a)],
  ['nothing', Buffer.alloc(0)],
  ['a length without end', Buffer.from([0x30, 0x80, 0x02, 0x01, 0x00])],
])('%s is no private key', (_, der) => {
  expect(readPrivateKeyDer(der)).toBeUndefined()
})

test('the beginning of a public key is told from that of a private one', () => {
  const head = (der: Buffer): Buffer => der.subarray(0, 30)
  for (const pair of [rsa, ec, dsa, ed]) {
    expect(beginsPublicDer(head(pair.publicKey.export({ type: 'spki', format: 'der' })))).toBe(true)
    expect(beginsPublicDer(head(pair.privateKey.export({ type: 'pkcs8', format: 'der' })))).toBe(false)
    expect(beginsPublicDer(head(pair.privateKey.export({ type: 'pkcs8', format: 'der', ...lock })))).toBe(false)
  }
  expect(beginsPublicDer(Buffer.alloc(30, 0x5a))).toBe(false)
})

test('no byte of a key, changed or cut, makes the reader throw', () => {
  const der = ec.privateKey.export({ type: 'pkcs8', format: 'der' })
  const forms = new Set<string | undefined>()
  for (let at = 0; at < der.length; at++) {
    forms.add(readPrivateKeyDer(der.subarray(0, at))?.form)
    for (const byte of [0, 0x7f, 0x80, 0x83, 0xff]) {
      const changed = Buffer.from(der)
      changed[at] = byte
      forms.add(readPrivateKeyDer(changed)?.form)
    }
  }
  expect([...forms]).toContain('PKCS#8')
})
