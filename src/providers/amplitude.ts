/** Amplitude: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'amplitude',
  name: 'Amplitude',
  docs: 'https://amplitude.com/docs/apis/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'amplitude-api-key',
          about: 'Amplitude API key',
          names: ['amplitude'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
