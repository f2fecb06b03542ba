/** Dandelion: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dandelion',
  name: 'Dandelion',
  docs: 'https://dandelion.eu/docs/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'dandelion-api-token',
          about: 'Dandelion API token',
          names: ['dandelion'],
          key: /[a-z0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
