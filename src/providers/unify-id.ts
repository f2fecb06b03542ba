/** UnifyID: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'unify-id',
  name: 'UnifyID',
  docs: 'https://developer.unify.id/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'unify-id-api-key',
          about: 'UnifyID API key',
          names: ['unify', 'unify id'],
          common: true,
          key: /[A-Za-z0-9_=-]{44}/,
        }),
      ],
    },
  },
})
