/** Polygon: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'polygon',
  name: 'Polygon',
  docs: 'https://polygon.io/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'polygon-api-key',
          about: 'Polygon API key',
          names: ['polygon', 'polygon io'],
          common: true,
          key: /[A-Za-z0-9_]{32}/,
        }),
      ],
    },
  },
})
