/** Proof: API keys begin with `prf_`. */
import { fixedKey, judgeMixed } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'proof',
  name: 'Proof',
  docs: 'https://dev.proof.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'proof-api-key',
          about: 'Proof API key',
          key: /prf_(?:cli_)?[A-Za-z0-9_-]{20,80}/,
          judge: judgeMixed,
        }),
      ],
    },
  },
})
