/** Baseten: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'baseten',
  name: 'Baseten',
  docs: 'https://docs.baseten.co/observability/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'baseten-api-key',
          about: 'Baseten API key',
          names: ['baseten'],
          key: /[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
