/** Everhour: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'everhour',
  name: 'Everhour',
  docs: 'https://everhour.docs.apiary.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'everhour-api-key',
          about: 'Everhour API key',
          names: ['everhour'],
          key: /[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{6}-[a-f0-9]{6}-[a-f0-9]{8}/,
        }),
      ],
    },
  },
})
