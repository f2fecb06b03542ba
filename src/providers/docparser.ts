/** Docparser: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'docparser',
  name: 'Docparser',
  docs: 'https://dev.docparser.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'docparser-api-key',
          about: 'Docparser API key',
          names: ['docparser'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
