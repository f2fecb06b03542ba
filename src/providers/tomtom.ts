/** TomTom: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tomtom',
  name: 'TomTom',
  docs: 'https://developer.tomtom.com/knowledgebase/platform/articles/how-to-get-an-tomtom-api-key/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'tomtom-api-key',
          about: 'TomTom API key',
          names: ['tom tom'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
