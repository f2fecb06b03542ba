/** ClickHelp: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clickhelp',
  name: 'ClickHelp',
  docs: 'https://clickhelp.com/clickhelp-documentation/api-overview/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clickhelp-api-key',
          about: 'ClickHelp API key',
          names: ['clickhelp'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
