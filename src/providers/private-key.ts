/**
 * Private keys, whoever made them: PEM and OpenSSH, bare DER, JWK, PuTTY, SSH2, PGP, XML of .NET, minisign, OpenVPN.
 * Encrypted ones are told from clear ones, and what reads as a key from what only looks like one.
 */
import { beginsPublicDer, decodeBase64, readPrivateKeyDer } from '../base/private-key-der.ts'
import { readOpenPgpKeys } from '../base/openpgp-keys.ts'
import { defineProvider, type Judgement } from './provider.ts'

const LOCKED: Judgement = { keep: true, score: -25, reason: 'protected by a passphrase' }
const CLEAR = 'not protected by a passphrase'

/** Marks of comments, quotes and joins of program text, escaped line ends, headers: none is part of the key. */
function bodyOf(block: string): string {
  return block
    .replace(/^-{4,5}[^-]+-{4,5}|-{4,5}[^-]+-{4,5}$/g, '')
    .replaceAll(/\\+r?\\*n|\\+r|\\+t/g, '\n')
    .replaceAll(/["'`]\s{0,9}[+.,&]?\s{0,99}[bruBRU@$]?["'`]/g, '\n')
    .replaceAll(/^[ \t]*(?:#+|\/\/+|\*|>|;|--|\|)[ \t]?/gm, '')
    .replaceAll(/^[ \t"'`]*[A-Z][\w-]{2,20}: .*$/gm, '')
    .replaceAll(/^[ \t]*=[A-Za-z0-9+/]{4}[ \t]*$/gm, '')
    .replaceAll(/[\s"'`,;\\]|<\/?br ?\/?>/g, '')
}

function judgeBlock(block: string): Judgement {
  const body = bodyOf(block)
  if (body.length < 60) return { keep: false, reason: 'too short for a key' }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return { keep: false, reason: 'not base64: cut or made up' }
  if (/ENCRYPTED|Proc-Type: 4/.test(block.slice(0, 160))) return LOCKED
  const bytes = decodeBase64(body)
  if (/PGP/.test(block.slice(0, 24))) return judgePgp(bytes)
  const textAt = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  if (textAt(0, 14) === 'openssh-key-v1') {
    const cipher = textAt(19, 23)
    return cipher === 'none' ? { keep: true, score: 20, reason: CLEAR } : LOCKED
  }
  const der = readPrivateKeyDer(bytes)
  if (der?.form === 'encrypted PKCS#8') return LOCKED
  if (der?.complete === true) return { keep: true, score: 25, reason: `reads as ${der.form}, ${CLEAR}` }
  return { keep: true, score: -15, reason: 'between the marks stands no whole key: cut or made up' }
}

function judgePgp(bytes: Uint8Array): Judgement {
  const { clear, locked, stubs } = readOpenPgpKeys(bytes) ?? { clear: 0, locked: 0, stubs: 0 }
  if (clear > 0) return { keep: true, score: 20, reason: CLEAR }
  if (locked > 0) return LOCKED
  if (stubs > 0) return { keep: true, score: -30, reason: 'a stub: the secret part lies elsewhere' }
  return { keep: true, score: 5, reason: 'a PGP key that cannot be read: cut, or of a form that is not known' }
}

function judgeSsh2(block: string): Judgement {
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(bodyOf(block))) return { keep: false, reason: 'not base64: cut or made up' }
  return { keep: true, score: 0, reason: 'may have a passphrase or not, whatever its title says' }
}

const DER_HEAD = 80

/** Base64 that begins as DER does is a certificate more often than a key. */
function judgeDer(text: string): Judgement {
  // Its beginning tells most certificates from a key.
  const isPublic = beginsPublicDer(decodeBase64(text.slice(0, DER_HEAD).replaceAll(/\\+[rn]/g, '')))
  const der = isPublic ? undefined : readPrivateKeyDer(decodeBase64(text.replaceAll(/\\+[rn]/g, '')))
  if (der === undefined) return { keep: false, reason: 'holds no private key' }
  if (!der.complete) return { keep: false, reason: 'a private key that is cut' }
  return der.form === 'encrypted PKCS#8' ? LOCKED : { keep: true, score: 20, reason: `reads as ${der.form}, ${CLEAR}` }
}

function judgePutty(_: string, match: RegExpExecArray): Judgement {
  return /Encryption: none/.test(match[0]) ? { keep: true, score: 20, reason: CLEAR } : LOCKED
}

function judgeJwk(_: string, match: RegExpExecArray): Judgement {
  const isShared = /["']oct["']/.test(match[0])
  return { keep: true, score: 15, reason: isShared ? 'the secret of a JWK' : 'the private member of a JWK' }
}

/** A member of a JWK, in JSON, in JSON within a string, or in a program. */
const member = (name: string): string =>
  String.raw`(?<![A-Za-z0-9_-])\\{0,2}["']?${name}\\{0,2}["']?\s{0,4}:\s{0,4}\\{0,2}["']`
const KTY = String.raw`${member('kty')}(?:RSA|EC|OKP|oct)`
const PRIVATE = String.raw`${member('[dk]')}(?<secret>[A-Za-z0-9_-]{22,1400})={0,2}\\{0,2}["']`

export default defineProvider({
  id: 'private-key',
  name: 'Private key',
  docs: 'https://www.rfc-editor.org/rfc/rfc7468',
  keys: {
    pem: {
      label: 'in PEM form',
      about: 'private key of a server, a person or a program',
      detect: [
        {
          rule: 'private-key-pem',
          about: 'Private key',
          // The body ends at the first run of four dashes; one or two stand in the headers of old encrypted keys.
          pattern:
            /(?<secret>-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!---)){40,12000}-----END (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----)/,
          literals: ['private key'],
          minEntropy: 3.5,
          window: { before: 48, after: 12_200 },
          judge: judgeBlock,
          examples: [
            '-----BEGIN RSA PRIVATE KEY-----\nMIIE{A-Za-z0-9+/:60}\n{A-Za-z0-9+/:64}\n{A-Za-z0-9+/:64}\n-----END RSA PRIVATE KEY-----',
            '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl{A-Za-z0-9+/:60}\n{A-Za-z0-9+/:64}\n-----END OPENSSH PRIVATE KEY-----\n',
            'key = "-----BEGIN EC PRIVATE KEY-----\\n{A-Za-z0-9+/:64}\\n{A-Za-z0-9+/:64}\\n-----END EC PRIVATE KEY-----"',
            'key = "-----BEGIN PRIVATE KEY-----\\n" +\n  "{A-Za-z0-9+/:64}\\n" +\n  "{A-Za-z0-9+/:64}\\n" +\n  "-----END PRIVATE KEY-----"',
            '# -----BEGIN RSA PRIVATE KEY-----\n# {A-Za-z0-9+/:64}\n# {A-Za-z0-9+/:64}\n# -----END RSA PRIVATE KEY-----',
            '  -----BEGIN PGP PRIVATE KEY BLOCK-----\n  Version: 1\n\n  {A-Za-z0-9+/:64}\n  {A-Za-z0-9+/:64}\n  ={A-Za-z0-9+/:4}\n  -----END PGP PRIVATE KEY BLOCK-----',
          ],
          lookalikes: [
            '-----BEGIN PUBLIC KEY-----\n{A-Za-z0-9+/:128}\n-----END PUBLIC KEY-----',
            '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
            '-----BEGIN RSA PRIVATE KEY-----\n{A-Za-z0-9+/:128}',
            '-----BEGIN RSA PRIVATE KEY-----\n<paste the {A-Za-z0-9:80} here>\n-----END RSA PRIVATE KEY-----',
            '-----BEGIN RSA PRIVATE KEY-----\n{A-Za-z0-9+/:64}\n[...]\n{A-Za-z0-9+/:64}\n-----END RSA PRIVATE KEY-----',
          ],
        },
        {
          rule: 'private-key-ssh2',
          about: 'Private key in the form of SSH2',
          pattern:
            /(?<secret>---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----(?:[^-]|-(?!---)){40,12000}---- END SSH2 ENCRYPTED PRIVATE KEY ----)/,
          literals: ['begin ssh2 encrypted'],
          minEntropy: 3.5,
          window: { before: 48, after: 12_200 },
          judge: judgeSsh2,
          examples: [
            '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "shop"\n{A-Za-z0-9+/:70}\n{A-Za-z0-9+/:40}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----',
          ],
          lookalikes: ['---- BEGIN SSH2 PUBLIC KEY ----\n{A-Za-z0-9+/:70}\n---- END SSH2 PUBLIC KEY ----'],
        },
        {
          rule: 'private-key-putty',
          about: 'Private key of PuTTY',
          pattern:
            /PuTTY-User-Key-File-[123]: [^\r\n\\]{3,60}(?:\r?\n|\\n)(?:[^\r\n\\]{0,200}(?:\r?\n|\\n)){1,80}?Private-Lines: \d{1,3}(?:\r?\n|\\n)(?<secret>(?:[A-Za-z0-9+/=]{4,64}(?:\r?\n|\\n)){1,90})/,
          literals: ['putty-user-key-file-'],
          minEntropy: 3.5,
          window: { before: 16, after: 24_000 },
          judge: judgePutty,
          examples: [
            'PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: none\nComment: shop\nPublic-Lines: 1\n{A-Za-z0-9+/:64}\nPrivate-Lines: 1\n{A-Za-z0-9+/:48}\nPrivate-MAC: {a-f0-9:40}\n',
          ],
          lookalikes: ['PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\n{A-Za-z0-9+/:64}\n'],
        },
      ],
    },
    der: {
      label: 'in DER form',
      about: 'private key without the marks of PEM',
      detect: [
        {
          rule: 'private-key-der',
          about: 'Private key in base64',
          pattern:
            /(?<![A-Za-z0-9+/])(?<secret>(?:MI[GHI]|MHcCAQEE|MC4CAQAw)[A-Za-z0-9+/]{40,8000}(?:(?:\\{1,2}[rn]|\s){1,12}[A-Za-z0-9+/]{1,76}){0,90}={0,2})(?![A-Za-z0-9+/=])/,
          literals: ['mii', 'mig', 'mih', 'mhccaqee', 'mc4caqaw'],
          minEntropy: 3.5,
          fallback: true,
          window: { before: 8, after: 18_400 },
          judge: judgeDer,
          // The fields of PKCS#8 and SEC 1 for P-256, then the number of the key.
          examples: [
            'key: MHcCAQEEI{A-D:1}{A-Za-z0-9+/:42}oAoGCCqGSM49AwEHoUQDQgAE{A-Za-z0-9+/:86}==',
            'PRIVATE_KEY=MC4CAQAwBQYDK2VwBCIEI{A-D:1}{A-Za-z0-9+/:42}',
          ],
          lookalikes: [
            'MIIB{A-Za-z0-9+/:300}',
            'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE{A-Za-z0-9+/:86}==',
            'MHcCAQEEI{A-D:1}{A-Za-z0-9+/:42}oAoGCCqGSM49AwEHoUQDQgAE{A-Za-z0-9+/:40}',
          ],
        },
        {
          rule: 'private-key-xml',
          about: 'RSA private key in XML',
          pattern: /<RSAKeyValue>[^\0]{20,3000}?<D>\s{0,40}(?<secret>[A-Za-z0-9+/=\s]{80,1000})<\/D>/,
          literals: ['<rsakeyvalue>'],
          minEntropy: 3.5,
          window: { before: 16, after: 4_200 },
          judge: () => ({ keep: true, score: 15, reason: CLEAR }),
          examples: ['<RSAKeyValue><Modulus>{A-Za-z0-9+/:170}=</Modulus><D>{A-Za-z0-9+/:171}=</D></RSAKeyValue>'],
          lookalikes: ['<RSAKeyValue><Modulus>{A-Za-z0-9+/:171}=</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>'],
        },
      ],
    },
    jwk: {
      label: 'as JSON Web Key',
      about: 'private or shared key that signs or decrypts tokens',
      detect: [
        {
          rule: 'private-key-jwk',
          about: 'Private key as JSON Web Key',
          pattern: new RegExp(String.raw`${KTY}[^{}]{1,3000}?${PRIVATE}`),
          literals: ['kty'],
          minEntropy: 3.2,
          window: { before: 16, after: 4_600 },
          judge: judgeJwk,
          examples: [
            '{"kty":"EC","crv":"P-256","x":"{A-Za-z0-9_-:43}","y":"{A-Za-z0-9_-:43}","d":"{A-Za-z0-9_-:43}"}',
            '{"kty": "oct", "k": "{A-Za-z0-9_-:43}", "alg": "HS256"}',
          ],
          lookalikes: [
            '{"kty":"EC","crv":"P-256","x":"{A-Za-z0-9_-:43}","y":"{A-Za-z0-9_-:43}"}',
            '{"kty":"RSA","n":"{A-Za-z0-9_-:342}","e":"AQAB"}',
          ],
        },
        {
          rule: 'private-key-jwk-first',
          about: 'Private key as JSON Web Key',
          pattern: new RegExp(String.raw`${PRIVATE}[^{}]{0,3000}?${KTY}`),
          literals: ['kty'],
          minEntropy: 3.2,
          window: { before: 4_600, after: 32 },
          judge: judgeJwk,
          examples: ['{"alg":"ES256","d":"{A-Za-z0-9_-:43}","crv":"P-256","kty":"EC","x":"{A-Za-z0-9_-:43}"}'],
          lookalikes: ['{"id":"{A-Za-z0-9_-:43}","kty":"EC","x":"{A-Za-z0-9_-:43}"}'],
        },
      ],
    },
    network: {
      label: 'of a tunnel or a signer',
      about: 'private key of a tunnel or of a program that signs',
      detect: [
        {
          rule: 'openvpn-static-key',
          about: 'Static key of OpenVPN',
          pattern:
            /(?<secret>-----BEGIN OpenVPN Static key V1-----\s{1,4}(?:[0-9a-f]{32}\s{1,4}){8,16}-----END OpenVPN Static key V1-----)/,
          literals: ['begin openvpn static key'],
          minEntropy: 3.2,
          window: { before: 16, after: 800 },
          judge: () => ({ keep: true, score: 15, reason: CLEAR }),
          examples: [
            `-----BEGIN OpenVPN Static key V1-----\n${'{0-9a-f:32}\n'.repeat(16)}-----END OpenVPN Static key V1-----`,
          ],
          lookalikes: ['-----BEGIN OpenVPN Static key V1-----\n{0-9a-f:32}\n-----END OpenVPN Static key V1-----'],
        },
        {
          rule: 'minisign-secret-key',
          about: 'Secret key of minisign or signify',
          // "Ed", then a cipher: "Sc" and "B2" of minisign with a passphrase, or "\0\0" without one.
          pattern: /(?<![A-Za-z0-9+/])(?<secret>RW(?:RTY0Iy|QAAEIy)[A-Za-z0-9+/]{196,206}={0,2})(?![A-Za-z0-9+/=])/,
          literals: ['rwrty0iy', 'rwqaaeiy'],
          minEntropy: 4,
          judge: (secret) => (secret.startsWith('RWR') ? LOCKED : { keep: true, score: 20, reason: CLEAR }),
          examples: ['untrusted comment: minisign secret key\nRWRTY0Iy{A-Za-z0-9+/:204}'],
          lookalikes: ['untrusted comment: minisign public key\nRWRTY0Iy{A-Za-z0-9+/:40}'],
        },
      ],
    },
  },
})
