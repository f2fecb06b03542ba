/** Manifestly: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'manifest',
  name: 'Manifestly',
  docs: 'https://www.manifest.ly',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'manifest-api-key',
          about: 'Manifestly API key',
          names: ['manifest ly', 'api.manifest.ly'],
          common: true,
          key: /[A-Za-z0-9_]{32}/,
        }),
      ],
    },
  },
})
