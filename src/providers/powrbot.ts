/** Powrbot: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'powrbot',
  name: 'Powrbot',
  docs: 'https://powrbot.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'powrbot-api-key',
          about: 'Powrbot API key',
          names: ['powr bot'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
