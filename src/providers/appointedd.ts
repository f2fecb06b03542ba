/** Appointedd: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'appointedd',
  name: 'Appointedd',
  docs: 'https://developers.appointedd.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'appointedd-api-key',
          about: 'Appointedd API key',
          names: ['appointedd'],
          key: /[A-Za-z0-9+=]{88}/,
        }),
      ],
    },
  },
})
