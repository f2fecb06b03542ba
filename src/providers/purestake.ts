/** PureStake: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'purestake',
  name: 'PureStake',
  docs: 'https://developer.purestake.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'purestake-api-key',
          about: 'PureStake API key',
          names: ['pure stake'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
