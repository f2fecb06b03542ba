/** PandaScore: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pandascore',
  name: 'PandaScore',
  docs: 'https://developers.pandascore.co/docs/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'pandascore-api-token',
          about: 'PandaScore API token',
          names: ['panda score'],
          key: /[A-Za-z0-9_-]{51}/,
        }),
      ],
    },
  },
})
