/** Textmagic: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'textmagic',
  name: 'Textmagic',
  docs: 'https://docs.textmagic.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'textmagic-api-key',
          about: 'Textmagic API key',
          names: ['text magic'],
          key: /[A-Za-z0-9]{30}/,
        }),
      ],
    },
  },
})
