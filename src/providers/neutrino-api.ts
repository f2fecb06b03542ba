/** Neutrino API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'neutrino-api',
  name: 'Neutrino API',
  docs: 'https://www.neutrinoapi.com/api/api-basics/',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'neutrino-api-api-key',
          about: 'Neutrino API key',
          names: ['neutrino api', 'neutrino'],
          key: /[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
