/** SecurityTrails: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'securitytrails',
  name: 'SecurityTrails',
  docs: 'https://docs.securitytrails.com/docs/how-to-use-the-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'securitytrails-api-key',
          about: 'SecurityTrails API key',
          names: ['security trails'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
