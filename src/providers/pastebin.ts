/** Pastebin: developer keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pastebin',
  name: 'Pastebin',
  docs: 'https://pastebin.com/doc_api',
  keys: {
    'developer-key': {
      label: 'developer key',
      about: 'developer key',
      detect: [
        keyBesideName({
          rule: 'pastebin-developer-key',
          about: 'Pastebin developer key',
          names: ['paste bin'],
          key: /[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
  },
})
