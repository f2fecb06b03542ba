/** Impala: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'impala',
  name: 'Impala',
  docs: 'https://docs.impala.travel/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'impala-api-key',
          about: 'Impala API key',
          names: ['impala'],
          key: /[A-Za-z0-9_]{46}/,
        }),
      ],
    },
  },
})
