/** Qualaroo: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'qualaroo',
  name: 'Qualaroo',
  docs: 'https://help.qualaroo.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'qualaroo-api-key',
          about: 'Qualaroo API key',
          names: ['qualaroo'],
          key: /[A-Za-z0-9=]{64}/,
        }),
      ],
    },
  },
})
