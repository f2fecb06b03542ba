/** Confluent: API secrets begin with `cflt`; API secrets of 64 characters, known by the name beside them; API key ids of 16 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'confluent',
  name: 'Confluent',
  docs: 'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        {
          rule: 'confluent-api-secret',
          about: 'Confluent API secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>cflt[A-Za-z0-9+/]{60})(?![A-Za-z0-9])/,
          literals: ['cflt'],
          minEntropy: 3.5,
          examples: ['KEY=cflt{A-Za-z0-9+/:60}', '"cflt{A-Za-z0-9+/:60}"'],
          lookalikes: ['cflt{A-Za-z0-9+/:45}', 'qcflt{A-Za-z0-9+/:60}'],
        },
        keyBesideName({
          rule: 'confluent-api-secret-old',
          about: 'Confluent API secret',
          names: ['confluent', 'ccloud', 'cpdev', 'kafka'],
          key: /[A-Za-z0-9+/]{64}/,
        }),
      ],
    },
    'api-key-id': {
      label: 'API key id',
      about: 'API key id',
      detect: [
        keyBesideName({
          rule: 'confluent-api-key-id',
          about: 'Confluent API key id',
          names: ['confluent', 'ccloud', 'cpdev', 'kafka key', 'kafka api key'],
          key: /[A-Z0-9]{16}/,
        }),
      ],
    },
  },
})
