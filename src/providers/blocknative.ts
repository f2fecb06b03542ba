/** Blocknative: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'blocknative',
  name: 'Blocknative',
  docs: 'https://docs.blocknative.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'blocknative-api-key',
          about: 'Blocknative API key',
          names: ['blocknative'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
