/** Signable: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'signable',
  name: 'Signable',
  docs: 'https://developers.signable.co.uk',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'signable-api-key',
          about: 'Signable API key',
          names: ['signable'],
          common: true,
          key: /[A-Za-z0-9-]{32}/,
        }),
      ],
    },
  },
})
