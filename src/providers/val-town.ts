/** Val Town: API tokens begin with `vtwn_`. */
import { fixedKey, judgeMixed } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'val-town',
  name: 'Val Town',
  docs: 'https://docs.val.town/reference/rest-api/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'val-town-api-token',
          about: 'Val Town API token',
          key: /vtwn_[A-Za-z0-9_-]{20,80}/,
          judge: judgeMixed,
        }),
      ],
    },
  },
})
