/** Owlbot: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'owlbot',
  name: 'Owlbot',
  docs: 'https://owlbot.info',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'owlbot-api-token',
          about: 'Owlbot API token',
          names: ['owl bot'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
