/** Autopilot: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'autopilot',
  name: 'Autopilot',
  docs: 'https://developers.ortto.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'autopilot-api-key',
          about: 'Autopilot API key',
          names: ['autopilot'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
