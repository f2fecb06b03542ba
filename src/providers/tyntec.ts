/** tyntec: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tyntec',
  name: 'tyntec',
  docs: 'https://api.tyntec.com/reference/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'tyntec-api-key',
          about: 'tyntec API key',
          names: ['tyntec'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
