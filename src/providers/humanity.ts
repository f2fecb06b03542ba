/** Humanity: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'humanity',
  name: 'Humanity',
  docs: 'https://www.humanity.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'humanity-api-key',
          about: 'Humanity API key',
          names: ['humanity'],
          key: /[a-z0-9]{40}/,
          common: true,
        }),
      ],
    },
  },
})
