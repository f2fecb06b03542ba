/**
 * Vercel: tokens of people, integrations and apps, and keys of the AI gateway, end in a checksum; tokens of the first
 * version have 24 characters and are known by the name beside them; blob tokens begin with `vercel_blob_rw_`.
 */
import { tokenChecksum } from '../base/token-checksum.ts'
import { judgeChecksum, keyBesideName } from './key-form.ts'
import { bearer, identity, member, probe } from './probe.ts'
import { defineProvider, type Judgement } from './provider.ts'

/** The formula is known from samples only. */
function judgeToken(token: string): Judgement {
  const body = token.slice('vcp_'.length)
  return judgeChecksum(tokenChecksum(body.slice(0, 50)) === body.slice(50))
}

export default defineProvider({
  id: 'vercel',
  name: 'Vercel',
  docs: 'https://vercel.com/docs/rest-api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.vercel.com',
        path: '/v2/user',
        send: bearer,
        live: 'user',
        // A wrong token is told by a member; 403 alone may be a narrow one.
        judge: ({ status, body }) =>
          status === 403 && member(body, 'error.invalidToken') === true ? { state: 'dead', why: 'refused' } : undefined,
        inspect: ({ body }) => ({
          access: 'admin',
          environment: 'live',
          ...identity(body, { account: 'user.id', principal: 'user.username' }),
          canMintKeys: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'vercel-access-token',
          about: 'Vercel access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>vc[pciark]_[A-Za-z0-9_-]{56})(?![A-Za-z0-9_-])/,
          literals: ['vcp_', 'vcc_', 'vci_', 'vca_', 'vcr_', 'vck_'],
          minEntropy: 3,
          judge: judgeToken,
          examples: ['KEY=vcp_{A-Za-z0-9:50}{checksum}', '"vck_{A-Za-z0-9:50}{checksum}"', 'Bearer vci_{A-Za-z0-9:56}'],
          lookalikes: ['vcp_{A-Za-z0-9:42}', 'qvcp_{A-Za-z0-9:56}'],
        },
        keyBesideName({
          rule: 'vercel-legacy-token',
          about: 'Vercel access token',
          names: ['vercel'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
    'blob-token': {
      label: 'blob token',
      about: 'blob token',
      detect: [
        {
          rule: 'vercel-blob-token',
          about: 'Vercel blob token',
          pattern: /(?<![A-Za-z0-9])(?<secret>vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30,32})(?![A-Za-z0-9])/,
          literals: ['vercel_blob_rw_'],
          minEntropy: 3,
          examples: [
            'KEY=vercel_blob_rw_{A-Za-z0-9:16}_{A-Za-z0-9:31}',
            '"vercel_blob_rw_{A-Za-z0-9:16}_{A-Za-z0-9:31}"',
          ],
          lookalikes: ['vercel_blob_rw_{A-Za-z0-9:16}_{A-Za-z0-9:23}', 'qvercel_blob_rw_{A-Za-z0-9:16}_{A-Za-z0-9:31}'],
        },
      ],
    },
  },
})
