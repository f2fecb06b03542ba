/** CircleCI: API tokens begin with `CCIPAT_`; legacy tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'circleci',
  name: 'CircleCI',
  docs: 'https://circleci.com/docs/managing-api-tokens/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://circleci.com',
        path: '/api/v2/me',
        send: header('circle-token'),
        live: 'id',
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'login' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'circleci-api-token',
          about: 'CircleCI API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['ccipat_', 'cciprj_'],
          minEntropy: 3,
          examples: ['KEY=CCIPAT_{A-Za-z0-9:22}_{a-f0-9:40}', '"CCIPRJ_{A-Za-z0-9:22}_{a-f0-9:40}"'],
          lookalikes: ['CCIPAT_{A-Za-z0-9:22}_{a-f0-9:30}', 'qCCIPAT_{A-Za-z0-9:22}_{a-f0-9:40}'],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        keyBesideName({
          rule: 'circleci-legacy-token',
          about: 'CircleCI legacy token',
          names: ['circle ci', 'circle'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
