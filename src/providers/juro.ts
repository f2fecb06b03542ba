/** Juro: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'juro',
  name: 'Juro',
  docs: 'https://docs.juro.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'juro-api-key',
          about: 'Juro API key',
          names: ['juro'],
          key: /[A-Za-z0-9]{40}/,
          common: true,
        }),
      ],
    },
  },
})
