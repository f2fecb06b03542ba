/** Simvoly: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'simvoly',
  name: 'Simvoly',
  docs: 'https://simvoly.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'simvoly-api-key',
          about: 'Simvoly API key',
          names: ['simvoly'],
          key: /[a-z0-9]{33}/,
        }),
      ],
    },
  },
})
