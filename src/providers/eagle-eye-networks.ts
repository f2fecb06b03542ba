/** Eagle Eye Networks: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'eagle-eye-networks',
  name: 'Eagle Eye Networks',
  docs: 'https://developer.eagleeyenetworks.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'eagle-eye-networks-api-key',
          about: 'Eagle Eye Networks API key',
          names: ['eagleeyenetworks', 'eagle eye networks'],
          key: /[A-Za-z0-9]{15}/,
        }),
      ],
    },
  },
})
