import { expect, test } from 'vitest'
import { fakeJks, fakeKeePass, fakeKeytab, fakeOpenPgpKey, fakePkcs12 } from '../../test/fakes/keystores.ts'
import { readKeystore } from './keystore.ts'

test.each([
  ['PKCS#12 with a locked key', fakePkcs12(['certificate', 'locked']), { form: 'PKCS#12', keys: 1, locked: true }],
  ['PKCS#12 with a clear key', fakePkcs12(['key', 'locked']), { form: 'PKCS#12', keys: 2, locked: false }],
  ['PKCS#12 of certificates', fakePkcs12([]), { form: 'PKCS#12', keys: undefined, locked: true }],
  ['JKS with keys', fakeJks(2, 3), { form: 'JKS', keys: 2, locked: true }],
  ['JKS of certificates', fakeJks(0, 3), { form: 'JKS', keys: 0, locked: true }],
  ['KeePass', fakeKeePass(), { form: 'KeePass', keys: undefined, locked: true }],
  ['a keytab', fakeKeytab(), { form: 'Kerberos keytab', keys: 2, locked: false }],
  ['a clear OpenPGP key', fakeOpenPgpKey('clear'), { form: 'OpenPGP keyring', keys: 1, locked: false }],
  ['a locked OpenPGP key', fakeOpenPgpKey('locked'), { form: 'OpenPGP keyring', keys: 1, locked: true }],
  ['a stub', fakeOpenPgpKey('stub'), { form: 'OpenPGP keyring', keys: 0, locked: true }],
])('%s', (_, bytes, store) => {
  expect(readKeystore(bytes)).toEqual(store)
  expect(readKeystore(bytes.subarray(0, 64))?.form).toBe(store.form)
})

test('a store without lengths, as browsers write it, hides its keys', () => {
  const head = Buffer.from('3080020103308006092a864886f70d010701a0802480', 'hex')
  expect(readKeystore(Buffer.concat([head, Buffer.alloc(100)]))).toEqual({
    form: 'PKCS#12',
    keys: undefined,
    locked: true,
  })
})

test.each([
  ['text', Buffer.from('0123456789 '.repeat(20))],
  ['a class of Java', Buffer.from('cafebabe00000034'.repeat(8), 'hex')],
  ['a program of macOS', Buffer.from(`feedfacf${'07000001'.repeat(20)}`, 'hex')],
  ['zeros', Buffer.alloc(200)],
  ['a public key of OpenPGP', Buffer.concat([Buffer.from([0x98, 51, 4]), Buffer.alloc(80, 7)])],
  ['nothing', Buffer.alloc(0)],
])('%s is no keystore', (_, bytes) => {
  expect(readKeystore(bytes)).toBeUndefined()
})

test('no byte, changed or cut, makes the reader throw or run on', () => {
  for (const bytes of [fakePkcs12(['key', 'locked']), fakeJks(1, 1), fakeKeytab(), fakeOpenPgpKey('locked')]) {
    for (let at = 0; at < Math.min(bytes.length, 200); at++) {
      readKeystore(bytes.subarray(0, at))
      for (const byte of [0, 0x7f, 0x80, 0xff]) {
        const changed = Buffer.from(bytes)
        changed[at] = byte
        expect(['string', 'undefined']).toContain(typeof readKeystore(changed)?.form)
      }
    }
  }
})
