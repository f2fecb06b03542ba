/** OOPSpam: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'oopspam',
  name: 'OOPSpam',
  docs: 'https://www.oopspam.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'oopspam-api-key',
          about: 'OOPSpam API key',
          names: ['oop spam'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
