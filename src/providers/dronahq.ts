/** DronaHQ: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dronahq',
  name: 'DronaHQ',
  docs: 'https://docs.dronahq.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'dronahq-api-key',
          about: 'DronaHQ API key',
          names: ['dronahq'],
          key: /[a-z0-9]{50}/,
        }),
      ],
    },
  },
})
