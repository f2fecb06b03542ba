/**
 * Keystores by their content: PKCS#12, the stores of Java, KeePass, Kerberos, PVK, keyrings of OpenPGP and GnuPG. A source
 * writes a line for each (sources/key-file.ts): its hash, its form, its keys. In text they stand in base64.
 */
import { readKeystore, type Keystore } from '../base/keystore.ts'
import { decodeBase64 } from '../base/private-key-der.ts'
import { defineProvider, type Judgement } from './provider.ts'

function judgeKeystore({
  form,
  keys,
  locked,
}: Pick<Keystore, 'keys' | 'locked'> & { readonly form: string }): Judgement {
  if (keys === 0) return { keep: false, reason: `${form} without a private key` }
  if (!locked) return { keep: true, score: 20, reason: `${form}, not protected by a password` }
  if (keys === undefined && form === 'PKCS#12')
    return { keep: true, score: -40, reason: 'PKCS#12 without a key in sight: it may hold certificates only' }
  return { keep: true, score: -20, reason: `${form}, protected by a password that can be guessed offline` }
}

function judgeLine(_: string, { groups }: RegExpExecArray): Judgement {
  const { form = '', keys = '', lock } = groups ?? {}
  return judgeKeystore({ form, keys: keys === 'hidden' ? undefined : Number(keys), locked: lock === 'locked' })
}

function judgeEncoded(text: string): Judgement {
  const store = readKeystore(decodeBase64(text.replaceAll(/\\+[rn]/g, '')))
  return store === undefined ? { keep: false, reason: 'no keystore' } : judgeKeystore(store)
}

export default defineProvider({
  id: 'keystore',
  name: 'Keystore',
  docs: 'https://www.rfc-editor.org/rfc/rfc7292',
  keys: {
    store: {
      label: 'with private keys',
      about: 'store of private keys, passwords or certificates with their keys',
      detect: [
        {
          rule: 'keystore-file',
          about: 'Keystore',
          pattern:
            /(?<secret>keystore:[0-9a-f]{64}) (?<form>[A-Z][\w# ]{2,20}), keys: (?<keys>\d{1,6}|hidden), (?<lock>locked|clear)/,
          literals: ['keystore:'],
          judge: judgeLine,
          examples: [
            'keystore:{0-9a-f:64} PKCS#12, keys: 1, locked',
            'keystore:{0-9a-f:64} Kerberos keytab, keys: 2, clear',
          ],
          lookalikes: ['keystore:{0-9a-f:64} JKS, keys: 0, locked', 'keystore:{0-9a-f:20} JKS, keys: 1, locked'],
        },
        {
          rule: 'gnupg-key-file',
          about: 'Private key in the folder of GnuPG',
          pattern:
            /Key: \((?<lock>protected-)?private-key \((?:rsa|ecc|dsa|elg)[^]{20,4000}?#(?<secret>[0-9A-F]{32,128}(?:\s{1,3}[0-9A-F]{1,128}){0,40})#\s{0,2}\)\s{0,4}(?:\)|\((?:[pqu] |protected-at))/,
          literals: ['private-key ('],
          minEntropy: 3,
          window: { before: 32, after: 9_800 },
          judge: (_, { groups }) =>
            groups?.['lock'] === undefined
              ? { keep: true, score: 20, reason: 'not protected by a passphrase' }
              : { keep: true, score: -25, reason: 'protected by a passphrase' },
          examples: [
            'Key: (private-key (ecc (curve Ed25519)(flags eddsa)(q\n  #40{0-9A-F:64}#)(d #{0-9A-F:64}#)\n ))',
            'Key: (protected-private-key (ecc (curve Ed25519)(q #40{0-9A-F:64}#)(protected openpgp-s2k3-ocb-aes ((sha1\n  #{0-9A-F:16}# "999")#{0-9A-F:24}#)#{0-9A-F:96}#)))',
          ],
          lookalikes: ['Key: (public-key (ecc (curve Ed25519)(q #40{0-9A-F:64}#)))', 'Key: (private-key (ecc))'],
        },
        {
          rule: 'keystore-base64',
          about: 'Keystore in base64',
          // The first bytes: of PKCS#12 with a length of two bytes, or none; of JKS and JCEKS; of KeePass.
          pattern:
            /(?<![A-Za-z0-9+/])(?<secret>(?:MI[A-Za-z0-9+/]{3}[AQgw]IBAz|MIACAQMwgAYJ|\/u3\+7QAAAA[EI]|zs7OzgAAAA[EI]|A9mimm[Xbf]7S7[U-X])[A-Za-z0-9+/]{40,40000}(?:(?:\\{1,2}[rn]|\s){1,12}[A-Za-z0-9+/]{1,76}){0,90}={0,2})(?![A-Za-z0-9+/=])/,
          literals: ['ibaz', 'miacaqmwgayj', '/u3+7qaaaa', 'zs7ozgaaaa', 'a9mimm'],
          minEntropy: 3.5,
          window: { before: 16, after: 50_200 },
          judge: judgeEncoded,
          examples: [
            'keystore: MIACAQMwgAYJKoZIhvcNAQcBoIAkgASC{A-Za-z0-9+/:400}',
            'KDBX=A9mimmf7S7UAAAQA{A-Za-z0-9+/:400}',
          ],
          lookalikes: ['A9mimm{A-Za-z0-9+/:400}', '/u3+7QAAAAIAAAAA{A-Za-z0-9+/:400}', 'MIIEpAIBAAKC{A-Za-z0-9+/:400}'],
        },
      ],
    },
  },
})
