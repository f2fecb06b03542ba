/** Streak: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'streak',
  name: 'Streak',
  docs: 'https://streak.readme.io/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'streak-api-key',
          about: 'Streak API key',
          names: ['streak'],
          common: true,
          key: /[a-fA-F0-9]{32}/,
        }),
      ],
    },
  },
})
