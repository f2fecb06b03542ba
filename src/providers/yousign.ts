/** Yousign: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'yousign',
  name: 'Yousign',
  docs: 'https://developers.yousign.com/docs/set-up-your-account',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'yousign-api-key',
          about: 'Yousign API key',
          names: ['you sign'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
