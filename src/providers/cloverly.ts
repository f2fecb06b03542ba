/** Cloverly: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloverly',
  name: 'Cloverly',
  docs: 'https://docs.cloverly.com/reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloverly-api-key',
          about: 'Cloverly API key',
          names: ['cloverly'],
          key: /(?:private|public)_key:[a-z0-9]{16,17}/,
        }),
        keyBesideName({
          rule: 'cloverly-other-key',
          about: 'Cloverly key',
          names: ['cloverly'],
          key: /[a-z0-9_:]{28}/,
        }),
      ],
    },
  },
})
