/** Calendly: personal access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'calendly',
  name: 'Calendly',
  docs: 'https://developer.calendly.com/personal-access-tokens',
  keys: {
    'access-token': {
      label: 'personal access token',
      about: 'personal access token',
      detect: [
        keyBesideName({
          rule: 'calendly-access-token',
          about: 'Calendly personal access token',
          names: ['calendly'],
          key: /eyJ[A-Za-z0-9_-]{30,300}\.eyJ[A-Za-z0-9_-]{100,300}\.[A-Za-z0-9_-]{40,100}/,
        }),
      ],
    },
  },
})
