/** Zendesk: API tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zendesk',
  name: 'Zendesk',
  docs: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'zendesk-api-token',
          about: 'Zendesk API token',
          names: ['zendesk'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
