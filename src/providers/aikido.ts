/** Aikido: client secrets begin with `AIK_SECRET_`; CI tokens begin with `AIK_CI_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aikido',
  name: 'Aikido',
  docs: 'https://help.aikido.dev/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'aikido-client-secret',
          about: 'Aikido client secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>AIK_SECRET_[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
          literals: ['aik_secret_'],
          minEntropy: 3,
          examples: ['KEY=AIK_SECRET_{A-Za-z0-9:64}', '"AIK_SECRET_{A-Za-z0-9:64}"'],
          lookalikes: ['AIK_SECRET_{A-Za-z0-9:48}', 'qAIK_SECRET_{A-Za-z0-9:64}'],
        },
      ],
    },
    'ci-token': {
      label: 'CI token',
      about: 'CI token',
      detect: [
        {
          rule: 'aikido-ci-token',
          about: 'Aikido CI token',
          pattern: /(?<![A-Za-z0-9])(?<secret>AIK_CI_[A-Za-z0-9]{24,64})(?![A-Za-z0-9])/,
          literals: ['aik_ci_'],
          minEntropy: 3,
          examples: ['KEY=AIK_CI_{A-Za-z0-9:44}', '"AIK_CI_{A-Za-z0-9:44}"'],
          lookalikes: ['AIK_CI_{A-Za-z0-9:18}', 'qAIK_CI_{A-Za-z0-9:44}'],
        },
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        fixedKey({
          rule: 'aikido-client-id',
          about: 'Aikido client id',
          part: 'id',
          key: /AIK_CLIENT_[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
