/** Qubole: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'qubole',
  name: 'Qubole',
  docs: 'https://docs.qubole.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'qubole-api-token',
          about: 'Qubole API token',
          names: ['qubole'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
