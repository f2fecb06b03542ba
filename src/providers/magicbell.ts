/** MagicBell: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'magicbell',
  name: 'MagicBell',
  docs: 'https://www.magicbell.com/docs/rest-api/reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'magicbell-api-key',
          about: 'MagicBell API key',
          names: ['magic bell'],
          key: /[A-Za-z0-9-]{40}/,
        }),
      ],
    },
  },
})
