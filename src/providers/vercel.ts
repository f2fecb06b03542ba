/** Vercel: access tokens begin with `vcp_`; blob tokens begin with `vercel_blob_rw_`; access tokens of 24 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

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
          pattern: /(?<![A-Za-z0-9])(?<secret>vc(?:p|c|i|a|r)_[A-Za-z0-9]{56})(?![A-Za-z0-9])/,
          literals: ['vcp_', 'vcc_', 'vci_', 'vca_', 'vcr_'],
          minEntropy: 3,
          examples: [
            'KEY=vcp_{A-Za-z0-9:56}',
            '"vcc_{A-Za-z0-9:56}"',
            'Bearer vci_{A-Za-z0-9:56}',
            'token: vca_{A-Za-z0-9:56}',
            'KEY=vcr_{A-Za-z0-9:56}',
          ],
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
