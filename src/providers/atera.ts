/** Atera: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'atera',
  name: 'Atera',
  docs: 'https://support.atera.com/hc/en-us/articles/219083397-APIs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'atera-api-key',
          about: 'Atera API key',
          names: ['atera'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
