/** CockroachDB Cloud: secret keys begin with `CCDB1_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cockroachdb',
  name: 'CockroachDB Cloud',
  docs: 'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        {
          rule: 'cockroachdb-secret-key',
          about: 'CockroachDB Cloud secret key',
          pattern: /(?<![A-Za-z0-9])(?<secret>CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['ccdb1_'],
          minEntropy: 3,
          examples: ['KEY=CCDB1_{A-Za-z0-9:22}_{A-Za-z0-9:40}', '"CCDB1_{A-Za-z0-9:22}_{A-Za-z0-9:40}"'],
          lookalikes: ['CCDB1_{A-Za-z0-9:22}_{A-Za-z0-9:30}', 'qCCDB1_{A-Za-z0-9:22}_{A-Za-z0-9:40}'],
        },
      ],
    },
  },
})
