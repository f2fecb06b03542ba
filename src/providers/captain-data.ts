/** Captain Data: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'captain-data',
  name: 'Captain Data',
  docs: 'https://docs.captaindata.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'captain-data-api-key',
          about: 'Captain Data API key',
          names: ['captaindata', 'captain data'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
