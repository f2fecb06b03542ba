/** Zenkit: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zenkit',
  name: 'Zenkit',
  docs: 'https://base.zenkit.com/docs/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zenkit-api-key',
          about: 'Zenkit API key',
          names: ['zenkit'],
          key: /[a-z0-9]{8}-[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
