/** Stormglass: API keys and old API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stormglass',
  name: 'Stormglass',
  docs: 'https://docs.stormglass.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'stormglass-api-key',
          about: 'Stormglass API key',
          names: ['storm glass'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'stormglass-old-api-key',
          about: 'Stormglass old API key',
          names: ['storm glass'],
          key: /[a-z0-9-]{73}/,
        }),
      ],
    },
  },
})
