/** WP Engine: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wpengine',
  name: 'WP Engine',
  docs: 'https://wpengineapi.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'wpengine-api-key',
          about: 'WP Engine API key',
          names: ['wp engine'],
          key: /[A-Za-z0-9]{24,64}/,
        }),
      ],
    },
  },
})
