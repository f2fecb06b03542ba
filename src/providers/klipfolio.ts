/** Klipfolio: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'klipfolio',
  name: 'Klipfolio',
  docs: 'https://apidocs.klipfolio.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'klipfolio-api-key',
          about: 'Klipfolio API key',
          names: ['klipfolio'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
