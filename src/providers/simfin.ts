/** SimFin: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'simfin',
  name: 'SimFin',
  docs: 'https://simfin.readme.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'simfin-api-key',
          about: 'SimFin API key',
          names: ['sim fin'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
