/** Stormboard: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stormboard',
  name: 'Stormboard',
  docs: 'https://api.stormboard.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'stormboard-api-key',
          about: 'Stormboard API key',
          names: ['storm board'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
