/** age: identities begin with `AGE-SECRET-KEY-1` and end in the checksum of Bech32. */
import { isBech32 } from '../base/bech32.ts'
import { judgeChecksum } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'age',
  name: 'age',
  docs: 'https://age-encryption.org/v1',
  keys: {
    identity: {
      label: 'identity',
      about: 'identity',
      detect: [
        {
          rule: 'age-identity',
          about: 'age identity',
          pattern: /(?<![A-Za-z0-9])(?<secret>AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})(?![A-Za-z0-9])/,
          literals: ['age-secret-key-1'],
          minEntropy: 3.5,
          judge: (secret) => judgeChecksum(isBech32(secret)),
          examples: [
            'KEY=AGE-SECRET-KEY-1{QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}',
            '"AGE-SECRET-KEY-1{QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}"',
          ],
          lookalikes: [
            'AGE-SECRET-KEY-1{QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:44}',
            'qAGE-SECRET-KEY-1{QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}',
          ],
        },
      ],
    },
  },
})
