/** Private keys in PEM and OpenSSH form, whoever made them. */
import { defineProvider, type Judgement } from './provider.ts'

function judgeBlock(block: string): Judgement {
  if (/ENCRYPTED/.test(block.slice(0, 120))) {
    return { keep: true, score: -25, reason: 'protected by a passphrase' }
  }
  // Headers, line ends and the quotes of program text are not part of the key.
  const body = block
    .replace(/^-----[^-]+-----|-----[^-]+-----$/g, '')
    .replace(/^[\w-]+: .*$/gm, '')
    .replace(/\\[nrt]|[\s"'`,;\\]/g, '')
  if (body.length < 60) return { keep: false, reason: 'too short for a key' }
  if (!/^[A-Za-z0-9+/=]+$/.test(body)) return { keep: false, reason: 'not base64' }
  return { keep: true, score: 20, reason: 'not protected by a passphrase' }
}

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
          // The body ends at the first run of five dashes; a single one stands in the headers of old encrypted keys.
          pattern:
            /(?<secret>-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){40,12000}-----END (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----)/,
          literals: ['private key'],
          minEntropy: 3.5,
          window: { before: 48, after: 12_200 },
          judge: judgeBlock,
          examples: [
            '-----BEGIN RSA PRIVATE KEY-----\nMIIE{A-Za-z0-9+/:60}\n{A-Za-z0-9+/:64}\n{A-Za-z0-9+/:64}\n-----END RSA PRIVATE KEY-----',
            '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl{A-Za-z0-9+/:60}\n{A-Za-z0-9+/:64}\n-----END OPENSSH PRIVATE KEY-----\n',
            'key = "-----BEGIN EC PRIVATE KEY-----\\n{A-Za-z0-9+/:64}\\n{A-Za-z0-9+/:64}\\n-----END EC PRIVATE KEY-----"',
          ],
          lookalikes: [
            '-----BEGIN PUBLIC KEY-----\n{A-Za-z0-9+/:128}\n-----END PUBLIC KEY-----',
            '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
            '-----BEGIN RSA PRIVATE KEY-----\n{A-Za-z0-9+/:128}',
            '-----BEGIN RSA PRIVATE KEY-----\n<paste the {A-Za-z0-9:80} here>\n-----END RSA PRIVATE KEY-----',
          ],
        },
      ],
    },
  },
})
