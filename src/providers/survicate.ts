/** Survicate: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'survicate',
  name: 'Survicate',
  docs: 'https://developers.survicate.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'survicate-api-key',
          about: 'Survicate API key',
          names: ['survicate'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
