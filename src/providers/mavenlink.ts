/** Mavenlink: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mavenlink',
  name: 'Mavenlink',
  docs: 'https://developer.kantata.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'mavenlink-api-token',
          about: 'Mavenlink API token',
          names: ['maven link', 'kantata'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
