/** Confluent: API secrets begin with `cflt`; API secrets of 64 characters, known by the name beside them; API key ids of 16 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
        {
          rule: 'confluent-api-secret-old',
          about: 'Confluent API secret',
          pattern:
            /(?:confluent|Confluent|CONFLUENT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9+/]{64})(?![A-Za-z0-9])/,
          literals: ['confluent'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'CONFLUENT_API_KEY={A-Za-z0-9+/:64}',
            'confluentToken: "{A-Za-z0-9+/:64}"',
            "'confluent_secret' => '{A-Za-z0-9+/:64}'",
          ],
          lookalikes: [
            'CONFLUENT_API_KEY={A-Za-z0-9+/:48}',
            'confluent says that {A-Za-z0-9+/:64} is a commit',
            'OTHER_KEY={A-Za-z0-9+/:64}',
          ],
        },
      ],
    },
    'api-key-id': {
      label: 'API key id',
      about: 'API key id',
      detect: [
        {
          rule: 'confluent-api-key-id',
          about: 'Confluent API key id',
          pattern:
            /(?:confluent|Confluent|CONFLUENT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Z0-9]{16})(?![A-Za-z0-9])/,
          literals: ['confluent'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: [
            'CONFLUENT_API_KEY={A-Z0-9:16}',
            'confluentToken: "{A-Z0-9:16}"',
            "'confluent_secret' => '{A-Z0-9:16}'",
          ],
          lookalikes: [
            'CONFLUENT_API_KEY={A-Z0-9:12}',
            'confluent says that {A-Z0-9:16} is a commit',
            'OTHER_KEY={A-Z0-9:16}',
          ],
        },
      ],
    },
  },
})
