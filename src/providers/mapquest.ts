/** MapQuest: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mapquest',
  name: 'MapQuest',
  docs: 'https://developer.mapquest.com/documentation/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mapquest-api-key',
          about: 'MapQuest API key',
          names: ['map quest'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
