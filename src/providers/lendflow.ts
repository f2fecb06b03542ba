/** Lendflow: API tokens of three long parts, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lendflow',
  name: 'Lendflow',
  docs: 'https://docs.lendflow.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'lendflow-api-token',
          about: 'Lendflow API token',
          names: ['lendflow'],
          key: /[A-Za-z0-9_-]{36}\.[A-Za-z0-9_-]{200,260}\.[A-Za-z0-9_-]{600,800}/,
        }),
      ],
    },
  },
})
