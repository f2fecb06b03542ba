/** The Guardian: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'guardian',
  name: 'The Guardian',
  docs: 'https://open-platform.theguardian.com/access/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'guardian-api-key',
          about: 'The Guardian API key',
          names: ['guardian'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
          common: true,
        }),
      ],
    },
  },
})
