/** Metrilo: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'metrilo',
  name: 'Metrilo',
  docs: 'https://www.metrilo.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'metrilo-api-token',
          about: 'Metrilo API token',
          names: ['metrilo'],
          key: /[a-z0-9]{16}/,
        }),
      ],
    },
  },
})
