/** Browshot: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'browshot',
  name: 'Browshot',
  docs: 'https://browshot.com/api/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'browshot-api-key',
          about: 'Browshot API key',
          names: ['browshot'],
          key: /[A-Za-z0-9]{28}/,
        }),
      ],
    },
  },
})
