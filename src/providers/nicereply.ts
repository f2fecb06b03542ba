/** Nicereply: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nicereply',
  name: 'Nicereply',
  docs: 'https://docs.nicereply.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'nicereply-api-key',
          about: 'Nicereply API key',
          names: ['nice reply'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
