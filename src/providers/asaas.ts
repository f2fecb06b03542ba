/** Asaas: API keys begin with `$aact_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'asaas',
  name: 'Asaas',
  docs: 'https://docs.asaas.com/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'asaas-api-key',
          about: 'Asaas API key',
          key: /\$aact_(?:prod|hmlg)_[A-Za-z0-9_-]{20,180}/,
        }),
      ],
    },
  },
})
