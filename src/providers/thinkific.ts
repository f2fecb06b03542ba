/** Thinkific: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'thinkific',
  name: 'Thinkific',
  docs: 'https://developers.thinkific.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'thinkific-api-key',
          about: 'Thinkific API key',
          names: ['thinkific'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
