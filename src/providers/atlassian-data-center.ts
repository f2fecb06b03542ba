/** Atlassian Data Center: access tokens begin with `BBDC-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'atlassian-data-center',
  name: 'Atlassian Data Center',
  docs: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'atlassian-data-center-access-token',
          about: 'Atlassian Data Center access token',
          key: /BBDC-[A-Za-z0-9+/@_-]{40,50}/,
        }),
      ],
    },
  },
})
