/** ProdPad: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'prodpad',
  name: 'ProdPad',
  docs: 'https://help.prodpad.com/article/759-generate-an-api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'prodpad-api-key',
          about: 'ProdPad API key',
          names: ['prod pad'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
