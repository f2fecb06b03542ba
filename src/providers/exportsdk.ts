/** Export SDK: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'exportsdk',
  name: 'Export SDK',
  docs: 'https://exportsdk.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'exportsdk-api-key',
          about: 'Export SDK API key',
          names: ['exportsdk'],
          key: /[a-z0-9]{5,15}_[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
