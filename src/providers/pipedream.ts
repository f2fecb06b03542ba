/** Pipedream: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pipedream',
  name: 'Pipedream',
  docs: 'https://pipedream.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'pipedream-api-key',
          about: 'Pipedream API key',
          names: ['pipedream'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
