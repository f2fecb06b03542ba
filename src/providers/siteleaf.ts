/** Siteleaf: API secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'siteleaf',
  name: 'Siteleaf',
  docs: 'https://learn.siteleaf.com/api/',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'siteleaf-api-secret',
          about: 'Siteleaf API secret',
          names: ['site leaf'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
