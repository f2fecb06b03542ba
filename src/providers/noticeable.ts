/** Noticeable: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'noticeable',
  name: 'Noticeable',
  docs: 'https://docs.noticeable.io',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'noticeable-api-token',
          about: 'Noticeable API token',
          names: ['noticeable'],
          common: true,
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
