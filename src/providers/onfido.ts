/** Onfido: live API tokens begin with `api_live`; sandbox API tokens begin with `api_sandbox`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'onfido',
  name: 'Onfido',
  docs: 'https://documentation.onfido.com/api/latest/#authentication',
  keys: {
    'live-token': {
      label: 'live API token',
      about: 'live API token',
      detect: [
        fixedKey({
          rule: 'onfido-live-token',
          about: 'Onfido live API token',
          key: /api_live(?:_us|_ca)?\.[A-Za-z0-9_-]{20,80}/,
        }),
      ],
    },
    'sandbox-token': {
      label: 'sandbox API token',
      about: 'sandbox API token',
      detect: [
        fixedKey({
          rule: 'onfido-sandbox-token',
          about: 'Onfido sandbox API token',
          key: /api_sandbox(?:_us|_ca)?\.[A-Za-z0-9_-]{20,80}/,
        }),
      ],
    },
  },
})
