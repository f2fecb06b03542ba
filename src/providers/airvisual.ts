/** IQAir AirVisual: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'airvisual',
  name: 'IQAir AirVisual',
  docs: 'https://api-docs.iqair.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'airvisual-api-key',
          about: 'IQAir AirVisual API key',
          names: ['airvisual', 'iqair'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
