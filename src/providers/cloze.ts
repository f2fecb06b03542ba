/** Cloze: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloze',
  name: 'Cloze',
  docs: 'https://developer.cloze.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloze-api-key',
          about: 'Cloze API key',
          names: ['cloze'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
