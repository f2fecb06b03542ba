/** Endor Labs: API keys begin with `endr+`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'endor-labs',
  name: 'Endor Labs',
  docs: 'https://docs.endorlabs.com/administration/api-keys/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'endor-labs-api-key',
          about: 'Endor Labs API key',
          key: /endr\+[A-Za-z0-9-]{16}/,
        }),
      ],
    },
  },
})
