/** Wistia: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wistia',
  name: 'Wistia',
  docs: 'https://docs.wistia.com/docs/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'wistia-api-token',
          about: 'Wistia API token',
          names: ['wistia'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
