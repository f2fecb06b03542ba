/** Ayrshare: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ayrshare',
  name: 'Ayrshare',
  docs: 'https://www.ayrshare.com/docs/apis/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ayrshare-api-key',
          about: 'Ayrshare API key',
          names: ['ayrshare'],
          key: /[A-Z0-9]{8}(?:-[A-Z0-9]{8}){3}/,
        }),
      ],
    },
  },
})
