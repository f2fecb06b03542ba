/** GraphHopper: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'graphhopper',
  name: 'GraphHopper',
  docs: 'https://docs.graphhopper.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'graphhopper-api-key',
          about: 'GraphHopper API key',
          names: ['graphhopper', 'graph hopper'],
          key: /[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
