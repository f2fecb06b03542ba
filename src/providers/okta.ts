/** Okta: API tokens of 42 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'okta',
  name: 'Okta',
  docs: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'okta-api-token',
          about: 'Okta API token',
          names: ['okta', 'ssws'],
          key: /00[A-Za-z0-9_-]{40}/,
        }),
      ],
    },
  },
})
