/** Documo: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'documo',
  name: 'Documo',
  docs: 'https://docs.documo.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'documo-api-key',
          about: 'Documo API key',
          names: ['documo'],
          key: /ey[A-Za-z0-9]{34}\.ey[A-Za-z0-9]{154}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
